"""The glyphs of a font while it is being flattened: new ones can be added.

Two kinds are ever added: a mark shifted to another height, and an empty glyph
that stands for a swallowed letter of a ligature.
"""

from fontTools.ttLib.tables import otTables as ot
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

GDEF_BASE, GDEF_MARK = 1, 3
_ARGS_ARE_XY_VALUES, _USE_MY_METRICS = 0x0002, 0x0200


class Glyphs:
    """Glyph order, outlines and classes of `font`, kept in step."""

    def __init__(self, font):
        self.font = font
        self.order = list(font.getGlyphOrder())
        self.classes = font["GDEF"].table.GlyphClassDef.classDefs
        self._index = {name: i for i, name in enumerate(self.order)}
        #: mark -> {shift in units: name of the mark drawn that much higher}
        self.shifted = {mark: {0: mark} for mark in self.marks()}

    def marks(self):
        """Names of all marks, in the order of the font."""
        return [g for g in self.order if self.classes.get(g) == GDEF_MARK]

    def index(self, name):
        return self._index[name]

    def shifts_of(self, name):
        """All heights at which a mark exists; any other glyph exists once."""
        return list(self.shifted.get(name, {0: name}).values())

    def with_shifts(self, names):
        """The same glyphs, and every shifted drawing of those that are marks."""
        return {drawing for name in names for drawing in self.shifts_of(name)}

    def shift(self, mark, up):
        """Name of `mark` drawn `up` units higher; made at the first request.

        It is a composite of the mark itself: 18 bytes, and the same outline.
        """
        known = self.shifted[mark]
        if up not in known:
            part = GlyphComponent()
            part.glyphName, part.x, part.y = mark, 0, up
            part.flags = _ARGS_ARE_XY_VALUES | _USE_MY_METRICS
            drawing = Glyph()
            drawing.numberOfContours = -1
            drawing.components = [part]
            sign = "m" if up < 0 else ""
            name = f"{mark}.y{sign}{abs(up)}"
            self._add(name, drawing, self.font["hmtx"].metrics[mark], GDEF_MARK)
            known[up] = name
        return known[up]

    def add_empty_base(self, name):
        """Add a letter that shows nothing and takes no room, for marks to sit on."""
        if name not in self._index:
            self._add(name, Glyph(), (0, 0), GDEF_BASE)

    def coverage(self, names):
        """An OpenType coverage of these glyphs, sorted as the format asks."""
        table = ot.Coverage()
        table.glyphs = sorted(set(names), key=self.index)
        return table

    def store(self):
        """Tell the font of the new order; call after the last addition."""
        self.font.setGlyphOrder(self.order)
        self.font["glyf"].glyphOrder = self.order

    def _add(self, name, drawing, metrics, gdef_class):
        self._index[name] = len(self.order)
        self.order.append(name)
        self.font["glyf"].glyphs[name] = drawing
        self.font["hmtx"].metrics[name] = metrics
        self.classes[name] = gdef_class
