"""Make the web fonts of the app from the fonts of the npm registry.

usage: build.py --npm node_modules --out dist/ui

Writes `fonts.css`, `fonts/*.woff2`, `fonts/LICENSES.txt` and `fonts/origin.json`
into the output folder. When nothing that matters has changed since the last
run, nothing is done. The same sources give the same bytes.
"""

import argparse
import hashlib
import json
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import characters
import cut
from faces import FACES, HEIGHT_STEP
from flatten import flatten

HERE = Path(__file__).parent
_LIBRARIES = ("fonttools", "uharfbuzz", "brotli")
_PARTS = ("arabic", "latin", "tifinagh")


class BuildError(Exception):
    """Something outside this program keeps the fonts from being made."""


def build(npm, out):
    """Bring the fonts in `out` up to date; True if they had to be made."""
    inputs = _inputs(npm)
    origin = out / "fonts" / "origin.json"
    if _is_fresh(origin, inputs, out):
        return False
    out.mkdir(parents=True, exist_ok=True)
    # All or nothing: a build that fails leaves the fonts of the last one.
    with tempfile.TemporaryDirectory(prefix=".fonts-", dir=out) as name:
        work = Path(name)
        (work / "fonts").mkdir()
        _write_all(npm, work)
        outputs = {
            str(p.relative_to(work)): _hash(p) for p in sorted(work.rglob("*")) if p.is_file()
        }
        record = {"inputs": inputs, "outputs": outputs}
        (work / "fonts" / "origin.json").write_text(json.dumps(record, indent=1) + "\n")
        (out / "fonts").mkdir(exist_ok=True)
        for old in (out / "fonts").glob("balak-*.woff2"):
            if f"fonts/{old.name}" not in outputs:
                old.unlink()
        # the record last: only then are the files complete
        for file in [*outputs, "fonts/origin.json"]:
            (work / file).replace(out / file)
    return True


def fonts_of(face):
    """(weight, part, file name) of every font of a face."""
    return [
        (weight, part, f"{face.slug}-{weight.value}-{part}.woff2")
        for weight in face.weights
        for part in _PARTS
        if getattr(face, part)
    ]


def source_of(npm, face, part):
    """The file of the npm package that a part of a face is made from."""
    return npm / face.package / getattr(face, part)


def _write_all(npm, work):
    css = [
        "/* Made by setup/fonts/build.py. The metrics are inside the fonts:",
        "   no ascent-override, which WebKitGTK would ignore. */",
    ]
    for face in FACES:
        for weight, part, file in fonts_of(face):
            font = make(source_of(npm, face, part), face, weight, part)
            codepoints = _answered(font, part)
            # Glyph names have served the making; the file need not carry them.
            font["post"].formatType = 3.0
            font.flavor = "woff2"
            font.save(work / "fonts" / file)
            css.append(_font_face(face, weight, file, codepoints))
    (work / "fonts.css").write_text("\n".join(css) + "\n")
    (work / "fonts" / "LICENSES.txt").write_text(_licences(npm))


def make(source, face, weight, part):
    """The derived font of one part of a face, from the file `source`."""
    font = cut.at_weight(source, weight.value)
    font = {"arabic": cut.to_arabic, "latin": cut.to_latin, "tifinagh": cut.to_tifinagh}[part](font)
    if part == "arabic":
        flatten(font, HEIGHT_STEP)
    cut.set_metrics(font, face.ascent, face.descent)
    cut.rename(font, face.family, weight, part.capitalize(), face.original)
    return font


def _answered(font, part):
    """Code points that the CSS sends to this font: never one that it lacks."""
    known = set(font.getBestCmap())
    return sorted(known & {ord(c) for c in characters.ARABIC} if part == "arabic" else known)


def _font_face(face, weight, file, codepoints):
    return (
        "@font-face {\n"
        f'  font-family: "{face.family}";\n'
        f'  src: url("fonts/{file}") format("woff2");\n'
        f"  font-weight: {weight.css};\n"
        "  font-style: normal;\n"
        "  font-display: block;\n"
        f"  unicode-range: {_ranges(codepoints)};\n"
        "}"
    )


def _ranges(codepoints):
    runs = []
    for c in codepoints:
        if runs and c == runs[-1][1] + 1:
            runs[-1][1] = c
        else:
            runs.append([c, c])
    return ", ".join(f"U+{a:04X}" if a == b else f"U+{a:04X}-{b:04X}" for a, b in runs)


def _licences(npm):
    lines = [
        "The fonts in this folder are derived from other fonts and, like them, are",
        "under the SIL Open Font License, Version 1.1, printed below. They were renamed,",
        "cut to the characters of the app, and given one height of line; in the Arabic",
        "parts the heights of vowels were moved from the GPOS to the GSUB table.",
        "",
    ]
    text = ""
    for face in FACES:
        licence = (npm / face.package / "LICENSE").read_text()
        first, _, _ = licence.partition("\n")
        marker = "SIL OPEN FONT LICENSE Version 1.1"
        if not first.startswith("Copyright") or marker not in licence:
            raise BuildError(f"{face.package}: the licence is no longer the OFL that we know")
        text = text or licence[licence.index(marker) :]
        package = json.loads((npm / face.package / "package.json").read_text())
        lines += [
            f"{face.family} ({', '.join(file for _, _, file in fonts_of(face))})",
            f"  derived from: {face.original}, npm package {face.package} {package['version']}",
            f"  {first.strip()}",
            "",
        ]
    return "\n".join(lines) + "-" * 59 + "\n" + text


def _inputs(npm):
    """Hashes and versions of all that the outcome depends on."""
    found = {f"library {name}": version(name) for name in _LIBRARIES}
    # The verifier and the tests do not change a font.
    for path in sorted(HERE.glob("*.py")):
        if path.name not in ("verify.py", "test_fonts.py"):
            found[path.name] = _hash(path)
    for face in FACES:
        files = [getattr(face, part) for part in _PARTS if getattr(face, part)]
        for name in [*files, "LICENSE", "package.json"]:
            path = npm / face.package / name
            if not path.is_file():
                raise BuildError(f"{face.package}/{name} is not in {npm}: run `npm ci` first")
            found[f"{face.package}/{name}"] = _hash(path)
    return found


def _is_fresh(origin, inputs, out):
    try:
        record = json.loads(origin.read_text())
        return record["inputs"] == inputs and all(
            _hash(out / name) == wanted for name, wanted in record["outputs"].items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False  # never built, half built, or edited by hand: build


def _hash(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--npm", type=Path, required=True, help="the node_modules folder")
    parser.add_argument("--out", type=Path, required=True, help="the folder of the web pages")
    arguments = parser.parse_args()
    try:
        made = build(arguments.npm, arguments.out)
    except (BuildError, OSError, ValueError) as error:
        sys.exit(f"fonts: {error}")
    print("fonts: made" if made else "fonts: nothing to do")


if __name__ == "__main__":
    main()
