"""Check derived Arabic fonts against their originals, case by case.

usage: verify.py --built dist/ui [--npm node_modules]
       verify.py original.woff2 derived.woff2

Some 145 000 short texts are shaped with the original font, positioned in full,
and with the derived font, any vertical offset thrown away as WebKitGTK does.
Every drawn glyph must have the same box, and the text the same width, to within
1 % of the em. Exit code 1 and a list if a case is off that is not in
`KNOWN_NONSENSE`. Compared are boxes, not outlines: a shifted mark is a
composite of the original mark, so its outline cannot differ.
"""

import argparse
import itertools
import sys
from collections import Counter
from io import BytesIO
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

import cut
from build import fonts_of, source_of
from characters import (
    COMMON_SEQUENCES,
    DAMMA,
    FATHA,
    HAMZA_ABOVE,
    KASRA,
    LETTERS,
    SHADDA,
    TESTED_SEQUENCES,
    ZWJ,
)
from faces import FACES

HERE = Path(__file__).parent
TOLERANCE = 1.0  # percent of the em

#: Spellings that no language has, and that may therefore be off. One only:
#: alef with madda does not take a hamza as well, doubled and vowelled.
KNOWN_NONSENSE = frozenset({"آ" + HAMZA_ABOVE + SHADDA + FATHA})

_LIGATURE_WORDS = "لا لأ لإ لآ لٱ بلا بلأ بلإ بلآ الله لله بالله فلله للله بي تي".split()
_LISTED = 25


class Drawing:
    """Shapes text with one font and tells where the ink would be."""

    def __init__(self, font):
        stored = BytesIO()
        font.flavor = None
        font.save(stored)
        self._shaper = hb.Font(hb.Face(stored.getvalue()))
        self.em = font["head"].unitsPerEm
        glyf = font["glyf"]
        self._boxes = []
        for name in font.getGlyphOrder():
            glyph = glyf[name]
            if glyph.numberOfContours:
                glyph.recalcBounds(glyf)
                self._boxes.append((glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax))
            else:
                self._boxes.append(None)

    def draw(self, text, levelled):
        """Boxes of all visible glyphs, sorted, then width and largest vertical offset.

        All in font units. With `levelled`, vertical offsets are not applied.
        """
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "rtl", "Arab", "ar"
        hb.shape(self._shaper, buffer)
        pen, lift, boxes = 0, 0, []
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions):
            y = position.y_offset
            lift = max(lift, abs(y))
            if levelled:
                y = 0
            box = self._boxes[info.codepoint]
            if box:
                x = pen + position.x_offset
                boxes.append((x + box[0], y + box[1], x + box[2], y + box[3]))
            pen += position.x_advance
        return sorted(boxes), pen, lift


def cases():
    """All texts to be checked, without repetition."""
    return dict.fromkeys(itertools.chain(_forms(), _pairs(), _ligatures()))


def _forms():
    """Each letter in each joining form, with each sequence of marks."""
    joinings = (("", ""), ("", ZWJ), (ZWJ, ZWJ), (ZWJ, ""))
    for letter, (before, after) in itertools.product(LETTERS, joinings):
        for marks in ["", *TESTED_SEQUENCES]:
            yield before + letter + marks + after


def _pairs():
    """Each pair of letters: bare, marked on the first, on the second, inside a word."""
    for a, b in itertools.product(LETTERS, repeat=2):
        yield a + b
        yield "ب" + a + b + "ب"
        for marks in COMMON_SEQUENCES:
            yield a + marks + b
            yield a + b + marks
            yield "ب" + a + marks + b + FATHA + "ب"


