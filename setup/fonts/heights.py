"""Read from GPOS how high each mark sits, on every letter and on every other mark.

Marks that always rise together are grouped into channels (most fonts have two:
those above and those below), since one rule can then serve them all.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

MARK_TO_BASE, MARK_TO_MARK = 4, 6
_USE_MARK_FILTERING_SET = 0x0010


@dataclass
class Channel:
    """Marks that share all their heights. Heights are in units, of anchors."""

    marks: list
    #: letter -> height of the anchor that these marks are put on
    on_base: dict
    #: mark -> the same, when one of these marks is stacked on it
    on_mark: dict
    #: the marks that take part in stacking; others are looked through
    stack: frozenset
    #: mark of the channel -> height of its own anchor, for letters and marks
    own_on_base: dict = field(default_factory=dict)
    own_on_mark: dict = field(default_factory=dict)


def mark_tables(gpos):
    """All tables of mark positioning as two lists: on letters, and on marks.

    Items are (lookup index, lookup, table), in the order in which they apply.
    """
    on_base, on_mark = [], []
    for i, lookup in enumerate(gpos.LookupList.Lookup):
        for table in lookup.SubTable:
            if lookup.LookupType == MARK_TO_BASE:
                on_base.append((i, lookup, table))
            elif lookup.LookupType == MARK_TO_MARK:
                on_mark.append((i, lookup, table))
    return on_base, on_mark


def channels(glyphs, gpos, gdef):
    """Group the marks of the font; those that others are stacked on come first.

    The order matters: a mark is put in place by the height of the one below it,
    which must have its final place by then.
    """
    on_base = _normalised(_heights_on_base(gpos))
    on_mark, stacks = _heights_on_mark(glyphs, gpos, gdef)
    on_mark = _normalised(on_mark)
    groups = {}
    for mark in sorted(on_base, key=glyphs.index):
        base_heights, own_base = on_base[mark]
        mark_heights, own_mark = on_mark.get(mark, ({}, None))
        stack = frozenset(stacks.get(mark, ()))
        key = (frozenset(base_heights.items()), frozenset(mark_heights.items()), stack)
        channel = groups.setdefault(key, Channel([], base_heights, mark_heights, stack))
        channel.marks.append(mark)
        channel.own_on_base[mark] = own_base
        if own_mark is not None:
            channel.own_on_mark[mark] = own_mark
    return _lowest_first(list(groups.values()))


def _heights_on_base(gpos):
    """mark -> {letter: (height, own height)}. As in a shaper, a later lookup
    overrules an earlier one, and inside a lookup the first table wins."""
    found, decided_by = defaultdict(dict), {}
    for i, _, table in mark_tables(gpos)[0]:
        for mark, record in zip(table.MarkCoverage.glyphs, table.MarkArray.MarkRecord):
            for base, anchors in zip(table.BaseCoverage.glyphs, table.BaseArray.BaseRecord):
                anchor = anchors.BaseAnchor[record.Class]
                if anchor is None or decided_by.get((mark, base)) == i:
                    continue
                decided_by[mark, base] = i
                found[mark][base] = (anchor.YCoordinate, record.MarkAnchor.YCoordinate)
    return found


def _heights_on_mark(glyphs, gpos, gdef):
    """mark -> {mark below or above it: (height, own height)}, and mark -> its stack."""
    sets = getattr(gdef, "MarkGlyphSetsDef", None)
    sets = [set(c.glyphs) if c else set() for c in sets.Coverage] if sets else []
    found, stacks = defaultdict(dict), defaultdict(set)
    for _, lookup, table in mark_tables(gpos)[1]:
        if lookup.LookupFlag & _USE_MARK_FILTERING_SET:
            seen = sets[lookup.MarkFilteringSet]
        else:
            seen = set(glyphs.marks())
        for mark, record in zip(table.Mark1Coverage.glyphs, table.Mark1Array.MarkRecord):
            stacks[mark] |= seen
            for other, anchors in zip(table.Mark2Coverage.glyphs, table.Mark2Array.Mark2Record):
                anchor = anchors.Mark2Anchor[record.Class]
                if anchor is not None and mark in seen and other in seen:
                    found[mark][other] = (anchor.YCoordinate, record.MarkAnchor.YCoordinate)
    return found, stacks


def _normalised(found):
    """mark -> ({carrier: height}, own height): one own height for each mark.

    A mark may have several anchors of its own, one to a table; only the
    difference between the two anchors is ever seen, so it is what is kept.
    """
    result = {}
    for mark, pairs in found.items():
        if pairs:
            own = Counter(own for _, own in pairs.values()).most_common(1)[0][0]
            result[mark] = ({c: high - mine + own for c, (high, mine) in pairs.items()}, own)
    return result


def _lowest_first(waiting):
    ordered = []
    while waiting:
        free = (
            c
            for c in waiting
            if not any(c.stack.intersection(d.marks) for d in waiting if d is not c)
        )
        # Two channels that stack on each other cannot be ordered: take the first.
        chosen = next(free, waiting[0])
        waiting = [c for c in waiting if c is not chosen]
        ordered.append(chosen)
    return ordered
