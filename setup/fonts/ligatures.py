"""Dissolve the ligatures that can carry marks (lam-alef, beh-yeh, the name of God).

A GSUB rule sees a mark after a ligature, but not which of its letters the mark
belongs to; so its height could not be chosen. A ligature is therefore drawn by
its first letter, while its other letters become empty glyphs ("parts") that
marks sit on. All of it lies at the same origin, since text runs right to left.
"""

import copy
from collections import defaultdict

from fontTools.ttLib.tables import otTables as ot

from glyphs import GDEF_BASE

LIGATURE, CHAIN_CONTEXT = 4, 6
KERNING, MARK_TO_BASE, MARK_TO_LIGATURE = 2, 4, 5
_IGNORE_MARKS = 0x0008


def dissolve(glyphs, gsub, gpos):
    """Rewrite the ligature rules of `gsub` and all that `gpos` says of ligatures.

    Returns the pending rules as (lookup, [(letters, drawings), ...]); they are
    written by `write_rules` once the glyph order is final.
    """
    carriers = {
        ligature
        for lookup in gpos.LookupList.Lookup
        if lookup.LookupType == MARK_TO_LIGATURE
        for table in lookup.SubTable
        for ligature in table.LigatureCoverage.glyphs
    }
    pending = []
    parts = defaultdict(dict)  # ligature -> {part: index of its letter}
    last_parts = defaultdict(set)  # ligature -> parts that end it
    for lookup in gsub.LookupList.Lookup:
        if lookup.LookupType != LIGATURE or not lookup.LookupFlag & _IGNORE_MARKS:
            continue  # with no mark between the letters, marks follow the last one
        rules = []
        for letters, ligature in _take_rules(lookup, carriers):
            drawings = [ligature]
            for k in range(1, len(letters)):
                part = f"{ligature}.part{k}"
                glyphs.add_empty_base(part)
                parts[ligature][part] = k
                drawings.append(part)
            last_parts[ligature].add(drawings[-1])
            glyphs.classes[ligature] = GDEF_BASE
            rules.append((letters, drawings))
        if rules:
            # the longest first, as in a ligature set
            pending.append((lookup, sorted(rules, key=lambda rule: -len(rule[0]))))
    for lookup in gpos.LookupList.Lookup:
        if lookup.LookupType == MARK_TO_LIGATURE:
            lookup.SubTable = [
                _as_mark_to_base(glyphs, table, parts, last_parts) for table in lookup.SubTable
            ]
            lookup.LookupType = MARK_TO_BASE
        elif lookup.LookupType == KERNING:
            for table in lookup.SubTable:
                _kern_after_last_parts(glyphs, table, last_parts)
    return pending


def write_rules(glyphs, pending, add_single, add_lookup_beside):
    """Turn each pending lookup into a chain rule of the same place and feature.

    `add_single(mapping)` gives the index of a single substitution;
    `add_lookup_beside(lookup, type, tables)` adds a lookup that the same
    features run, for the ligatures that carry no marks and stay as they are.
    """
    for lookup, rules in pending:
        kept = [table for table in lookup.SubTable if table.ligatures]
        if kept:
            add_lookup_beside(lookup, LIGATURE, kept)
        lookup.LookupType = CHAIN_CONTEXT
        lookup.SubTable = [
            _chain(glyphs, letters, drawings, add_single) for letters, drawings in rules
        ]
        lookup.SubTableCount = len(lookup.SubTable)


def _take_rules(lookup, carriers):
    """Remove from `lookup` the ligatures among `carriers`; yield (letters, ligature)."""
    for table in lookup.SubTable:
        for first in list(table.ligatures):
            kept = []
            for rule in table.ligatures[first]:
                if rule.LigGlyph in carriers:
                    yield [first, *rule.Component], rule.LigGlyph
                else:
                    kept.append(rule)
            if kept:
                table.ligatures[first] = kept
            else:
                del table.ligatures[first]


def _as_mark_to_base(glyphs, table, parts, last_parts):
    """The same anchors, with each letter of a ligature a base of its own."""
    anchors = {}
    for ligature, attach in zip(table.LigatureCoverage.glyphs, table.LigatureArray.LigatureAttach):
        letters = [record.LigatureAnchor for record in attach.ComponentRecord]
        if ligature not in parts:
            anchors[ligature] = letters[-1]
            continue
        anchors[ligature] = letters[0]
        for part, k in parts[ligature].items():
            # Fonts may count one letter more than the rule has (alef and its
            # hamza): what follows the last letter belongs to the last anchor.
            is_last = part in last_parts[ligature]
            anchors[part] = letters[-1 if is_last else min(k, len(letters) - 1)]
    new = ot.MarkBasePos()
    new.Format = 1
    new.MarkCoverage, new.MarkArray, new.ClassCount = (
        table.MarkCoverage,
        table.MarkArray,
        table.ClassCount,
    )
    new.BaseCoverage = glyphs.coverage(anchors)
    new.BaseArray = ot.BaseArray()
    new.BaseArray.BaseRecord = []
    for base in new.BaseCoverage.glyphs:
        record = ot.BaseRecord()
        record.BaseAnchor = copy.deepcopy(anchors[base])
        new.BaseArray.BaseRecord.append(record)
    new.BaseArray.BaseCount = len(new.BaseArray.BaseRecord)
    return new


def _kern_after_last_parts(glyphs, table, last_parts):
    """Let the last part of a ligature kern with what follows, as the ligature did.

    What follows the drawing is now an empty part, so a pair that began with the
    ligature would no longer be found. Pairs that end with it still are.
    """
    known = dict.fromkeys(table.Coverage.glyphs)
    if table.Format == 1:
        known = dict(zip(table.Coverage.glyphs, table.PairSet))
    for ligature, lasts in last_parts.items():
        if ligature not in known:
            continue
        for part in lasts:
            known[part] = known[ligature]
            if table.Format == 2 and ligature in table.ClassDef1.classDefs:
                table.ClassDef1.classDefs[part] = table.ClassDef1.classDefs[ligature]
    table.Coverage = glyphs.coverage(known)
    if table.Format == 1:
        table.PairSet = [known[first] for first in table.Coverage.glyphs]
        table.PairSetCount = len(table.PairSet)


def _chain(glyphs, letters, drawings, add_single):
    rule = ot.ChainContextSubst()
    rule.Format = 3
    rule.BacktrackGlyphCount, rule.BacktrackCoverage = 0, []
    rule.LookAheadGlyphCount, rule.LookAheadCoverage = 0, []
    rule.InputCoverage = [glyphs.coverage([letter]) for letter in letters]
    rule.InputGlyphCount = len(letters)
    rule.SubstLookupRecord = []
    for k, (letter, drawing) in enumerate(zip(letters, drawings)):
        record = ot.SubstLookupRecord()
        record.SequenceIndex, record.LookupListIndex = k, add_single({letter: drawing})
        rule.SubstLookupRecord.append(record)
    rule.SubstCount = len(rule.SubstLookupRecord)
    return rule
