"""Pages about an area that has figures for many months, as a collected source gives them."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from indicators.release.build import build
from tests.collected_country import accept_collected, answer, score
from tests.opened_page import opened_page
from tests.small_country import incomes, write_country

MONTHS = 9


def _month(number: int) -> tuple[str, str]:
    """First and last day of a month of 2025 and 2026, counted from July 2025."""
    year, month = 2025 + (6 + number) // 12, (6 + number) % 12 + 1
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1).isoformat(), (after - timedelta(days=1)).isoformat()


@pytest.fixture(scope="module")
def months(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nine months of the index of Bịa Một, from 70 points on, one more each month."""
    folder = tmp_path_factory.mktemp("months")
    data = write_country(folder / "data", incomes("60", "61"))
    rows = []
    for number in range(MONTHS):
        first, last = _month(number)
        rows.append(score(f"{70 + number}.5", period_start=first, period_end=last,
                          recorded_on="2026-04-10"))  # fmt: skip
    day = "2026-04-10"
    accept_collected(data, rows, [answer("bia-answer-1", retrieved_on=day, published_on=day)],
                     today=date(2026, 4, 20))  # fmt: skip
    build(data, folder / "months.duckdb", today=date(2026, 4, 20))
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("INDICATORS_DB", str(folder / "months.duckdb"))
        yield


def test_a_commune_lists_the_last_months_and_says_where_the_others_are(months: None) -> None:
    app = opened_page("commune", area="99001")
    (table,) = [one.value for one in app.html if "<table" in one.value]
    assert re.findall(r'class="tx-value">([\d,]+) điểm', table) == [
        f"{value},5" for value in (78, 77, 76, 75, 74, 73)]  # fmt: skip
    assert "10 số liệu từ" in table
    assert ('<a href="xu-huong?indicator=service_index_766&amp;area=99001">'
            "3 số liệu cũ hơn, trong xu hướng của chỉ tiêu</a>") in table  # fmt: skip


def test_the_trend_has_every_month(months: None) -> None:
    app = opened_page("trend", area="99001", indicator="service_index_766")
    longest = max((table.value for table in app.dataframe), key=len)
    assert len(longest) == MONTHS
