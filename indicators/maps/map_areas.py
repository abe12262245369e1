"""What a map shows of one answered question: every chosen area with its state and its class."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from indicators.judgement import MINIMUM_REPORTED
from indicators.maps.map_classes import ValueClasses, cuts_of, value_classes
from indicators.maps.map_layer import BOUNDARIES, CELLS, MapLayer, Shapes
from indicators.questions.ranking import Ranking
from indicators.questions.reporting import MISSING_REASONS

FIGURE, NOT_CHOSEN, NOT_APPLICABLE = "figure", "not_chosen", "not_applicable"
STATES = (NOT_CHOSEN, NOT_APPLICABLE, *MISSING_REASONS[:3], FIGURE)
# The line of a legend that stands for all reasons of missing.
NO_FIGURE = "no_figure"

# The archipelagos of Viet Nam far out at sea, Hoàng Sa and Trường Sa: on every map of the country,
# by name, whatever the reader has chosen. Each has a box of its own, beside the coast at its
# latitude: in place, they would halve the width that a phone has for all the others.
ALWAYS_SHOWN = ("20333", "22736")

ROOM_SHARE = 0.02
# Around an island in its box: a cell is a disc that stands for more than it is, real islets are
# specks in a wide sea.
ISLAND_ROOM_SHARE = {CELLS: 0.7, BOUNDARIES: 0.2}


@dataclass(frozen=True)
class MapBox:
    """A part of the picture: degrees west, south, east, north, and the numbers of its areas.

    ``title`` and ``province`` name an island that has the box to itself.
    """

    west: float
    south: float
    east: float
    north: float
    numbers: frozenset[int]
    title: str = ""
    province: str = ""

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees."""
        return self.west, self.south, self.east, self.north


@dataclass(frozen=True)
class AreaMap:
    """A map ready to be drawn.

    ``areas``: one row per area, with number, area_code, name, area_type, province, longitude,
    latitude, far_island, state (one of ``STATES``), value_class (from 0, -1 without a class),
    value and printed_value (unit of the indicator, empty without a figure), printed_decimals,
    qualifier, rank, rank_low, rank_high.
    ``classes`` is None with fewer than ``MINIMUM_REPORTED`` figures: too few for classes.
    ``box`` is the main part; ``islands`` are parts of their own for what lies far out at sea.
    """

    shapes: Shapes
    areas: pd.DataFrame
    classes: ValueClasses | None
    box: MapBox
    islands: tuple[MapBox, ...]
    province: str | None

    def count(self, *states: str) -> int:
        """How many areas are in one of the states."""
        return int(self.areas["state"].isin(states).sum())


def area_map(
    layer: MapLayer, ranking: Ranking, missing: pd.DataFrame, thresholds: Sequence[float]
) -> AreaMap:
    """Join the shapes with the figures of ``ranking`` and the reasons of ``missing``.

    ``missing`` is ``ranking.missing_areas``. Raises ``ValueError`` where an area has several
    figures (all bases shown at once): a map has one colour for each.
    """
    if ranking.rows["area_code"].duplicated().any():
        raise ValueError("found several figures of one area, expected one; choose one basis")
    shapes = layer.communes if ranking.level == "commune" else layer.provinces
    classes = _classes(ranking, thresholds)
    areas = _joined(shapes, ranking, missing, classes)
    box, islands = _boxes(layer, areas, ranking.province)
    return AreaMap(shapes, areas, classes, box, islands, ranking.province)


def line_of_class(value_class: int) -> str:
    """The key of a class's line in the legend; -1 is "has a figure" where there are no classes."""
    return FIGURE if value_class < 0 else f"class{value_class}"


def without_lines(drawn: AreaMap, hidden: Collection[str]) -> AreaMap:
    """The map without the areas of some lines of its legend, by their keys.

    The archipelagos stay, as outlines: they are on every map.
    """
    if not hidden:
        return drawn
    lines = [_line(state, number) for state, number in
             zip(drawn.areas["state"], drawn.areas["value_class"], strict=True)]  # fmt: skip
    off = pd.Series(lines, index=drawn.areas.index).isin(list(hidden))
    always = drawn.areas["area_code"].isin(ALWAYS_SHOWN)
    areas = drawn.areas.assign(state=drawn.areas["state"].mask(off & always, NOT_CHOSEN))
    return replace(drawn, areas=areas[~off | always].reset_index(drop=True))


