"""Pages that pin a kept release by their address, and the list of releases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from indicators.release.kept_releases import KeptRelease
from indicators.settings import releases
from tests.answer_table import rows_of
from tests.kept_country import both_kept
from tests.opened_page import opened_page


@pytest.fixture(scope="module")
def kept(kept_country: Path) -> Iterator[tuple[KeptRelease, KeptRelease]]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("INDICATORS_DB", str(kept_country / "two.duckdb"))
        yield both_kept(kept_country)


def shown(app: AppTest) -> dict[str, str]:
    return {row["code"]: row["value"] for row in rows_of(app)}


def test_an_address_pins_a_release(kept: tuple[KeptRelease, KeptRelease]) -> None:
    first, second = kept
    asked = {"indicator": "income_per_capita"}
    before = opened_page("ranking", **asked, release=first.release_id)
    assert (shown(before)["99001"], "99006" in shown(before)) == ("60", False)
    assert f"`{first.release_id}`" in before.info[0].value
    assert f"/data/{first.release_id}/datapackage.json" in before.info[0].value
    assert before.query_params["release"] == first.release_id
    now = opened_page("ranking", **asked)
    assert (shown(now)["99001"], shown(now)["99006"]) == ("61", "70")
    assert [one for one in now.info if "/data/" in one.value] == []
    for release in (second.release_id, "latest"):
        assert shown(opened_page("ranking", **asked, release=release)) == shown(now)
    latest = opened_page("ranking", **asked, release="latest")
    assert [one for one in latest.info if "/data/" in one.value] == []  # it pins nothing


def test_a_release_kept_as_files_alone_leads_to_its_files(
    kept: tuple[KeptRelease, KeptRelease], tmp_path: Path
) -> None:
    first, _second = kept
    place, aside = first.database(releases()), tmp_path / "aside.duckdb"
    place.rename(aside)
    try:
        app = opened_page("ranking", release=first.release_id)
    finally:
        aside.rename(place)
    assert app.title[0].value == "Bản phát hành này chỉ còn được giữ dưới dạng tệp"
    assert f"/data/{first.release_id}/datapackage.json" in app.markdown[0].value
    assert [one.value for one in app.code] == []  # nothing has to be built


def test_a_release_that_is_not_kept_is_told(kept: tuple[KeptRelease, KeptRelease]) -> None:
    app = opened_page("ranking", release="0000")
    assert app.title[0].value == "Bản phát hành này không được giữ ở đây"
    assert kept[0].release_id in app.caption[0].value
    assert len(app.get("bidi_component")) == 0


def test_downloads_list_the_releases(kept: tuple[KeptRelease, KeptRelease]) -> None:
    first, second = kept
    app = opened_page("downloads")
    told = "\n".join(one.value for one in app.markdown)
    for release in kept:
        assert f"/data/{release.release_id}/datapackage.json" in told
    assert f"/api/v1/release_changes?since={first.release_id}&release={second.release_id}" in told
    assert "1 mới, 1 không còn, 1 đã đổi" in told
    assert "](/api/v1/releases.atom)" in told


def test_methods_tell_how_fresh_an_indicator_is(kept: tuple[KeptRelease, KeptRelease]) -> None:
    app = opened_page("methods")
    told = [one.value for one in app.markdown if "`income_per_capita`" in one.value]
    assert len(told) == 1
    assert "năm 2025" in told[0] and "số kế tiếp không thể có trước 1/1/2027" in told[0]
