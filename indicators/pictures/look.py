"""What every picture has in common: width, language, theme, sizes of letters, scales."""

from dataclasses import dataclass

from indicators.charts import style
from indicators.charts.palette import Palette, palette
from indicators.charts.style import ValueStyle
from indicators.language import formats

LEAST_WIDTH, USUAL_WIDTH, MOST_WIDTH = 320, 1200, 1600
THEMES = ("light", "dark")

# A wide picture is shown small as often as not (in an article, in a chat): its letters are larger.
LEAST_LETTERS, MOST_LETTERS = 1.0, 1.35
PIXELS_PER_LETTER_SIZE = 900


@dataclass(frozen=True)
class Look:
    """How one picture is drawn: ``width`` in pixels, language, theme."""

    width: float = USUAL_WIDTH
    lang: str = "vi"
    dark: bool = False

    @property
    def colours(self) -> Palette:
        """The palette of the theme."""
        return palette(self.dark)

    @property
    def letters(self) -> float:
        """By how much letters and marks are larger than on a page."""
        return min(max(self.width / PIXELS_PER_LETTER_SIZE, LEAST_LETTERS), MOST_LETTERS)

    @property
    def size(self) -> float:
        """The font size of names and values."""
        return style.FONT_SIZE * self.letters

    @property
    def small(self) -> float:
        """The font size of axes and notes."""
        return style.SMALL_FONT_SIZE * self.letters

    @property
    def line(self) -> float:
        """From one base line to the next of text in size ``size``."""
        return 1.4 * self.size

    @property
    def mark(self) -> float:
        """The radius of the mark of a chosen area."""
        return style.MARKER_SIZE / 2 * self.letters

    def reading(self, unit: str, decimals: int) -> ValueStyle:
        """How values of one indicator are written."""
        return ValueStyle(unit, max(int(decimals), 0), self.lang, self.dark)


@dataclass(frozen=True)
class PixelScale:
    """From a value to a pixel, in equal steps: ``low`` stands at ``start``, ``high`` at ``end``."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The pixel of a value; the middle where all values are the same."""
        if self.high == self.low:
            return (self.start + self.end) / 2
        share = (float(value) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)

    def ticks(self, at_most: int = 6) -> list[float]:
        """Round values on the scale, whichever way it runs."""
        low, high = sorted((self.low, self.high))
        return style.round_ticks(low, high, at_most)


def tick_text(value: float, unit: str, lang: str) -> str:
    """A round value at an axis: of the units only "%" is written."""
    return formats.with_unit(value, 6, "%" if unit == "%" else "", lang)
