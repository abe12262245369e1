"""Every kind of picture: well-formed, whole, with the numbers of its question, nothing overlaps."""

import re
import struct
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from indicators.charts import style
from indicators.charts.style import ValueStyle
from indicators.own_index.composite_choice import most_complete
from indicators.pictures.canvas import Canvas
from indicators.pictures.font_table import FONTS, broken, shortened, text_width, wrapped
from indicators.pictures.kinds import KINDS, picture
from indicators.pictures.look import Look, PixelScale
from indicators.pictures.map_shapes import PARTS
from indicators.pictures.picture import NothingToDrawError, Picture, PictureQuestion
from indicators.pictures.png import png
from indicators.questions.profile import compare, profile
from indicators.questions.ranking import rank
from indicators.release.build import build
from indicators.release.store import Store
from indicators.settings import ROOT
from indicators.web.navigation import PAGES
from tests.hostile_country import write_hostile_country
from tests.picture_boxes import SVG, outside, overlapping, text_boxes
from tests.small_country import figure, incomes, write_country

LOOKS = [Look(width, lang, dark) for width in (320, 600, 1200)
         for lang, dark in (("vi", False), ("en", True))]  # fmt: skip


@pytest.fixture(scope="module")
def store(database: Path) -> Iterator[Store]:
    with Store(database) as opened:
        yield opened


@pytest.fixture(scope="module")
def questions(store: Store) -> dict[str, PictureQuestion]:
    """For each kind a question that the frozen table answers."""
    known = store.query("areas_with_figures", province="", row_limit=4)["area_code"].tolist()
    trend = store.query("trend_areas", indicator_id="income_per_capita", row_limit=3)
    pair = next(one for one in most_complete(store) if len(one.indicator_ids) == 2)
    x, y = pair.indicator_ids
    return {
        "ranking": PictureQuestion("income_per_capita", areas=tuple(known[:2])),
        "distribution": PictureQuestion("income_per_capita", areas=tuple(known[:2])),
        "map": PictureQuestion("income_per_capita"),
        "trend": PictureQuestion("income_per_capita", areas=tuple(trend["area_code"])),
        "area": PictureQuestion(known[0]),
        "comparison": PictureQuestion(areas=tuple(known)),
        "association": PictureQuestion(x=x, y=y, areas=tuple(known[:2])),
        "composite": PictureQuestion(composite=f"{x}~1~~{y}~2"),
    }


def _texts(drawn: Picture) -> list[str]:
    return [box.text for box in text_boxes(drawn.svg)]


def _country(folder: Path, figures: list[dict[str, str]]) -> Store:
    build(write_country(folder / "data", figures), folder / "country.duckdb")
    return Store(folder / "country.duckdb")


# ── all kinds ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.width:g}-{look.lang}")
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_lies_on_another_or_leaves_the_picture(
    store: Store, questions: dict[str, PictureQuestion], kind: str, look: Look
) -> None:
    drawn = picture(store, kind, replace(questions[kind], look=look, site="https://xa.example"))
    assert overlapping(drawn.svg) == []
    assert outside(drawn.svg) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_an_image_with_a_name_and_refers_to_nothing(
    store: Store, questions: dict[str, PictureQuestion], kind: str
) -> None:
    drawn = picture(store, kind, questions[kind])
    root = ET.fromstring(drawn.svg)
    assert (root.tag, root.get("role")) == (f"{SVG}svg", "img")
    assert root.findtext(f"{SVG}title") == drawn.title
    assert (root.findtext(f"{SVG}desc") or "").startswith(drawn.description[:40])
    assert root.get("aria-labelledby") == "title desc"
    loading = {"image", "use", "script", "style", "foreignObject", "a"}
    assert not {one.tag.removeprefix(SVG) for one in root.iter()} & loading
    assert not re.search(r"(?:href|src|@import|on\w+)\s*=", drawn.svg)
    assert set(re.findall(r"url\(([^)]*)\)", drawn.svg)) <= {"#hatch"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_says_where_it_comes_from(
    store: Store, questions: dict[str, PictureQuestion], kind: str
) -> None:
    asked = replace(questions[kind], site="https://xa.example")
    told = " ".join(_texts(picture(store, kind, asked)))
    assert str(store.release["release_id"]) in told
    assert "CC BY 4.0" in told and "Nguồn (" in told
    assert "https://xa.example/" in told


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_question_gives_the_same_bytes(
    store: Store, questions: dict[str, PictureQuestion], kind: str
) -> None:
    first, second = (picture(store, kind, questions[kind]).svg for _time in range(2))
    assert first == second


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"map"}))
def test_no_letter_is_missing_from_the_font_of_the_pictures(
    store: Store, questions: dict[str, PictureQuestion], kind: str
) -> None:
    from indicators.pictures.font_table import _advances

    drawn = picture(store, kind, questions[kind])
    assert {letter for text in _texts(drawn) for letter in text} <= _advances()["Regular"].keys()


