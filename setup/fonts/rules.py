"""Write the GSUB rules that replace each mark by its drawing at the right height.

One chain lookup for each channel, run by the feature `mset`: HarfBuzz always
applies it to Arabic, after joining and ligatures, and no CSS property turns it
off (letter-spacing does turn off `liga`, for one).
"""

from collections import defaultdict
from dataclasses import dataclass, field

from fontTools.ttLib.tables import otTables as ot

SINGLE, CHAIN_CONTEXT = 1, 6
FEATURE = "mset"
_USE_MARK_FILTERING_SET = 0x0010
#: A letter, and at most this many marks on it, get prepared heights.
MAX_STACK = 3
#: So many marks that do not stack may stand between a mark and its letter.
MAX_LOOKED_THROUGH = 2


@dataclass
class Plan:
    """The heights that one channel needs, each with the glyphs that cause it."""

    channel: object
    #: height -> letters whose anchor is there
    on_base: dict = field(default_factory=lambda: defaultdict(list))
    #: height -> drawings of marks whose anchor for stacking is there
    on_mark: dict = field(default_factory=lambda: defaultdict(set))
    #: height -> marks of the channel that do get stacked there
    stacked: dict = field(default_factory=lambda: defaultdict(set))


def plan(glyphs, channels, pairs, step):
    """Decide all heights, rounded to `step` units, and make the drawings they need.

    `pairs` are the (lower, upper) marks that texts do stack; without that limit
    the font would hold twice as many glyphs, most of them never seen.
    """

    def rounded(height):
        return round(height / step) * step

    plans = [Plan(channel) for channel in channels]
    for p in plans:
        for base, height in p.channel.on_base.items():
            p.on_base[rounded(height)].append(base)
        for height in sorted(p.on_base):
            for mark in p.channel.marks:
                glyphs.shift(mark, height - p.channel.own_on_base[mark])
    newest = {mark: set(known) for mark, known in glyphs.shifted.items()}
    for _ in range(MAX_STACK - 1):
        added = defaultdict(set)
        for p in plans:
            for lower, height in p.channel.on_mark.items():
                uppers = [mark for mark in p.channel.marks if (lower, mark) in pairs]
                for up in sorted(newest.get(lower, ())) if uppers else ():
                    place = rounded(up + height)
                    p.on_mark[place].add(glyphs.shift(lower, up))
                    for mark in uppers:
                        own = p.channel.own_on_mark.get(mark)
                        if own is None:
                            continue
                        p.stacked[place].add(mark)
                        if place - own not in glyphs.shifted[mark]:
                            added[mark].add(place - own)
                        glyphs.shift(mark, place - own)
        newest = added
    return plans


