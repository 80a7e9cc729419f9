"""Cut a source font to what the app needs: one weight, few characters, our metrics and names.

No mark is moved here; that is `flatten.py`.
"""

from io import BytesIO

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.varLib import instancer

import characters

#: Everything that shapes Arabic; stylistic sets and fractions are left out.
ARABIC_FEATURES = (
    "ccmp locl isol init medi fina rlig calt rclt liga clig kern curs mark mkmk".split()
)

#: No `mark`, `mkmk` or `ccmp`: accented letters of French exist whole, and
#: with these gone the Latin file cannot move a glyph up or down either.
LATIN_FEATURES = "locl liga kern tnum".split()

USE_TYPO_METRICS = 1 << 7
_BOLD, _REGULAR = 1 << 5, 1 << 6


def at_weight(path, weight):
    """Open the font file at `path`, as a static font of this weight (100-900).

    A font without a weight axis is returned as it is. The modification date is
    kept, for without that two builds would differ.
    """
    font = TTFont(path, recalcTimestamp=False)
    font.flavor = None
    if "fvar" in font:
        font = instancer.instantiateVariableFont(font, {"wght": weight})
    return font


def to_arabic(font):
    """Keep of `font` what writes vowelled Arabic, with its mark positioning."""
    wanted = characters.ARABIC + characters.SPACES
    font = _subset(font, [ord(c) for c in wanted], ARABIC_FEATURES)
    _map_joiners(font)
    return font


def to_latin(font):
    """Keep of `font` all that is neither Arabic nor a combining accent."""
    arabic = {ord(c) for c in characters.ARABIC}
    wanted = [
        c for c in font.getBestCmap() if c >= 0x20 and c not in arabic and not 0x300 <= c < 0x370
    ]
    return _subset(font, wanted, LATIN_FEATURES)


def to_tifinagh(font):
    """Keep of `font` the Tifinagh letters; the combining signs of linguists go."""
    wanted = [c for c in font.getBestCmap() if 0x2D30 <= c < 0x2D80] + [0x20, 0xA0]
    return _subset(font, wanted, ["rlig", "kern"])


def set_metrics(font, ascent, descent):
    """Write one ascent and one descent (units, both positive) into all three places.

    Engines choose between hhea, typo and win; where all agree, lines are equally
    high everywhere, and no `ascent-override` is needed, which WebKitGTK ignores.
    """
    hhea, os2 = font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = ascent, -descent, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, -descent, 0
    os2.usWinAscent, os2.usWinDescent = ascent, descent
    os2.version = max(os2.version, 4)
    os2.fsSelection |= USE_TYPO_METRICS


def rename(font, family, weight, part, original):
    """Give `font` our name, as the OFL asks of a derived font, and say from what it derives.

    Copyright and licence (name IDs 0, 13, 14) stay; trademarks of others go.
    """
    name = font["name"]
    copyright_line = name.getDebugName(0)
    licence = name.getDebugName(13) or (
        "This Font Software is licensed under the SIL Open Font License, Version 1.1."
    )
    name.names = []
    postscript = f"{family}{part}-{weight.style}".replace(" ", "")
    heavy = weight.value >= 600
    for name_id, text in {
        0: copyright_line,
        1: family,
        2: "Bold" if heavy else "Regular",
        3: f"{postscript}, derived",
        4: f"{family} {part} {weight.style}",
        5: "Version 1.000",
        6: postscript,
        10: f"Derived from {original} under the OFL 1.1: cut to size; "
        "the heights of Arabic marks moved from GPOS to GSUB.",
        13: licence,
        14: "https://openfontlicense.org",
        16: family,
        17: weight.style,
    }.items():
        name.setName(text, name_id, 3, 1, 0x409)
    os2 = font["OS/2"]
    os2.usWeightClass = weight.value
    os2.fsSelection = (os2.fsSelection & ~(_BOLD | _REGULAR)) | (_BOLD if heavy else _REGULAR)
    font["head"].macStyle = 1 if heavy else 0
    if "STAT" in font:
        del font["STAT"]


def reload(font):
    """Save to memory and open again, so that every table is in its stored form."""
    stored = BytesIO()
    font.save(stored)
    stored.seek(0)
    return TTFont(stored, recalcTimestamp=False)


def _subset(font, codepoints, features):
    options = subset.Options()
    options.layout_features = features
    options.glyph_names = True
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.drop_tables += ["DSIG", "meta"]
    # The fonts hold no instructions but the line that turns hinting off.
    options.hinting = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codepoints)
    subsetter.subset(font)
    return reload(font)


def _map_joiners(font):
    """Make sure that ZWJ and its like are in the font.

    An engine that finds them missing takes them from another font, and the
    word falls into two runs that do not join.
    """
    missing = [ord(c) for c in characters.JOINERS if ord(c) not in font.getBestCmap()]
    if not missing:
        return
    name = "invisible"
    font.setGlyphOrder(font.getGlyphOrder() + [name])
    font["glyf"].glyphs[name] = Glyph()
    font["glyf"].glyphOrder = font.getGlyphOrder()
    font["hmtx"].metrics[name] = (0, 0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update((codepoint, name) for codepoint in missing)
