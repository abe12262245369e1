"""The areas of one ranking on their way into a figure: what dots and curve have in common."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.charts import style
from indicators.charts.cut_ends import CutEnds, ends_of_rows
from indicators.charts.palette import Palette, area_colour, area_symbol, palette
from indicators.language import formats, quoted
from indicators.language.texts import translator


@dataclass(frozen=True)
class RankedAreas:
    """The rows of ``ranking.ranking_curve`` with what is asked of the picture.

    ``rows`` are numbered from 0, best first; ``values`` is their column ``value``, complete;
    ``chosen`` are numbers of rows, in the order in which they are coloured.
    """

    rows: pd.DataFrame
    values: npt.NDArray[np.float64]
    chosen: list[int]
    direction: str
    unit: str
    decimals: int
    lang: str
    dark: bool

    @property
    def colours(self) -> Palette:
        """The palette of the reader's theme."""
        return palette(self.dark)

    @cached_property
    def shared_names(self) -> npt.NDArray[np.bool_]:
        """For each row whether another area here has the same name."""
        distinct = self.rows.drop_duplicates("area_code")
        shared = distinct.loc[distinct["name"].duplicated(keep=False), "name"]
        return self.rows["name"].isin(shared).to_numpy()

    def hover_texts(self, places: list[int]) -> list[str]:
        """Name, province, value in the words of its source, rank interval and period."""
        return [self._hover_text(row) for row in style.records(self.rows.iloc[places])]

    def _hover_text(self, row: dict[str, Any]) -> str:
        _ = translator(self.lang)
        lines = [
            f"{style.bold(str(row['name']))}, {style.plain_text(str(row['province']))}",
            style.plain_text(self.value_text(row)),
        ]
        if not pd.isna(row["rank"]):
            place = formats.rank_interval(row["rank"], row["rank_low"], row["rank_high"], self.lang)
            lines.append(_("Rank {rank}").format(rank=place))
        lines.append(formats.period(row["period_start"], row["period_end"], self.lang))
        return "<br>".join(lines)

    def value_text(self, row: quoted.Figure) -> str:
        """The number that decides an area's place, with its unit."""
        return quoted.as_ranked(row, self.decimals, self.lang, self.unit)

    def chosen_marker(self) -> dict[str, Any]:
        """Markers of the chosen areas: own colour and own shape, with an edge of the page."""
        return {
            "color": [area_colour(order, self.dark) for order in range(len(self.chosen))],
            "symbol": [area_symbol(order) for order in range(len(self.chosen))],
            "size": style.MARKER_SIZE + 2,
            "line": {"width": 1.5, "color": self.colours.page},
        }

    def label(self, order: int, text: str) -> dict[str, Any]:
        """A label with a leader in the colour of the chosen area; its position is to be added."""
        return {
            "text": text,
            "showarrow": True,
            "arrowhead": 0,
            "arrowwidth": 1,
            "arrowcolor": area_colour(order, self.dark),
            "standoff": 6,
            "bgcolor": self.colours.page,
            "borderpad": 1,
            "font": {"size": style.SMALL_FONT_SIZE, "color": self.colours.ink},
        }

    @cached_property
    def ends(self) -> CutEnds:
        """The ends of an axis from left to right; a figure far out stands at one of them."""
        return ends_of_rows(self.rows)

    def extent(self) -> tuple[float, float]:
        """The smallest and the largest number to be shown, intervals included."""
        ends = [
            self.values,
            self.rows["value_low"].to_numpy("float64", na_value=np.nan),
            self.rows["value_high"].to_numpy("float64", na_value=np.nan),
        ]
        everything = np.concatenate(ends)
        return float(np.nanmin(everything)), float(np.nanmax(everything))
