"""The faces of Balak: what each is made from, in which weights, how tall.

Only facts are here; what is done with them is in `build.py`.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Weight:
    """One weight: the value on the source's axis and the range the CSS gives it.

    The range is wide so that no engine adds a synthetic bold of its own.
    """

    value: int
    css: str
    style: str


@dataclass(frozen=True)
class Face:
    """One CSS family. Heights are in font units of a 1000-unit em."""

    family: str
    slug: str
    package: str
    original: str
    #: Files inside the package; an absent part is an empty string.
    arabic: str
    latin: str
    tifinagh: str
    weights: tuple[Weight, ...]
    ascent: int
    descent: int


#: Heights of marks are rounded to this many units. A mark is then off by 0.3 %
#: of the em at most, two on top of each other by 0.6 %, which nobody can see,
#: and the files are half as large as without.
HEIGHT_STEP = 6

FACES = (
    Face(
        family="Balak Round",
        slug="balak-round",
        package="@fontsource-variable/baloo-bhaijaan-2",
        original="Baloo Bhaijaan 2",
        arabic="files/baloo-bhaijaan-2-arabic-wght-normal.woff2",
        latin="files/baloo-bhaijaan-2-latin-wght-normal.woff2",
        tifinagh="",
        weights=(
            Weight(500, "100 500", "Medium"),
            Weight(700, "501 900", "Bold"),
        ),
        # The source says 1080 and 632, too low a line: vowels on alef and lam
        # would leave a tile by the top while space is lost below.
        ascent=1180,
        descent=530,
    ),
    Face(
        family="Balak Read",
        slug="balak-read",
        package="@fontsource-variable/readex-pro",
        original="Readex Pro",
        arabic="files/readex-pro-arabic-wght-normal.woff2",
        latin="files/readex-pro-latin-wght-normal.woff2",
        tifinagh="",
        weights=(
            Weight(400, "100 500", "Regular"),
            Weight(600, "501 900", "SemiBold"),
        ),
        ascent=1000,
        descent=250,
    ),
    Face(
        family="Balak Tfng",
        slug="balak-tfng",
        package="@fontsource/noto-sans-tifinagh",
        original="Noto Sans Tifinagh",
        arabic="",
        latin="",
        tifinagh="files/noto-sans-tifinagh-tifinagh-400-normal.woff2",
        weights=(Weight(400, "400", "Regular"),),
        ascent=1069,
        descent=293,
    ),
)