class RuleWriter:
    """Adds lookups to the GSUB table of a font and lets features run them."""

    def __init__(self, glyphs, gsub, gdef):
        self.glyphs, self.gsub, self.gdef = glyphs, gsub, gdef
        self._singles = {}

    def add_lookup(self, lookup_type, tables, flag=0):
        """Append a lookup; returns its index."""
        lookup = ot.Lookup()
        lookup.LookupType, lookup.LookupFlag = lookup_type, flag
        lookup.SubTable, lookup.SubTableCount = tables, len(tables)
        lookups = self.gsub.LookupList
        lookups.Lookup.append(lookup)
        lookups.LookupCount = len(lookups.Lookup)
        return lookups.LookupCount - 1

    def add_single(self, mapping):
        """Index of a single substitution with this mapping; equal ones are shared."""
        key = tuple(sorted(mapping.items()))
        if key not in self._singles:
            table = ot.SingleSubst()
            table.mapping = dict(key)
            self._singles[key] = self.add_lookup(SINGLE, [table])
        return self._singles[key]

    def add_lookup_beside(self, lookup, lookup_type, tables):
        """Add a lookup that is run by whatever features run `lookup`."""
        beside = self.gsub.LookupList.Lookup.index(lookup)
        added = self.add_lookup(lookup_type, tables, lookup.LookupFlag)
        for record in self.gsub.FeatureList.FeatureRecord:
            indices = record.Feature.LookupListIndex
            if beside in indices:
                record.Feature.LookupListIndex = sorted([*indices, added])
                record.Feature.LookupCount = len(record.Feature.LookupListIndex)

    def add_height_lookups(self, plans, pairs):
        """Write the rules of all channels, in order, after all others of the font."""
        ready = [self._height_table(p, pairs) for p in plans]
        added = []
        for p, table in zip(plans, ready):
            # Only marks of this stack are seen: a kasra between a letter and
            # its fatha must not hide the letter.
            seen = self.glyphs.with_shifts(set(p.channel.stack) | set(p.channel.marks))
            index = self.add_lookup(CHAIN_CONTEXT, [table], _USE_MARK_FILTERING_SET)
            self.gsub.LookupList.Lookup[index].MarkFilteringSet = self._add_mark_set(seen)
            added.append(index)
        self._add_feature(FEATURE, added)

    def _height_table(self, p, pairs):
        """One table of class rules: what stands before decides how the mark is drawn."""
        channel, glyphs = p.channel, self.glyphs
        stack = set(channel.stack) or set(channel.marks)
        carriers = {m for m in channel.on_mark if any((m, x) in pairs for x in channel.marks)}
        classes, on_marks, on_bases = {}, [], []

        def add_class(names):
            number = len(on_marks) + len(on_bases) + 1
            classes.update((name, number) for name in sorted(names, key=glyphs.index))
            return number

        for height in sorted(p.on_base):
            number = add_class(p.on_base[height])
            on_bases.append((number, self._drawn_at(height, channel.own_on_base, channel.marks)))
        for height in sorted(p.on_mark):
            number = add_class(p.on_mark[height])
            marks = [m for m in channel.marks if m in p.stacked[height]]
            on_marks.append((number, self._drawn_at(height, channel.own_on_mark, marks)))
        looked_through = add_class(glyphs.with_shifts((stack | set(channel.on_mark)) - carriers))

        rules = [_rule([number], mapping, self) for number, mapping in on_marks]
        for between in range(MAX_LOOKED_THROUGH + 1):
            for number, mapping in on_bases:
                rules.append(_rule([looked_through] * between + [number], mapping, self))

        table = ot.ChainContextSubst()
        table.Format = 2
        table.Coverage = glyphs.coverage(channel.marks)
        table.BacktrackClassDef = _class_def(classes)
        table.InputClassDef = _class_def(dict.fromkeys(channel.marks, 1))
        table.LookAheadClassDef = _class_def({})
        rule_set = ot.ChainSubClassSet()
        rule_set.ChainSubClassRule, rule_set.ChainSubClassRuleCount = rules, len(rules)
        table.ChainSubClassSet, table.ChainSubClassSetCount = [None, rule_set], 2
        return table

    def _drawn_at(self, height, own, marks):
        drawn = {mark: self.glyphs.shift(mark, height - own[mark]) for mark in marks}
        return {mark: name for mark, name in drawn.items() if mark != name}

    def _add_mark_set(self, marks):
        sets = self.gdef.MarkGlyphSetsDef
        sets.Coverage.append(self.glyphs.coverage(marks))
        sets.MarkSetCount = len(sets.Coverage)
        return sets.MarkSetCount - 1

    def _add_feature(self, tag, lookup_indices):
        """Add a feature to every script and language, keeping records sorted by tag."""
        record = ot.FeatureRecord()
        record.FeatureTag, record.Feature = tag, ot.Feature()
        record.Feature.FeatureParams = None
        record.Feature.LookupListIndex = sorted(lookup_indices)
        record.Feature.LookupCount = len(lookup_indices)
        before = self.gsub.FeatureList.FeatureRecord
        records = sorted([*before, record], key=lambda r: r.FeatureTag)
        self.gsub.FeatureList.FeatureRecord = records
        self.gsub.FeatureList.FeatureCount = len(records)
        place = {id(r): i for i, r in enumerate(records)}
        for script in self.gsub.ScriptList.ScriptRecord:
            languages = [script.Script.DefaultLangSys]
            languages += [r.LangSys for r in script.Script.LangSysRecord]
            for language in filter(None, languages):
                kept = [place[id(before[i])] for i in language.FeatureIndex]
                language.FeatureIndex = sorted([*kept, place[id(record)]])
                language.FeatureCount = len(language.FeatureIndex)
                if language.ReqFeatureIndex != 0xFFFF:
                    language.ReqFeatureIndex = place[id(before[language.ReqFeatureIndex])]


def _rule(backtrack, mapping, writer):
    """One rule: after these classes (nearest first), draw the mark as `mapping` says.

    An empty mapping is a rule too: the mark is right as it is, stop looking.
    """
    rule = ot.ChainSubClassRule()
    rule.Backtrack, rule.BacktrackGlyphCount = backtrack, len(backtrack)
    rule.Input, rule.InputGlyphCount = [], 1
    rule.LookAhead, rule.LookAheadGlyphCount = [], 0
    rule.SubstLookupRecord = []
    if mapping:
        record = ot.SubstLookupRecord()
        record.SequenceIndex, record.LookupListIndex = 0, writer.add_single(mapping)
        rule.SubstLookupRecord.append(record)
    rule.SubstCount = len(rule.SubstLookupRecord)
    return rule


def _class_def(classes):
    table = ot.ClassDef()
    table.classDefs = classes
    return table
