"""The map page as Streamlit runs it, and in a browser that reaches this machine alone."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from streamlit.testing.v1 import AppTest

from indicators.release.build import build
from tests.browser import moved
from tests.opened_page import opened_page
from tests.small_country import incomes, write_country

if TYPE_CHECKING:
    from playwright.sync_api import Page

SHOWN_MS = 40_000


def _texts(app: AppTest) -> str:
    boxes = [*app.markdown, *app.info, *app.warning, *app.caption]
    return "\n".join(box.value for box in boxes)


def test_the_page_says_that_cells_are_no_boundaries(database: Path) -> None:
    app = opened_page("map", indicator="income_per_capita")
    assert app.title[0].value == "Thu nhập bình quân đầu người"
    assert "Các ô là sơ đồ, không phải địa giới" in app.info[0].value
    assert "đó không phải là giá trị thấp" in _texts(app)


def test_the_page_speaks_english(database: Path) -> None:
    app = opened_page("map", indicator="income_per_capita", lang="en")
    assert "The cells are schematic, not boundaries" in app.info[0].value


@pytest.mark.parametrize(
    "address",
    [
        {"indicator": "no_such"}, {"year": "1066"}, {"province": "00"}, {"basis": "<script>"},
        {"area_type": "huyện"}, {"lang": "xx"},
    ],
)  # fmt: skip
def test_unknown_values_of_the_address_do_no_harm_and_are_told(
    database: Path, address: dict[str, str]
) -> None:
    app = opened_page("map", **address)
    assert app.title[0].value == "Thu ngân sách so với dự toán"
    told = [box.value for box in app.warning if "Địa chỉ hỏi" in box.value]
    asked = [key for key in address if key not in ("area", "lang")]
    assert [key in one for key, one in zip(asked, told, strict=True)] == [True] * len(asked)


@pytest.mark.parametrize("province", ["48", "56", "91", "38"])
@pytest.mark.parametrize("area_type", ["", "xã", "tỉnh"])
def test_every_choice_is_drawn_or_explained(database: Path, province: str, area_type: str) -> None:
    opened_page("map", indicator="population", province=province, area_type=area_type)


def test_too_few_figures_have_a_sentence_in_place_of_classes(database: Path) -> None:
    app = opened_page("map", indicator="income_per_capita", province="91")
    assert "Có ít hơn 5 số liệu nên không chia lớp" in _texts(app)


def test_bands_around_the_plan_are_told(database: Path) -> None:
    app = opened_page("map", indicator="budget_revenue_vs_plan")
    assert "Các lớp tách nhau tại 85; 95; 105; 115." in _texts(app)


def test_an_empty_choice_is_explained(database: Path) -> None:
    app = opened_page("map", indicator="income_per_capita", province="01", area_type="đặc khu")
    assert "Không đơn vị nào" in app.warning[0].value


def test_all_bases_at_once_are_no_map(database: Path) -> None:
    app = opened_page("map", indicator="budget_revenue_vs_plan", basis="all")
    assert "Hãy chọn một cơ sở" in app.warning[0].value


def test_a_country_without_centres_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = tmp_path / "small.duckdb"
    build(write_country(tmp_path / "data", incomes("60", "61")), db)
    monkeypatch.setenv("INDICATORS_DB", str(db))
    app = opened_page("map", indicator="income_per_capita")
    assert "không vẽ được bản đồ" in app.warning[0].value


def test_a_missing_database_is_explained(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("INDICATORS_DB", str(tmp_path / "none.duckdb"))
    app = opened_page("map")
    assert app.code[0].value == "python -m indicators build"


# --- In the browser ---------------------------------------------------------------------------


def _open(page: "Page", url: str) -> None:
    """The page with its map drawn."""
    page.set_viewport_size({"width": 1440, "height": 1400})
    moved(page, url)
    page.wait_for_selector(".choroplethlayer path", state="attached", timeout=SHOWN_MS)


def test_the_map_asks_this_server_alone_and_for_its_shapes_once(desk: "Page", address: str) -> None:
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    _open(desk, f"{address}/ban-do?indicator=income_per_capita")
    assert desk.locator(".choroplethlayer path").count() == 3321 + 34
    desk.locator("text=English").first.click()
    desk.wait_for_selector("text=The cells are schematic", timeout=SHOWN_MS)
    desk.wait_for_timeout(1000)
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert len([url for url in asked if "/map/communes-" in url]) == 1
    assert len([url for url in asked if "/map/provinces-" in url]) == 1


def test_a_click_leads_to_the_commune(desk: "Page", address: str) -> None:
    _open(desk, f"{address}/ban-do?indicator=income_per_capita&province=38&lang=vi")
    cell = desk.locator(".choroplethlayer path").nth(60).bounding_box()
    assert cell is not None
    desk.mouse.move(cell["x"] + cell["width"] / 2, cell["y"] + cell["height"] / 2)
    desk.wait_for_selector(".hoverlayer text", timeout=SHOWN_MS)
    name = desk.locator(".hoverlayer text tspan").first.text_content() or ""
    desk.mouse.down()
    desk.mouse.up()
    desk.wait_for_selector("text=cùng mọi nguồn số liệu", timeout=SHOWN_MS)
    desk.click("text=cùng mọi nguồn số liệu")
    desk.wait_for_url("**/xa?area=*", timeout=SHOWN_MS)
    desk.wait_for_selector("h1", timeout=SHOWN_MS)
    assert (desk.locator("h1").first.text_content() or "?") in name