# ── numbers ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Incomes of 2025, 2023 and 2022, those of a commune of the other province; a share."""

    def of(year: str, rows: list[dict[str, str]]) -> list[dict[str, str]]:
        return [{**row, "period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
                for row in rows]  # fmt: skip

    return _country(tmp_path_factory.mktemp("invented"), [
        *incomes("60", "80", "40", "50", "70"),
        *of("2023", [*incomes("60.5", "72", "48", "55.25"),
                     figure("80", area_code="99005", qualifier="about", status="E"),
                     figure("31", area_code="99006", qualifier="at_least")]),
        *of("2022", incomes("60", "80")),
        *of("2024", [figure("50", area_code="98001")]),
        figure("31", area_code="98001", status="E", period_end="2025-09-30"),
        figure("98", area_code="99001", indicator_id="online_dossier_share", numerator="5898",
               denominator="5919", note="the two disagree"),
        figure("12.5", area_code="99002", indicator_id="online_dossier_share",
               as_printed="1,25%", correction="misprint: a tenth"),
    ])  # fmt: skip


def test_a_ranking_has_place_name_and_number_of_every_row(invented: Store) -> None:
    asked = PictureQuestion("income_per_capita", year="2023", areas=("99003",))
    told = _texts(picture(invented, "ranking", asked))
    rows = rank(invented, "income_per_capita", year="2023").rows
    assert len(rows) == 6
    reading = ValueStyle("triệu đồng/người/năm", 2, "vi", False)
    for row in style.records(rows):
        assert row["name"] in told
        shown = reading.short_figure(row)
        assert any(text == shown or text.startswith(f"{shown} ") for text in told), shown
    assert "khoảng 80 ¹" in told and "hơn 31" in told
    assert any(text.startswith("¹ ước") for text in told)
    assert any("6 trong 8 đơn vị có số liệu" in text for text in told)


def test_dot_and_interval_stand_where_the_number_says(invented: Store) -> None:
    drawn = picture(invented, "ranking", PictureQuestion("income_per_capita"))
    centres = [float(one.get("cx", "0")) for one in ET.fromstring(drawn.svg).iter(f"{SVG}circle")]
    # Best first: 80, 70, 60, 50, 40 in equal steps from right to left.
    steps = [one - other for one, other in pairwise(centres)]
    assert len(centres) == 5
    assert steps == pytest.approx([steps[0]] * 4, abs=0.05) and steps[0] > 0


def test_a_ranking_that_may_not_be_ranked_has_no_places_and_says_why(invented: Store) -> None:
    asked = PictureQuestion("income_per_capita", year="2022")
    told = " ".join(_texts(picture(invented, "ranking", asked)))
    assert "với ít hơn 5 đơn vị" in told
    assert "(1–" not in told


def test_a_chosen_area_without_a_figure_is_told(invented: Store) -> None:
    asked = PictureQuestion("income_per_capita", year="2022", areas=("99001", "98001"))
    for kind in ("ranking", "distribution"):
        told = " ".join(_texts(picture(invented, kind, asked)))
        assert "98001" not in told and "Bịa Một (xã, Tỉnh Bịa Khác)" in told


def test_the_spine_shows_the_values_of_the_profile(store: Store) -> None:
    code = store.query("areas_with_figures", province="", row_limit=1)["area_code"].iloc[0]
    told = " ".join(_texts(picture(store, "area", PictureQuestion(str(code)))))
    rows = profile(store, str(code))
    drawn = rows[rows["value"].notna() & (rows["reported"] >= 5)
                 & rows["spread_withheld_because"].isna()]  # fmt: skip
    assert len(drawn)
    for row in style.records(drawn):
        assert ValueStyle(row["unit"], int(row["decimals"]), "vi", False).figure(row) in told


def test_panels_show_the_values_of_the_comparison_and_why_one_is_missing(tmp_path: Path) -> None:
    store = _country(tmp_path, [*incomes("60", "80"),
                                figure("3.5", area_code="99001", indicator_id="poverty_rate"),
                                figure("1.2", area_code="99002", indicator_id="poverty_rate"),
                                ])  # fmt: skip
    areas = ("99001", "99002", "99003")
    told = _texts(picture(store, "comparison", PictureQuestion(areas=areas)))
    values = compare(store, list(areas))["value"].dropna()
    assert sorted(values) == [1.2, 3.5, 60, 80]
    assert {"60", "80", "3,5%", "1,2%"} <= set(told)
    assert told.count("chưa tìm thấy số liệu") == 2


def test_part_years_and_doubts_are_told_in_a_trend(invented: Store) -> None:
    asked = PictureQuestion("income_per_capita", areas=("98001",))
    told = " ".join(_texts(picture(invented, "trend", asked)))
    assert "50 triệu đồng/người/năm (năm 2024)" in told
    assert "31 triệu đồng/người/năm ¹ (9 tháng đầu năm 2025)" in told
    assert "¹ ước" in told and "Dấu rỗng: một phần khác của năm" in told


def test_an_association_gives_n_and_no_coefficient_below_ten_pairs(tmp_path: Path) -> None:
    poverty = [figure(f"{n}.5", area_code=f"9900{n}", indicator_id="poverty_rate")
               for n in (1, 2, 3)]  # fmt: skip
    store = _country(tmp_path, [*incomes("60", "80", "70"), *poverty])
    asked = PictureQuestion(x="income_per_capita", y="poverty_rate")
    told = " ".join(_texts(picture(store, "association", asked)))
    assert "3 đơn vị có cả hai số liệu" in told and "Không có hệ số" in told
    assert "không phải là nguyên nhân" in told


def test_nothing_to_draw_is_a_sentence_and_no_picture(tmp_path: Path) -> None:
    store = _country(tmp_path, incomes("60"))
    for kind, asked in (("ranking", PictureQuestion("poverty_rate")),
                        ("map", PictureQuestion("income_per_capita")),
                        ("area", PictureQuestion("99002")),
                        ("comparison", PictureQuestion(areas=("99002", "99003")))):  # fmt: skip
        with pytest.raises(NothingToDrawError):
            picture(store, kind, asked)


NUMBERS = re.compile(r"-?\d+")


def _corners(d: str) -> Iterator[tuple[int, int]]:
    """The corners of a path of ``map_shapes``: one point, then steps from corner to corner."""
    for ring in re.findall(r"M([^Ml]+)l([^z]+)z", d):
        x, y = (int(number) for number in NUMBERS.findall(ring[0]))
        yield x, y
        steps = [int(number) for number in NUMBERS.findall(ring[1])]
        for right, down in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + right, y + down
            yield x, y


@pytest.mark.parametrize("asked", [
    PictureQuestion("poverty_rate", area_type="province"), PictureQuestion("income_per_capita"),
    PictureQuestion("income_per_capita", province="38"),
])  # fmt: skip
@pytest.mark.parametrize("width", [320, 1200])
def test_no_shape_of_a_map_leaves_its_part_of_the_picture(
    store: Store, asked: PictureQuestion, width: int
) -> None:
    """Islands far out are drawn in boxes of their own, also where their province is one shape."""
    svg = picture(store, "map", replace(asked, look=Look(width))).svg
    corners = [corner for path in ET.fromstring(svg).iter(f"{SVG}path")
               for corner in _corners(path.get("d", ""))]  # fmt: skip
    inner = (width - 40 * Look(width).letters) * PARTS
    assert len(corners) > 1000
    assert min(x for x, _y in corners) >= -PARTS
    # A legend beside the map has at least a quarter of the picture to itself.
    assert max(x for x, _y in corners) <= (0.75 * inner if width == 1200 else inner)


@pytest.mark.parametrize("width", [320, 600, 1200])
def test_a_map_of_few_figures_shows_each_number_whole(store: Store, width: int) -> None:
    counted = store.query("indicators")["indicator_id"]
    asked = next(
        (one, province, ranking)
        for one in counted for province in store.query("provinces")["area_code"]
        if 1 <= len((ranking := rank(store, one, province=province)).rows) < 5
    )  # fmt: skip
    question = PictureQuestion(asked[0], province=asked[1], look=Look(width))
    svg = picture(store, "map", question).svg
    indicator = asked[2].indicator
    reading = ValueStyle(indicator["unit"], int(indicator["decimals"]), "vi", False)
    told = " ".join(box.text for box in text_boxes(svg))
    assert all(reading.short_figure(row) in told for row in style.records(asked[2].rows))
    assert overlapping(svg) == [] and outside(svg) == []


def test_contradicted_and_corrected_figures_are_marked_and_the_publisher_is_named(
    invented: Store,
) -> None:
    told = _texts(picture(invented, "ranking", PictureQuestion("online_dossier_share")))
    assert {"98% ¹", "12,5% ²"} <= set(told)
    assert "¹ số đếm trong bài không khớp; ² khác với bản in" in told
    assert any("Báo Bịa" in text for text in told)


# ── hostile and long texts ───────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("hostile")
    build(write_hostile_country(folder / "data"), folder / "country.duckdb")
    return Store(folder / "country.duckdb")


HOSTILE: dict[str, PictureQuestion] = {
    "ranking": PictureQuestion("income_per_capita", areas=("99001",)),
    "distribution": PictureQuestion("income_per_capita", areas=("99001",)),
    "trend": PictureQuestion("income_per_capita", areas=("99001", "99002")),
    "area": PictureQuestion("99001"),
    "comparison": PictureQuestion(areas=("99001", "99002", "99003")),
    "association": PictureQuestion(x="income_per_capita", y="poverty_rate", areas=("99001",)),
    "composite": PictureQuestion(composite="income_per_capita~1~~poverty_rate~1"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_markup_in_names_is_text(hostile: Store, kind: str) -> None:
    svg = picture(hostile, kind, HOSTILE[kind]).svg
    names = {one.tag.removeprefix(SVG) for one in ET.fromstring(svg).iter()}
    assert "img" not in names and "<img" not in svg
    assert outside(svg) == [] and overlapping(svg) == []


def test_signs_that_xml_cannot_hold_or_that_turn_text_are_left_out() -> None:
    canvas = Canvas(100, 20)
    canvas.text(0, 10, 'a\x00\x0b<b>&"\u202eevil\nlines', fill='"><script>')
    svg = canvas.document(title="t</title>", description="d", lang="vi", background="#fff")
    text = ET.fromstring(svg).find(f"{SVG}text")
    assert text is not None and text.text == 'a<b>&"evil lines'
    assert text.get("fill") == '"><script>' and "<script" not in svg


# ── the document ─────────────────────────────────────────────────────────────────────────────


def test_the_document_lists_every_kind_with_its_keys() -> None:
    """One row of the table per kind: address, page, keys."""
    text = (ROOT / "docs/pictures.md").read_text("utf-8")
    listed = re.findall(r"^\| `/chart/(\w+)(?:/\{(\w+)\})?\.svg` \| `/([\w-]+)` \| (.*) \|$", text,
                        re.MULTILINE)  # fmt: skip
    found = {
        name: (about, tuple(re.findall(r"`(\w+)`", keys))) for name, about, _page, keys in listed
    }
    assert found.pop("distribution")[0] == "indicator"
    assert found == {kind.name: (kind.about, tuple(key for key in kind.keys))
                     for kind in KINDS.values() if kind.name != "distribution"}  # fmt: skip
    assert {page for _name, _about, page, _keys in listed} <= {page.path for page in PAGES}


# ── letters and scales ───────────────────────────────────────────────────────────────────────


def test_the_table_of_widths_is_that_of_the_font_files() -> None:
    font_tools = pytest.importorskip("fontTools.ttLib", reason="fontTools reads the font files")
    from indicators.pictures.font_table import _advances
    from indicators.pictures.fonts.make_fonts import advances_of

    for name, widths in _advances().items():
        assert advances_of(font_tools.TTFont(FONTS / f"NotoSans-{name}.ttf")) == widths


def test_all_letters_of_vietnamese_are_in_the_font() -> None:
    from indicators.pictures.font_table import _advances

    vowels = "aăâeêioôơuưy"
    tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
    import unicodedata

    letters = {unicodedata.normalize("NFC", vowel + tone) for vowel in vowels for tone in tones}
    letters |= {letter.upper() for letter in letters} | set("đĐ’–…·−")
    for widths in _advances().values():
        assert letters <= widths.keys()


def test_a_text_in_two_spellings_is_as_wide() -> None:
    assert text_width("Hòa", 13) == text_width("Ho\u0300a", 13)


def test_texts_are_shortened_wrapped_and_broken_to_their_room() -> None:
    name = "Phường Đông Hưng Thuận Nguyễn Thị Minh Khai"
    assert shortened(name, 13, 1000) == name
    short = shortened(name, 13, 120)
    assert short.endswith("…") and text_width(short, 13) <= 120
    lines = wrapped(name, 13, 120)
    assert " ".join(lines) == name and all(text_width(line, 13) <= 120 for line in lines)
    assert len(wrapped(name, 13, 120, most=2)) == 2
    address = "https://xa.example/xep-hang?indicator=poverty_rate"
    assert "".join(broken(address, 12, 90)) == address
    assert all(text_width(line, 12) <= 90 for line in broken(address, 12, 90))


def test_a_scale_runs_both_ways() -> None:
    assert [PixelScale(0, 10, 100, 200)(value) for value in (0, 5, 10)] == [100, 150, 200]
    assert PixelScale(10, 0, 100, 200)(10) == 100
    assert PixelScale(3, 3, 100, 200)(3) == 150


# ── PNG ──────────────────────────────────────────────────────────────────────────────────────


def _size(made: bytes) -> tuple[int, int]:
    assert made[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", made[16:24])
    return width, height


@pytest.mark.parametrize("times", [1, 2])
def test_a_png_has_the_pixels_of_its_svg(times: int) -> None:
    canvas = Canvas(120, 40)
    canvas.text(5, 20, "Đắk N’Drung", size=13, fill="#000")
    made = png(canvas.document(title="t", description="d", lang="vi", background="#fff"), times)
    assert _size(made) == (120 * times, 40 * times)


def test_other_letters_give_another_png() -> None:
    """A renderer that found no font would leave both pictures empty."""
    pictures = []
    for text in ("Ường", "Anh"):
        canvas = Canvas(120, 40)
        canvas.text(5, 20, text, size=13, fill="#000")
        pictures.append(png(canvas.document(title="", description="", lang="vi",
                                            background="#fff")))  # fmt: skip
    assert pictures[0] != pictures[1]


def test_markup_of_typst_in_a_picture_is_text(tmp_path: Path) -> None:
    canvas = Canvas(300, 40)
    canvas.text(5, 20, '#read("/etc/passwd") #panic("x") $x$ ")', size=13, fill="#000")
    made = png(canvas.document(title="#panic()", description="", lang="vi", background="#fff"))
    assert _size(made) == (300, 40)
