"""Strange input at every door: some hundred cases each; ``python -m bench.fuzz`` puts thousands."""

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import quote

import pytest
import streamlit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from indicators.curation.candidate_readers import Readers, load_readers, read_article
from indicators.release.build import build
from indicators.web.navigation import PAGES
from tests import fuzz_targets, fuzz_texts
from tests.asgi import ask
from tests.curated_country import country_to_curate
from tests.opened_page import opened_page
from tests.small_country import figure, incomes, write_country

ROOT = Path(__file__).resolve().parent.parent
STATIC = Path(streamlit.__file__).parent / "static"
MANY = settings(
    max_examples=300, deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
SEEDS = st.integers(0, 2**32 - 1).map(Random)


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> Readers:
    return load_readers(country_to_curate(tmp_path_factory.mktemp("fuzz") / "data"))


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("fuzzed")
    rows = [*incomes("60", "61", "62", "63", "64", "65"),
            *(figure(f"{n}.5", area_code=f"9900{n}", indicator_id="poverty_rate")
              for n in range(1, 7))]  # fmt: skip
    build(write_country(folder / "data", rows), folder / "release.duckdb")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("INDICATORS_DB", str(folder / "release.duckdb"))
        environment.setenv("INDICATORS_DATA", str(folder / "data"))
        yield


@pytest.fixture(scope="module")
def answering(release: None) -> Starlette:
    return fuzz_targets.api_application()


@pytest.fixture(scope="module")
def serving_pages(release: None) -> Starlette:
    return fuzz_targets.page_application(STATIC)


@MANY
@given(SEEDS)
def test_a_number_is_read_as_printed_or_left_out(draw: Random) -> None:
    fuzz_targets.Numbers().try_one(draw)


@MANY
@given(SEEDS)
def test_evidence_of_any_article_stands_in_it(readers: Readers, draw: Random) -> None:
    fuzz_targets.Articles(readers).try_one(draw)


@MANY
@given(SEEDS)
def test_every_cell_of_any_sheet_is_accounted_for(readers: Readers, draw: Random) -> None:
    fuzz_targets.Sheets(readers).try_one(draw)


@MANY
@given(SEEDS)
def test_any_question_to_the_api_is_answered_or_refused(answering: Starlette, draw: Random) -> None:
    fuzz_targets.Addresses(answering, fuzz_targets.API_PATHS).try_one(draw)


@MANY
@given(SEEDS)
def test_any_keys_of_an_address_are_answered_or_refused(
    serving_pages: Starlette, draw: Random
) -> None:
    fuzz_targets.Addresses(serving_pages, fuzz_targets.PAGE_PATHS).try_one(draw)


@pytest.mark.parametrize("seed", range(8))
def test_a_page_opens_with_any_keys(release: None, seed: int) -> None:
    draw = Random(seed)
    page = Path(draw.choice(PAGES).file).stem
    opened_page(page, **{
        key: draw.choice((draw.choice(fuzz_texts.VALUES), fuzz_texts.any_text(draw, 40)))
        for key in draw.sample(fuzz_texts.KEYS, 6)
    })  # fmt: skip


def test_the_cases_reach_what_they_are_for(readers: Readers) -> None:
    """Refusing everything would pass all of the above."""
    draw = Random(1)
    targets = (fuzz_targets.Numbers(), fuzz_targets.Articles(readers),
               fuzz_targets.Sheets(readers))  # fmt: skip
    taken = [sum(target.try_one(draw) for _case in range(100)) for target in targets]
    assert taken[0] > 80 and taken[1] > 30 and taken[2] > 8, taken


@pytest.mark.parametrize(
    "text",
    [
        "\u4e2d\u6587",
        "bia \ud7ff",
        "\u0416",
        "\U0001f600",
        "xã Bịa",
        'a"; b',
        "a\n\x00b",
        "../a",
        "\u0663\n\uff11",
    ],
)
def test_a_question_in_any_script_is_answered(answering: Starlette, text: str) -> None:
    """The name of the file is a header, which holds letters of Latin alone."""
    answer = ask(answering, f"/api/v1/areas?q={quote(text)}")
    assert answer.status_code == 200
    name = answer.headers["content-disposition"].partition("filename=")[2]
    assert re.fullmatch(r'"thuoc-xa-[a-z0-9._-]+\.json"', name)


@pytest.mark.parametrize("blank", [" ", "  ", "\u00a0", " \u00a0", "\n", " \n ", "\t"])
def test_any_blanks_may_stand_in_the_name_of_a_province(readers: Readers, blank: str) -> None:
    """Two of them, as text copied out of a PDF has, stopped the reading of a whole article."""
    text = (f"Tỉnh{blank}Bịa. Năm 2025, thu nhập bình quân đầu người của xã Bịa Một đạt 61,5 triệu "
            f"đồng/người/năm, theo báo cáo của tỉnh{blank}Bịa.")  # fmt: skip
    read = read_article(text, readers, source_id="bia-press", published=None, province=None)
    assert [row["as_printed"] for row in read.candidates] == ["61,5 triệu đồng/người/năm"]
