"""Move the vertical mark positioning of an Arabic font from GPOS to GSUB.

WebKitGTK drops the vertical offset of glyphs. Afterwards none is needed: each
mark is replaced by a drawing of it that already has its height, and every
anchor of the font lies at height 0, so that no engine can be asked to move a
glyph up or down. Horizontal positions are untouched. A sequence of marks that
nobody foresaw falls to the default height, and looks equally wrong everywhere.
"""

from io import BytesIO

import uharfbuzz as hb
from fontTools.ttLib.tables import otTables as ot

import characters
import heights
import ligatures
import rules
from glyphs import GDEF_MARK, Glyphs

#: Letters that show all that fonts do with stacked marks: a dot below, none,
#: a loop, a tall letter, a tall letter that makes ligatures.
_SAMPLE_BASES = "بـهال"


def flatten(font, step):
    """Flatten `font` (static, TrueType outlines, just loaded) in place.

    `step`: heights are rounded to this many font units. Raises `ValueError` for
    a font without the tables that this is about.
    """
    for tag in ("GSUB", "GPOS", "GDEF", "glyf"):
        if tag not in font:
            raise ValueError(f"cannot flatten a font without a {tag} table")
    gsub, gpos, gdef = font["GSUB"].table, font["GPOS"].table, font["GDEF"].table
    pairs = stacked_pairs(font)
    for table in (gsub, gpos):
        _unwrap_extensions(table)

    glyphs = Glyphs(font)
    pending = ligatures.dissolve(glyphs, gsub, gpos)
    plans = rules.plan(glyphs, heights.channels(glyphs, gpos, gdef), pairs, step)
    glyphs.store()
    _let_drawings_count_as_marks(glyphs, gdef)
    _level_anchors(glyphs, gpos)
    writer = rules.RuleWriter(glyphs, gsub, gdef)
    ligatures.write_rules(glyphs, pending, writer.add_single, writer.add_lookup_beside)
    writer.add_height_lookups(plans, pairs)


def stacked_pairs(font):
    """The (lower, upper) pairs of mark glyphs that the spellings of `characters` produce.

    `font` is shaped as it is, so that its own compositions (shadda and fatha in
    one glyph) are taken into account.
    """
    stored = BytesIO()
    font.save(stored)
    shaper = hb.Font(hb.Face(stored.getvalue()))
    order = font.getGlyphOrder()
    classes = font["GDEF"].table.GlyphClassDef.classDefs
    pairs = set()
    for base in _SAMPLE_BASES:
        for sequence in characters.mark_sequences():
            buffer = hb.Buffer()
            buffer.add_str(base + sequence)
            buffer.guess_segment_properties()
            hb.shape(shaper, buffer)
            names = [order[info.codepoint] for info in reversed(buffer.glyph_infos)]
            marks = [name for name in names if classes.get(name) == GDEF_MARK]
            pairs.update((a, b) for i, a in enumerate(marks) for b in marks[i + 1 :])
    return pairs


def _unwrap_extensions(table):
    """Take lookups out of their extension wrappers; fontTools wraps them again if need be."""
    for lookup in table.LookupList.Lookup:
        lookup.SubTable = [getattr(t, "ExtSubTable", t) for t in lookup.SubTable]
        lookup.SubTableCount = len(lookup.SubTable)
        if lookup.SubTable:
            lookup.LookupType = lookup.SubTable[0].LookupType


def _let_drawings_count_as_marks(glyphs, gdef):
    """Add each shifted mark to the mark sets that its original is in."""
    if getattr(gdef, "MarkGlyphSetsDef", None) is None:
        gdef.Version = 0x00010002
        gdef.MarkGlyphSetsDef = ot.MarkGlyphSetsDef()
        gdef.MarkGlyphSetsDef.MarkSetTableFormat = 1
        gdef.MarkGlyphSetsDef.Coverage = []
    sets = gdef.MarkGlyphSetsDef
    sets.Coverage = [c and glyphs.coverage(glyphs.with_shifts(c.glyphs)) for c in sets.Coverage]


def _level_anchors(glyphs, gpos):
    """Give shifted marks the anchors of their originals, then set all heights to 0."""
    on_base, on_mark = heights.mark_tables(gpos)
    for _, _, table in on_base:
        table.MarkCoverage, marks = _with_drawings(
            glyphs, table.MarkCoverage, table.MarkArray.MarkRecord
        )
        table.MarkArray.MarkRecord, table.MarkArray.MarkCount = marks, len(marks)
        bases = [anchor for r in table.BaseArray.BaseRecord for anchor in r.BaseAnchor]
        _to_zero([r.MarkAnchor for r in marks] + bases)
    for _, _, table in on_mark:
        table.Mark1Coverage, upper = _with_drawings(
            glyphs, table.Mark1Coverage, table.Mark1Array.MarkRecord
        )
        table.Mark1Array.MarkRecord, table.Mark1Array.MarkCount = upper, len(upper)
        table.Mark2Coverage, lower = _with_drawings(
            glyphs, table.Mark2Coverage, table.Mark2Array.Mark2Record
        )
        table.Mark2Array.Mark2Record, table.Mark2Array.Mark2Count = lower, len(lower)
        _to_zero([r.MarkAnchor for r in upper] + [a for r in lower for a in r.Mark2Anchor])


def _with_drawings(glyphs, coverage, records):
    """Coverage and records in which every drawing of a mark shares the mark's record."""
    both = [(d, r) for g, r in zip(coverage.glyphs, records) for d in glyphs.shifts_of(g)]
    both.sort(key=lambda item: glyphs.index(item[0]))
    return glyphs.coverage(name for name, _ in both), [record for _, record in both]


def _to_zero(anchors):
    for anchor in filter(None, anchors):
        anchor.YCoordinate = 0
        # Formats 2 and 3 could move the anchor again, for hinting.
        anchor.Format = 1
