"""The promises that the fonts of the app make, checked on the fonts as built.

Environment: BALAK_FONTS is the folder that `build.py` wrote (default
`dist/ui` of the project), BALAK_NPM the folder of the sources (`node_modules`).
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from fontTools.ttLib import TTFont

import build
import characters
import cut
import verify
from faces import FACES

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
OUT = Path(os.environ.get("BALAK_FONTS", HERE / "../../dist/ui")).resolve()
NPM = Path(os.environ.get("BALAK_NPM", HERE / "../../node_modules")).resolve()
TEXTS = (".md", ".ftl", ".toml", ".json")


def setUpModule():
    if not (OUT / "fonts.css").is_file():
        raise FileNotFoundError(f"no fonts in {OUT}: run setup/fonts/build.py, or set BALAK_FONTS")


def built_fonts():
    """(face, part, path) of all fonts of the build."""
    for face in FACES:
        for _, part, file in build.fonts_of(face):
            yield face, part, OUT / "fonts" / file


def run(script, *arguments, seed="0"):
    """Run a script of this folder as people do, with a given order of hashes."""
    return subprocess.run(
        [sys.executable, HERE / script, *arguments],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=False,
    )


def run_build(out, seed="0"):
    return run("build.py", "--npm", NPM, "--out", out, seed=seed)


def contents(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def lifts(gpos):
    """All vertical values in a GPOS table that are not zero."""
    for lookup in gpos.LookupList.Lookup:
        for table in (getattr(t, "ExtSubTable", t) for t in lookup.SubTable):
            yield from _lifts_below(table)


def _lifts_below(item):
    for name in ("YCoordinate", "YPlacement", "YAdvance"):
        if getattr(item, name, 0):
            yield name, getattr(item, name)
    for value in vars(item).values():
        for child in value if isinstance(value, list) else [value]:
            if hasattr(child, "__dict__"):
                yield from _lifts_below(child)


class Vowels(unittest.TestCase):
    def test_every_vowel_stands_where_the_original_font_puts_it(self):
        for file, report in verify.verify_built(NPM, OUT):
            with self.subTest(file):
                self.assertGreater(report.checked, 140_000)
                self.assertTrue(report.passed, "\n" + "\n".join(report.lines()))

    def test_no_vertical_offset_can_be_emitted(self):
        for _, _, path in built_fonts():
            with self.subTest(path.name):
                font = TTFont(path, lazy=False)
                font.ensureDecompiled()
                self.assertEqual([], list(lifts(font["GPOS"].table)))

    def test_the_original_would_be_seen_to_emit_vertical_offsets(self):
        face = FACES[0]
        font = TTFont(build.source_of(NPM, face, "arabic"), lazy=False)
        font.ensureDecompiled()
        self.assertTrue(any(lifts(font["GPOS"].table)))

    def test_the_verifier_fails_on_the_untreated_font(self):
        for face in FACES[:2]:
            with self.subTest(face.family), tempfile.TemporaryDirectory() as folder:
                source = build.source_of(NPM, face, "arabic")
                untreated = Path(folder, "untreated.ttf")
                cut.to_arabic(cut.at_weight(source, face.weights[0].value)).save(untreated)
                result = run("verify.py", source, untreated)
                self.assertEqual(1, result.returncode, result.stderr)
                self.assertIn("IS NOT RIGHT", result.stdout)
                self.assertIn("% of the em", result.stdout)

    def test_a_mark_one_em_percent_too_high_is_noticed(self):
        face = FACES[1]
        weight = face.weights[0]
        source = build.source_of(NPM, face, "arabic")
        font = build.make(source, face, weight, "arabic")
        raised = font["glyf"][font.getBestCmap()[ord(characters.FATHA)]]
        raised.coordinates.translate((0, 17))
        report = verify.compare(cut.at_weight(source, weight.value), font, ["بَ"])
        self.assertFalse(report.passed)

    def test_only_one_spelling_is_excused(self):
        self.assertEqual(1, len(verify.KNOWN_NONSENSE))

    def test_every_arabic_character_of_the_lessons_is_in_both_faces(self):
        written = set()
        for folder in ("content", "locales"):
            for path in (PROJECT / folder).rglob("*"):
                if path.suffix in TEXTS:
                    written |= set(re.findall("[\u0600-\u06ff\u0750-\u077f]", path.read_text()))
        for _, part, path in built_fonts():
            if part == "arabic":
                with self.subTest(path.name):
                    known = {chr(c) for c in TTFont(path).getBestCmap()}
                    self.assertEqual(set(), written - known)


class Lines(unittest.TestCase):
    def test_every_engine_reads_the_same_height_of_line(self):
        for face, _, path in built_fonts():
            with self.subTest(path.name):
                font = TTFont(path)
                hhea, os2 = font["hhea"], font["OS/2"]
                wanted = (face.ascent, face.descent)
                self.assertEqual(wanted, (hhea.ascent, -hhea.descent))
                self.assertEqual(wanted, (os2.sTypoAscender, -os2.sTypoDescender))
                self.assertEqual(wanted, (os2.usWinAscent, os2.usWinDescent))
                self.assertEqual((0, 0), (hhea.lineGap, os2.sTypoLineGap))
                self.assertTrue(os2.fsSelection & cut.USE_TYPO_METRICS)

    def test_the_css_leaves_the_metrics_to_the_fonts(self):
        rules = re.sub(r"/\*.*?\*/", "", (OUT / "fonts.css").read_text(), flags=re.DOTALL)
        self.assertNotRegex(rules, "override|size-adjust")


class Files(unittest.TestCase):
    def test_the_css_promises_only_what_the_fonts_hold(self):
        rules = re.findall(
            r'src: url\("([^"]+)"\).*?unicode-range: ([^;]+);',
            (OUT / "fonts.css").read_text(),
            flags=re.DOTALL,
        )
        self.assertEqual(len(list(built_fonts())), len(rules))
        for file, ranges in rules:
            with self.subTest(file):
                known = TTFont(OUT / file).getBestCmap()
                for first, last in re.findall(r"U\+(\w+)(?:-(\w+))?", ranges):
                    for c in range(int(first, 16), int(last or first, 16) + 1):
                        self.assertIn(c, known)

    def test_invisible_joiners_are_in_the_arabic_files_and_in_no_other(self):
        for _, part, path in built_fonts():
            with self.subTest(path.name):
                known = TTFont(path).getBestCmap()
                held = [c for c in characters.JOINERS if ord(c) in known]
                self.assertEqual(part == "arabic", bool(held))
                self.assertIn(len(held), (0, len(characters.JOINERS)))

    def test_every_font_has_our_name_and_its_makers_copyright(self):
        licences = (OUT / "fonts" / "LICENSES.txt").read_text()
        self.assertIn("SIL OPEN FONT LICENSE Version 1.1", licences)
        for face, _, path in built_fonts():
            with self.subTest(path.name):
                name = TTFont(path)["name"]
                self.assertEqual(face.family, name.getDebugName(1))
                self.assertIn(face.original, name.getDebugName(10))
                self.assertIn(name.getDebugName(0), licences)
                self.assertIn(path.name, licences)
                for name_id in (1, 3, 4, 6, 16):
                    self.assertNotIn(face.original.split()[0], name.getDebugName(name_id))


class Building(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_two_builds_give_the_same_bytes(self):
        for seed in ("1", "2"):
            result = run_build(self.folder / seed, seed)
            self.assertEqual(0, result.returncode, result.stderr)
        self.assertEqual(contents(self.folder / "1"), contents(self.folder / "2"))

    def test_a_build_with_nothing_new_does_nothing(self):
        shutil.copytree(OUT / "fonts", self.folder / "fonts")
        shutil.copy(OUT / "fonts.css", self.folder)
        self.assertFalse(build.build(NPM, self.folder))

    def test_a_damaged_font_is_made_again_and_others_files_are_left_alone(self):
        shutil.copytree(OUT / "fonts", self.folder / "fonts")
        shutil.copy(OUT / "fonts.css", self.folder)
        damaged = self.folder / "fonts" / "balak-read-400-arabic.woff2"
        whole = damaged.read_bytes()
        damaged.write_bytes(whole[:100])
        page = self.folder / "index.html"
        page.write_text("of somebody else")
        self.assertTrue(build.build(NPM, self.folder))
        self.assertEqual(whole, damaged.read_bytes())
        self.assertEqual("of somebody else", page.read_text())

    def test_a_missing_source_is_named_and_the_last_fonts_stay(self):
        shutil.copytree(OUT / "fonts", self.folder / "fonts")
        before = contents(self.folder)
        result = run("build.py", "--npm", self.folder / "none", "--out", self.folder)
        self.assertEqual(1, result.returncode)
        self.assertIn("run `npm ci` first", result.stderr)
        self.assertNotIn("Traceback", result.stderr)
        self.assertEqual(before, contents(self.folder))


if __name__ == "__main__":
    unittest.main()
