"""The characters that the app writes, and the vowel sequences worth preparing.

Shared by the builder and the verifier, so that what is built is what is checked.
Quranic signs and the letters of other languages are deliberately not here.
"""

FATHA, DAMMA, KASRA, SUKUN = "\u064e", "\u064f", "\u0650", "\u0652"
FATHATAN, DAMMATAN, KASRATAN = "\u064b", "\u064c", "\u064d"
SHADDA, DAGGER_ALEF, MADDA = "\u0651", "\u0670", "\u0653"
HAMZA_ABOVE, HAMZA_BELOW = "\u0654", "\u0655"
ZWJ = "\u200d"

VOWELS = (FATHA, DAMMA, KASRA, SUKUN, FATHATAN, DAMMATAN, KASRATAN)
_VOICED = tuple(v for v in VOWELS if v != SUKUN)

#: Letters of Arabic as written in Morocco, the alef of Quranic quotations,
#: letters of loan words and place names, and the tatweel.
LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي" + "ٱپچڤڢڧڨڭگݣی" + "ـ"

MARKS = "".join(map(chr, range(0x064B, 0x0659))) + "\u061a" + DAGGER_ALEF

#: Arabic punctuation and both sets of Arabic digits.
ARABIC_SIGNS = "،؛؟٪٫٬٭۔﴾﴿ﷲﷺ" + "٠١٢٣٤٥٦٧٨٩" + "۰۱۲۳۴۵۶۷۸۹"

#: Invisible characters that steer joining and direction. They belong to the
#: Arabic file: in the Latin one they would cut a word into two runs.
JOINERS = "\u200c\u200d\u200e\u200f"

#: What the Arabic file of a face answers for in `unicode-range`.
ARABIC = LETTERS + MARKS + ARABIC_SIGNS + JOINERS + "\u25cc"

#: In the Arabic file too, though the Latin one answers for them: shapers draw
#: hidden characters with the glyph of the space.
SPACES = " \u00a0"


def mark_sequences():
    """All vowel sequences of up to three marks that a text may put on a letter.

    The order of typing is free in Unicode (fatha-shadda or shadda-fatha), so
    both are here. Returns a list of non-empty strings.
    """
    return (
        [SHADDA + v for v in VOWELS]
        + [v + SHADDA for v in VOWELS]
        + [DAGGER_ALEF, SHADDA + DAGGER_ALEF, MADDA]
        + [v + DAGGER_ALEF for v in (FATHA, DAMMA, KASRA)]
        + [SHADDA + v + DAGGER_ALEF for v in (FATHA, DAMMA, KASRA)]
        + [v + MADDA for v in (FATHA, DAMMA, KASRA)]
        + [DAGGER_ALEF + MADDA, SHADDA + DAGGER_ALEF + MADDA]
        + [HAMZA_ABOVE + v for v in VOWELS]
        + [v + HAMZA_ABOVE for v in VOWELS]
        + [HAMZA_ABOVE + SHADDA + v for v in VOWELS]
        + [HAMZA_BELOW + KASRA, HAMZA_BELOW + KASRATAN]
        + [HAMZA_ABOVE + DAGGER_ALEF, FATHA + HAMZA_ABOVE + MADDA]
    )


#: Ordinary spelling: one vowel, or shadda and a vowel in either order.
COMMON_SEQUENCES = (
    list(VOWELS)
    + [SHADDA]
    + [SHADDA + v for v in _VOICED]
    + [v + SHADDA for v in _VOICED]
    + [DAGGER_ALEF]
)

#: All that the verifier puts on single letters: rarer spellings included.
TESTED_SEQUENCES = COMMON_SEQUENCES + [
    FATHA + DAGGER_ALEF,
    SHADDA + DAGGER_ALEF,
    SHADDA + FATHA + DAGGER_ALEF,
    KASRA + DAGGER_ALEF,
    MADDA,
    FATHA + MADDA,
    HAMZA_ABOVE,
    HAMZA_ABOVE + FATHA,
    HAMZA_ABOVE + DAMMA,
    HAMZA_ABOVE + KASRA,
    HAMZA_ABOVE + SUKUN,
    HAMZA_BELOW,
    HAMZA_BELOW + KASRA,
    HAMZA_ABOVE + FATHATAN,
    HAMZA_ABOVE + DAMMATAN,
    HAMZA_ABOVE + SHADDA + FATHA,
    DAGGER_ALEF + MADDA,
    DAMMA + MADDA,
    KASRA + MADDA,
]
