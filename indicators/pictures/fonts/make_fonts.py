"""Cut the two font files of the pictures out of Noto Sans and write down how wide each letter is.

``python indicators/pictures/fonts/make_fonts.py "NotoSans[wdth,wght].ttf"`` with the variable font
of the Noto Project (SIL Open Font License 1.1, see ``OFL.txt``). Needed only to take a newer Noto.
"""

import json
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FOLDER = Path(__file__).resolve().parent
WEIGHTS = {"Regular": 400, "Bold": 700}

# Latin with all letters of Vietnamese, marks that stand alone, Greek, punctuation, arrows, signs.
RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x18F, 0x18F), (0x192, 0x192), (0x1A0, 0x1A1), (0x1AF, 0x1B0),
    (0x2BB, 0x2BD), (0x2C6, 0x2C7), (0x2D8, 0x2DD), (0x391, 0x3C9), (0x1E80, 0x1E85),
    (0x1E9E, 0x1E9E),
    (0x1EA0, 0x1EF9), (0x2002, 0x200B), (0x2010, 0x2027), (0x202F, 0x203A), (0x2044, 0x2044),
    (0x2070, 0x2079), (0x2080, 0x2089), (0x20AB, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122),
    (0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2248), (0x2260, 0x2265), (0xFFFD, 0xFFFD),
)  # fmt: skip
NAMES_KEPT = [0, 1, 2, 3, 4, 5, 6, 13, 14]


def make_fonts(variable: Path) -> None:
    """Write both files and the table of widths into this folder."""
    advances = {}
    for style, weight in WEIGHTS.items():
        font = instantiateVariableFont(
            TTFont(variable), {"wght": weight, "wdth": 100}, updateFontNames=True
        )
        _subsetter().subset(font)
        font.save(FOLDER / f"NotoSans-{style}.ttf")
        advances[style] = advances_of(font)
    table = json.dumps(advances, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    (FOLDER / "advances.json").write_text(table + "\n", encoding="utf-8", newline="\n")


def advances_of(font: TTFont) -> dict[str, int]:
    """The width of each character in thousandths of the font size."""
    units, metrics = font["head"].unitsPerEm, font["hmtx"]
    return {
        chr(code): round(1000 * metrics[name][0] / units)
        for code, name in font.getBestCmap().items()
    }


def _subsetter() -> subset.Subsetter:
    options = subset.Options()
    # No composing of letters: "ị" stays one sign, which a PDF gives back when it is copied. Texts
    # come in composed form (NFC).
    options.layout_features = ["kern"]
    options.name_IDs, options.name_languages = NAMES_KEPT, [0x409]
    options.hinting, options.recalc_timestamp = False, False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    return subsetter


if __name__ == "__main__":
    make_fonts(Path(sys.argv[1]))