def _ligatures():
    """Words that fonts draw as one piece, marked in two places, and followed by any letter."""
    common = ["", *COMMON_SEQUENCES]
    for word in _LIGATURE_WORDS:
        for first, second in itertools.product(common, repeat=2):
            for i in range(1, len(word) + 1):
                marked = word[:i] + first + word[i:]
                yield marked + second if i < len(word) else marked
        for letter in LETTERS:
            yield word + letter
            yield word[:-1] + SHADDA + FATHA + word[-1] + KASRA + letter
    for first, second in itertools.product(common, repeat=2):
        for last in ("", FATHA, DAMMA, KASRA):
            yield "ال" + "ل" + first + "ه" + last
            yield "ل" + first + "ل" + second + "ه" + last


class Report:
    """What came of one comparison."""

    def __init__(self):
        self.checked = 0
        self.worst = 0.0
        #: text -> what is wrong, for texts that ought to be right
        self.failures = {}
        #: the same for `KNOWN_NONSENSE`
        self.nonsense = {}
        #: largest vertical offset that the derived font asked for, in units
        self.lift = 0

    @property
    def passed(self):
        return not self.failures and not self.lift

    def lines(self):
        yield (
            f"  {self.checked} cases, {len(self.failures)} off, "
            f"{len(self.nonsense)} nonsense, worst of the others {self.worst:.2f} % of the em, "
            f"vertical offset {self.lift}"
        )
        if self.failures:
            kinds = Counter(self.failures.values()).most_common(3)
            yield "  most often: " + ", ".join(f"{what} ({n})" for what, n in kinds)
        for text, what in list(self.failures.items())[:_LISTED]:
            spelled = " ".join(f"{ord(c):04X}" for c in text)
            yield f"  {text}  [{spelled}]  {what}"
        if len(self.failures) > _LISTED:
            yield f"  … and {len(self.failures) - _LISTED} more"


def compare(original, derived, texts=None):
    """Check `derived` against `original` (static `TTFont`s); returns a `Report`."""
    report = Report()
    before, after = Drawing(original), Drawing(derived)
    for text in cases() if texts is None else texts:
        report.checked += 1
        wanted, width, _ = before.draw(text, levelled=False)
        boxes, new_width, lift = after.draw(text, levelled=True)
        report.lift = max(report.lift, lift)
        if len(wanted) != len(boxes):
            what = "other glyphs"
        elif width != new_width:
            what = "other width"
        else:
            corners = zip(itertools.chain(*wanted), itertools.chain(*boxes))
            off = max((abs(a - b) for a, b in corners), default=0) * 100 / before.em
            if off <= TOLERANCE:
                report.worst = max(report.worst, off)
                continue
            what = f"off by {off:.0f} % of the em"
        known = text.replace(ZWJ, "") in KNOWN_NONSENSE
        (report.nonsense if known else report.failures)[text] = what
    return report


def compare_files(original, derived):
    """The same for two font files; a variable original is taken at the weight of `derived`."""
    font = TTFont(derived)
    return compare(cut.at_weight(original, font["OS/2"].usWeightClass), font)


def verify_built(npm, out):
    """Yield (file name, report) for each Arabic font that the build has written."""
    for face in FACES:
        for _, part, file in fonts_of(face):
            if part == "arabic":
                yield file, compare_files(source_of(npm, face, part), out / "fonts" / file)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="*", type=Path, help="original and derived font")
    parser.add_argument("--built", type=Path, help="the output folder of build.py")
    parser.add_argument(
        "--npm",
        type=Path,
        default=HERE / "../../node_modules",
        help="where the originals of --built are",
    )
    arguments = parser.parse_args()
    if bool(arguments.built) == bool(arguments.files) or len(arguments.files) not in (0, 2):
        parser.error("give either two font files or --built")
    try:
        if arguments.built:
            reports = verify_built(arguments.npm, arguments.built)
        else:
            reports = [(arguments.files[1].name, compare_files(*arguments.files))]
        all_passed = True
        for name, report in reports:
            print(name, "is right" if report.passed else "IS NOT RIGHT")
            print(*report.lines(), sep="\n")
            all_passed &= report.passed
    except OSError as error:
        sys.exit(f"fonts: {error}")
    sys.exit(0 if all_passed else 1)


if __name__ == "__main__":
    main()
