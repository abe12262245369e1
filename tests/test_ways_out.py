"""What leaves a page, as texts: links, files, citation, lines; and where errors are told."""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from indicators.commands.command_line import main
from indicators.open_data.table_lines import (
    areas_asked,
    composite_asked,
    everything_asked,
    of_release,
    ranking_asked,
    trend_asked,
)
from indicators.release.build import build
from indicators.settings import SettingError
from indicators.web.drawn.page_pictures import PictureAddress
from indicators.web.error_reports import checked_report_to, figure_key, report_address
from indicators.web.server import application
from indicators.web.ways_out import ShownPart, WayOut, link_to, ways_out
from tests.small_country import incomes, write_country

SITE = "https://thuocxa.example"
RELEASE = {"release_id": "r1", "latest_recorded_on": "2026-01-03", "synthetic": False}
SHOWN = ShownPart(
    "/xep-hang",
    (("indicator", "poverty_rate"), ("year", "2025"), ("province", ""), ("lang", "vi")),
    "Tỷ lệ hộ nghèo, năm 2025",
    PictureAddress("ranking", "poverty_rate", (("year", "2025"),)),
    ranking_asked("poverty_rate", {"year": "2025", "province": None}),
    "bang.csv",
)
FIGURE = {"area_code": "99001", "indicator_id": "poverty_rate", "period_start": "2025-01-01",
          "period_end": "2025-12-31", "basis": "a b", "source_id": "p1",
          "revision": 2.0}  # fmt: skip


def _ways(shown: ShownPart = SHOWN) -> dict[str, WayOut]:
    return {way.code: way for way in ways_out(shown, SITE, RELEASE, "vi")}


def test_all_eight_ways_leave_one_question() -> None:
    found = _ways()
    assert list(found) == ["png", "svg", "csv", "link", "cite", "embed", "address", "command"]
    assert [code for code, way in found.items() if way.is_file] == ["png", "svg", "csv"]
    for code in ("png", "svg", "csv", "link", "address"):
        assert parse_qs(urlsplit(found[code].text).query)["year"] == ["2025"], code
    assert found["csv"] == WayOut("csv", found["address"].text, found["address"].text)


def test_a_link_says_every_choice_and_the_release_only_when_it_is_asked_for() -> None:
    assert link_to(SHOWN, SITE) == f"{SITE}/xep-hang?indicator=poverty_rate&year=2025&lang=vi"
    assert link_to(SHOWN, SITE, "r1").endswith("&lang=vi&release=r1")
    pinned = ShownPart("/xep-hang", (("release", "r0"), ("indicator", "x")), "")
    assert link_to(pinned, SITE) == f"{SITE}/xep-hang?release=r0&indicator=x"
    assert link_to(pinned, SITE, "r1") == f"{SITE}/xep-hang?indicator=x&release=r1"


def test_a_picture_follows_the_release_of_its_view() -> None:
    png = _ways()["png"]
    assert "release" not in png.text and "release=r1" in png.fixed
    pinned = ShownPart(SHOWN.page, (*SHOWN.choices, ("release", "r0")), "", SHOWN.picture)
    assert "release=r0" in _ways(pinned)["svg"].text


def test_a_frame_holds_no_markup_of_the_title() -> None:
    shown = ShownPart("/xep-hang", (), 'A"><script>', SHOWN.picture)
    assert "<script" not in _ways(shown)["embed"].text


def test_what_has_no_address_gives_none() -> None:
    alone = _ways(ShownPart("/tong-hop", (("composite", "a~1~~b~1"),), "", command="python x"))
    assert list(alone) == ["link", "cite", "command"]
    series = ShownPart("/xu-huong", (), "", table=trend_asked("x", ["99001"]), file_name="a.csv")
    assert list(_ways(series)) == ["link", "cite", "command"]


