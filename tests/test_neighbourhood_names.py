"""The names on the small map of a commune: none lies on another, none leaves the picture."""

from pathlib import Path

from indicators.maps.map_layer import layer_of_cells
from indicators.pictures.look import Look
from indicators.pictures.neighbourhood import neighbourhood
from indicators.questions.comparison_groups import neighbours
from indicators.release.store import Store
from tests.picture_boxes import outside, overlapping, text_boxes

LOOK = Look(340, "vi", False)
# Every so manyth commune by code: small wards of cities and wide communes of the mountains.
STEP = 60


def test_names_of_neighbours_lie_apart_and_inside(database: Path) -> None:
    with Store(database) as store:
        layer = layer_of_cells(store)
        codes = sorted(layer.communes.areas["area_code"])[::STEP]
        around = {code: neighbours(store, code) for code in codes}
    drawn = {code: neighbourhood(layer, code, near, LOOK) or "" for code, near in around.items()}
    assert {code: pairs for code, svg in drawn.items() if (pairs := overlapping(svg))} == {}
    assert {code: found for code, svg in drawn.items() if (found := outside(svg))} == {}
    told = sum(len(text_boxes(svg)) for svg in drawn.values())
    assert told >= 0.9 * sum(map(len, around.values()))  # a name is hardly ever left out
