"""The figures that every engine loads: one flat Parquet file, sorted as the release is."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

FLAT = """
COPY (
    SELECT enum_code(indicator_id)::INTEGER AS indicator,
           (year(period_end) * 12 + month(period_end))::INTEGER AS period,
           enum_code(area_code)::INTEGER AS area, value
    FROM observation
    WHERE is_current AND set_kind = 'part' AND basis = (
        SELECT any_value(choice.basis)::basis_type FROM period_choice AS choice
        WHERE choice.indicator_id = observation.indicator_id AND choice.is_default_basis
          AND choice.level = 'commune')
    ORDER BY ALL
) TO '{target}' (FORMAT parquet)
"""


@dataclass(frozen=True)
class Asked:
    """What is asked of every engine; numbers as in the flat file, ids as in the release."""

    release: str
    flat: str
    indicators: tuple[int, ...]
    areas: tuple[int, ...]
    last: int
    indicator_ids: tuple[str, ...]
    area_codes: tuple[str, ...]


# Communes of a trend, of a comparison and of a rug; indicators of a rug.
TREND_AREAS, COMPARED, RUG_AREAS, RUG_INDICATORS = 6, 4, 40, 12


def asked_of(release: Path, flat: Path) -> Asked:
    """Write the flat file of a synthetic release, and choose what to ask: what most have."""
    with duckdb.connect(str(release), read_only=True) as connection:
        connection.execute("SET memory_limit = '2GB'")
        connection.execute("SET enable_progress_bar = false")
        if not flat.exists():
            connection.execute(FLAT.format(target=flat))
        indicators = connection.execute(
            "SELECT enum_code(indicator_id)::INTEGER AS number, indicator_id::VARCHAR AS id "
            "FROM period_choice WHERE is_default AND is_default_basis AND level = 'commune' "
            "ORDER BY reported DESC, number LIMIT $most",
            {"most": RUG_INDICATORS},
        ).fetchall()
        areas = connection.execute(
            "SELECT enum_code(area_code)::INTEGER AS number, area_code::VARCHAR AS code "
            "FROM standing WHERE area_code::VARCHAR IN (SELECT area_code FROM area "
            "WHERE level = 'commune') GROUP BY ALL ORDER BY count(*) DESC, number LIMIT $most",
            {"most": RUG_AREAS},
        ).fetchall()
        last = connection.execute(f"SELECT max(period) FROM '{flat}'").fetchall()[0][0]
    return Asked(
        str(release), str(flat), tuple(one[0] for one in indicators),
        tuple(one[0] for one in areas), int(last), tuple(one[1] for one in indicators),
        tuple(one[1] for one in areas),
    )  # fmt: skip


def flat_columns(flat: str) -> dict[str, np.ndarray]:
    """The columns of the flat file in memory."""
    with duckdb.connect() as connection:
        columns: dict[str, np.ndarray] = connection.execute(f"FROM '{flat}'").fetchnumpy()
    return columns
