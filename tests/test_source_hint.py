"""The province of a newspaper or portal decides where a text leaves a namesake open."""

import csv
import json
from datetime import date

import pytest

from indicators import settings
from indicators.commands.command_line import main
from indicators.curation.candidate_readers import load_readers, read_article, with_sources
from indicators.extraction.gazetteer import load_gazetteer, province_of_source
from tests.invented_reader import BINH, invented_places, read

TEXT = "Năm 2025, tỷ lệ hộ nghèo của xã Mẫu Bình là 2%. Thu ngân sách đạt 12 tỷ đồng."


def hint(publisher="", url="", places=None):
    return province_of_source({"publisher": publisher, "url": url}, places or invented_places())


@pytest.mark.parametrize(
    ("publisher", "url"),
    [
        ("Báo Sông Mẫu", ""),
        ("Báo và Phát thanh, Truyền hình Sông Mẫu", ""),
        ("Cổng TTĐT tỉnh Sông Mẫu (English)", ""),
        ("Vietnam.vn (báo Sông Mẫu)", "https://www.vietnam.vn/x"),
        ("", "https://baosongmau.vn/bai-1.html"),
        ("", "https://xa.songmau.gov.vn/tin"),
        ("Báo Bến Mẫu", "https://www.baobenmau.com.vn/"),  # a former province
        ("Báo điện tử", "http://songmau24h.vn"),
    ],
)
def test_publisher_or_address_names_the_province(publisher, url):
    assert hint(publisher, url) == "97"


@pytest.mark.parametrize(
    ("publisher", "url"),
    [
        ("Báo Toàn Quốc", "https://toanquoc.vn"),
        ("Báo Sông Mẫu", "https://baonuimau.vn"),  # they disagree
        ("Báo Sông Mẫu và Núi Mẫu", ""),
        ("", ""),
        ("UBND xã Sông Mẫu", ""),  # a commune may have the name of a province
    ],
)
def test_other_sources_tell_no_province(publisher, url):
    assert hint(publisher, url) is None


@pytest.mark.parametrize(
    ("publisher", "url", "province"),
    [
        ("Báo Thanh Hóa", "", "Thanh Hóa"),
        ("", "https://hoangloc.thanhhoa.gov.vn/", "Thanh Hóa"),
        ("Báo Hà Nam", "https://baohanam.com.vn", "Ninh Bình"),
        ("Báo Bà Rịa - Vũng Tàu", "https://baobariavungtau.com.vn", "Hồ Chí Minh"),
        ("Huế ngày nay", "https://huengaynay.vn", "Huế"),
    ],
)
def test_papers_of_today_and_of_former_provinces(publisher, url, province):
    places = load_gazetteer(settings.DATA)
    with (settings.DATA / "areas.csv").open(encoding="utf-8", newline="") as file:
        names = {row["area_code"]: row["name"] for row in csv.DictReader(file)}
    assert names[hint(publisher, url, places)] == province


def test_without_a_source_the_namesake_stays_open():
    assert {one.area_code for one in read(TEXT)} == {None}
    assert {one.area_candidates for one in read(TEXT)} == {(BINH, "98005")}


def test_the_source_decides_and_every_figure_says_so():
    found = read(TEXT, source_province="97")
    assert [one.area_code for one in found] == [BINH, BINH]
    assert [[c.code for c in one.checks] for one in found] == [["province_from_source"]] * 2
    assert found[0].confidence < read(TEXT, province="97")[0].confidence


@pytest.mark.parametrize("given", [{"province": "98"}, {"text": "tỉnh Núi Mẫu"}])
def test_what_is_told_goes_before_the_source(given):
    text = (
        TEXT.replace("xã Mẫu Bình", f"xã Mẫu Bình, {given['text']},") if "text" in given else TEXT
    )
    found = read(text, province=given.get("province"), source_province="97")
    assert {one.area_code for one in found} == {"98005"}
    assert [one.checks for one in found] == [()] * len(found)


@pytest.fixture(scope="module")
def shared_name():
    """A name that two provinces of the official list share, and the code of one of the two."""
    places = load_gazetteer(settings.DATA)
    return next(
        (group[0].name, group[0].province, group[0].code, places)
        for group in places.by_name.values()
        if len(group) == 2 and len({one.province for one in group}) == 2
        and all("xã" in one.types for one in group)
    )  # fmt: skip


@pytest.fixture(scope="module")
def paper(shared_name):
    """A source of the table whose publisher's province has that commune, or an invented one."""
    _, province, _, places = shared_name
    name = min(places.province_names[province], key=len)
    return {
        "source_id": "bao-thu-2026-01-04-000000", "kind": "press", "publisher": f"Báo {name}",
        "title": "Bài thử", "url": "", "published_on": "2026-01-04",
        "retrieved_on": "2026-01-05", "language": "vi", "note": "",
    }  # fmt: skip


def test_the_command_line_takes_a_source(shared_name, paper, tmp_path, capsys):
    name, _, code, _ = shared_name
    for file in ("areas.csv", "area_lineage.csv", "indicators.yaml", "phrases.yaml",
                 "indicators.schema.json", "phrases.schema.json"):  # fmt: skip
        (tmp_path / file).write_bytes((settings.DATA / file).read_bytes())
    with (tmp_path / "sources.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, paper, lineterminator="\n")
        table.writeheader()
        table.writerow(paper)
    article = tmp_path / "bai.txt"
    article.write_text(f"Năm nay xã {name} họp. Dân số xã {name} hiện nay là 1.234 người.", "utf-8")
    given = ["extract", str(article), "--data", str(tmp_path)]
    assert main([*given, "--source", paper["source_id"]]) == 0
    [one] = json.loads(capsys.readouterr().out)
    assert (one["area_code"], one["period_end"]) == (code, "2026-01-04")
    assert one["checks"] == ["province_from_source"]
    assert main([*given, "--source", "bao-thu-2026"]) == 2
    assert f"nearest: {paper['source_id']}" in capsys.readouterr().err


def test_the_curation_page_reads_with_the_province_of_its_source(shared_name, paper, frozen_data):
    name, _, code, _ = shared_name
    readers = with_sources(load_readers(frozen_data), [paper])
    text = f"Dân số xã {name} hiện nay là 1.234 người."
    reading = read_article(
        text, readers, source_id=paper["source_id"], published=date(2026, 1, 4), province=None
    )
    [one] = reading.candidates
    assert (one["area_code"], one["checks"]) == (code, "province_from_source")