def test_lines_of_a_release_never_ask_for_another_one() -> None:
    asked = [ranking_asked("x", {}), areas_asked(["1", "2"]), areas_asked(["1"]),
             trend_asked("x", ["1"]), composite_asked("a~1~~b~1")]  # fmt: skip
    for one in asked:
        assert of_release(one, "r1").command[-2:] == ("--release", "r1")
        assert ("release", "r1") in of_release(one, "r1").query
    whole = of_release(everything_asked(synthetic=False), "r1")
    assert whole.address(SITE) == f"{SITE}/data/r1/observations.csv"
    assert whole.command == ("export", "thuoc-xa")


# ── the command line and a kept release ──────────────────────────────────────────────────────


def test_a_kept_release_gives_the_same_bytes_after_the_next_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = tmp_path / "country.duckdb"
    build(write_country(tmp_path / "old", incomes("60", "80", "40", "50", "70")), db)
    assert main(["export", "--release", "--db", str(db)]) == 0
    [record] = (tmp_path / "releases").glob("*.json")
    before, after, newest = (tmp_path / f"{name}.csv" for name in ("before", "after", "newest"))
    asked = ["rank", "income_per_capita", "--db", str(db)]
    assert main([*asked, "--release", record.stem, "--out", str(before)]) == 0
    build(write_country(tmp_path / "new", incomes("61", "80", "40", "50", "70")), db)
    assert main([*asked, "--release", record.stem, "--out", str(after)]) == 0
    assert main([*asked, "--out", str(newest)]) == 0
    assert after.read_bytes() == before.read_bytes() != newest.read_bytes()
    capsys.readouterr()
    assert main([*asked, "--release", "nobody-kept-it"]) == 2
    assert record.stem in capsys.readouterr().err


# ── reports of errors ────────────────────────────────────────────────────────────────────────


def test_a_figure_has_one_key() -> None:
    assert figure_key(FIGURE) == "99001 poverty_rate 2025-01-01 2025-12-31 a_b p1 2"
    missing = {**FIGURE, "basis": None, "revision": float("nan")}
    assert figure_key(missing) == "99001 poverty_rate 2025-01-01 2025-12-31 - p1 -"


def test_a_mail_has_the_key_page_and_release_filled_in() -> None:
    told = report_address(FIGURE, f"{SITE}/xa?area=99001&lang=vi", "r1", "en", "a@b.example")
    assert told.startswith("mailto:a@b.example?subject=Error%20in%20a%20figure")
    asked = parse_qs(urlsplit(told).query)
    assert figure_key(FIGURE) in asked["subject"][0] and figure_key(FIGURE) in asked["body"][0]
    assert f"{SITE}/xa?area=99001&lang=vi" in asked["body"][0] and "r1" in asked["body"][0]


@pytest.mark.parametrize("to", [
    "https://git.example/new?title={figure}&body={page}%20{release}",
    "https://form.example/", "https://form.example/?list=1#top",
])  # fmt: skip
def test_an_address_has_them_too(to: str) -> None:
    told = report_address(FIGURE, f"{SITE}/xa?area=99001", "r1", "vi", to)
    assert figure_key(FIGURE) in unquote(told) and f"{SITE}/xa?area=99001" in unquote(told)
    assert urlsplit(told).netloc == urlsplit(to).netloc and "{" not in told
    assert urlsplit(told).fragment == urlsplit(to).fragment


def test_nothing_is_offered_where_nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("INDICATORS_REPORT_TO", raising=False)
    assert report_address(FIGURE, "", "r1", "vi") == ""


@pytest.mark.parametrize("to", ["javascript:alert(1)", "a@b", "a b@c.example", "https://", "x",
                                'https://a.example/"><b>', "mailto:a@b.example"])  # fmt: skip
def test_a_setting_that_cannot_be_is_told_at_the_start(
    to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SettingError, match="INDICATORS_REPORT_TO: found"):
        checked_report_to(to)
    monkeypatch.setenv("INDICATORS_REPORT_TO", to)
    with pytest.raises(SettingError):
        application()