def _line(state: str, value_class: int) -> str:
    if state == FIGURE:
        return line_of_class(int(value_class))
    return NO_FIGURE if state in MISSING_REASONS[:3] else state


def _classes(ranking: Ranking, thresholds: Sequence[float]) -> ValueClasses | None:
    if len(ranking.rows) < MINIMUM_REPORTED:
        return None
    cuts = cuts_of(ranking.indicator["indicator_id"], thresholds)
    return value_classes(ranking.rows["value"].to_numpy("float64"), cuts)


def _joined(
    shapes: Shapes, ranking: Ranking, missing: pd.DataFrame, classes: ValueClasses | None
) -> pd.DataFrame:
    """The areas that were chosen, and those that are always shown."""
    columns = ["area_code", "value", "printed_value", "printed_decimals", "qualifier", "rank",
               "rank_low", "rank_high"]  # fmt: skip
    figures = ranking.rows[columns].assign(value_class=-1 if classes is None else classes.of_area)
    named = shapes.areas.rename_axis("number").reset_index()
    if "longitude" not in named:
        named["longitude"] = (named["west"] + named["east"]) / 2
        named["latitude"] = (named["south"] + named["north"]) / 2
        named["far_island"] = False
    areas = named.merge(figures, on="area_code", how="left")
    areas["value_class"] = areas["value_class"].fillna(-1).astype("int8")
    reasons = dict(zip(missing["area_code"], missing["reason"], strict=True))
    areas["state"] = np.where(
        areas["value"].notna(), FIGURE, areas["area_code"].map(reasons).fillna(NOT_CHOSEN)
    )
    kept = (areas["state"] != NOT_CHOSEN) | areas["area_code"].isin(ALWAYS_SHOWN)
    return areas[kept].reset_index(drop=True)


def _boxes(
    layer: MapLayer, areas: pd.DataFrame, province: str | None
) -> tuple[MapBox, tuple[MapBox, ...]]:
    """The main part, the whole country or a province, and a box for each island far from it."""
    communes = layer.communes.areas
    if province is None:
        apart = communes["area_code"].isin(ALWAYS_SHOWN)
    else:
        communes = communes[communes["province_code"] == province]
        apart = communes["far_island"].astype(bool)
    if apart.all():
        apart &= False
    room_share = ISLAND_ROOM_SHARE[layer.source]
    islands = tuple(_island(row, areas, room_share) for row in communes[apart].to_dict("records"))
    outside = ~areas["province_code"].isin(communes["province_code"])
    mainland = areas[~outside & ~areas["area_code"].isin(communes.loc[apart, "area_code"])]
    return _box(communes[~apart], frozenset(mainland["number"].tolist())), islands


def _island(island: Mapping[Any, Any], areas: pd.DataFrame, room_share: float) -> MapBox:
    """The box of one island; on a map of provinces it shows its province's colour."""
    codes = (island["area_code"], island["province_code"])
    numbers = frozenset(areas.loc[areas["area_code"].isin(codes), "number"].tolist())
    square = _squared(pd.DataFrame([island]))
    box = _box(square, numbers, room_share)
    return replace(box, title=str(island["name"]), province=str(island["province"]))


def _squared(areas: pd.DataFrame) -> pd.DataFrame:
    """The bounds with their southern side moved down: there the name of the island stands."""
    return areas.assign(south=2 * areas["south"] - areas["north"])


def _box(areas: pd.DataFrame, numbers: frozenset[int], room_share: float = ROOM_SHARE) -> MapBox:
    west, south = float(areas["west"].min()), float(areas["south"].min())
    east, north = float(areas["east"].max()), float(areas["north"].max())
    room = room_share * (north - south)
    return MapBox(west - room, south - room, east + room, north + room, numbers)
