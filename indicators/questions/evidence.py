"""What stands behind one figure: the check of a printed share, its rivals, its revisions.

A *cell* is one area, indicator, period and basis. Several sources may have printed a figure for
it; the release marks the one that is shown, and this module says why it and not another.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

import pandas as pd

from indicators.catalogue.records import is_against_plan
from indicators.curated.observations import language_of
from indicators.flags import MACHINE_TRANSLATION, flagged
from indicators.judgement import MINIMUM_REPORTED
from indicators.language.quoted import printed_value
from indicators.printed.source_number import printed_source_of

Figure = dict[str, Any]
Outcome = Literal["agrees", "contradicts", "computed", "rounded_parts"]
Preference = Literal["revision", "kind", "language", "dated", "published", "order"]
Unranked = Literal["no_direction", "too_few", "not_contested"]

# The order in which a release prefers kinds of sources; see sql/build/observation.sql.
KINDS_IN_ORDER = ("law", "official", "portal")

# Where a figure stands, in the nation and in its province.
PLACE = (
    "rank", "rank_low", "rank_high", "percentile", "reported",
    "province_rank", "province_rank_low", "province_rank_high", "province_reported",
)  # fmt: skip

CELL = ("indicator_id", "period_start", "period_end", "basis")


@dataclass(frozen=True)
class ShareCheck:
    """A share worked out from the two counts printed beside it; ``share`` in per cent.

    ``outcome``: ``agrees`` with the printed share, ``contradicts`` it, ``computed`` where no share
    is printed and the counts gave it, ``rounded_parts`` where it differs only as far as two
    rounded parts explain.
    """

    numerator: float
    denominator: float
    share: float
    outcome: Outcome


@dataclass(frozen=True)
class Rival:
    """Another source's figure for the same cell, and what spoke for the chosen one.

    ``same_figure`` where both print the same value in the same words of precision.
    """

    figure: Figure
    preferred_by: Preference
    same_figure: bool


@dataclass(frozen=True)
class Cell:
    """One cell: the figure that is shown, its rivals, and its own earlier revisions (latest first).

    Figures are rows of ``profile.area_observations`` as dictionaries, ``None`` where empty.
    """

    chosen: Figure
    rivals: tuple[Rival, ...]
    revisions: tuple[Figure, ...]


def figures(frame: pd.DataFrame) -> list[Figure]:
    """The rows of a frame as dictionaries in which every missing value is ``None``."""
    columns = [  # by columns, which takes a third of what rows would
        [value if known else None for value, known in
         zip(column.tolist(), column.notna().tolist(), strict=True)]
        for _name, column in frame.items()
    ]  # fmt: skip
    return [dict(zip(frame.columns, row, strict=True)) for row in zip(*columns, strict=True)]


def cells(observations: pd.DataFrame) -> list[Cell]:
    """The cells of one area, in the order of ``observations``.

    ``observations`` is ``profile.area_observations``: one row per figure, of which exactly one in
    each cell is current.
    """
    grouped: dict[tuple[Any, ...], list[Figure]] = {}
    for figure in figures(observations):
        grouped.setdefault(tuple(figure[column] for column in CELL), []).append(figure)
    return [_cell(group) for group in grouped.values()]


def in_usual_sets(shown: Iterable[Cell], profile: pd.DataFrame) -> list[Cell]:
    """The cells with their places in the sets of periods that a profile compares.

    A figure for a part of a year also stands in the set that gathers every area's latest part of
    that year, which is larger than its own. Each chosen figure gets ``compared_set``: the code of
    the set that its places are of. ``profile`` is ``profile.profile`` of the same area.
    """
    usual = {row["observation_id"]: row for row in figures(profile) if row["observation_id"]}
    return [replace(cell, chosen=_placed(cell.chosen, usual)) for cell in shown]


def _placed(figure: Figure, usual: Mapping[int, Figure]) -> Figure:
    row = usual.get(figure["observation_id"])
    if row is None:
        return figure | {"compared_set": figure["period_set"]}
    return figure | {column: row[column] for column in PLACE} | {"compared_set": row["period_set"]}


def _cell(group: list[Figure]) -> Cell:
    chosen = next(figure for figure in group if figure["is_current"])
    own = [figure for figure in group if figure["source_id"] == chosen["source_id"]]
    others = _latest_revisions(
        figure for figure in group if figure["source_id"] != chosen["source_id"]
    )
    return Cell(
        chosen=chosen,
        rivals=tuple(_rival(chosen, other) for other in others),
        revisions=tuple(
            sorted(
                (figure for figure in own if figure is not chosen),
                key=lambda figure: -figure["revision"],
            )
        ),
    )


def _latest_revisions(group: Iterable[Figure]) -> list[Figure]:
    latest: dict[str, Figure] = {}
    for figure in group:
        known = latest.get(figure["source_id"])
        if known is None or known["revision"] < figure["revision"]:
            latest[figure["source_id"]] = figure
    return list(latest.values())


def _rival(chosen: Figure, other: Figure) -> Rival:
    said = [(printed_value(figure), figure["qualifier"]) for figure in (chosen, other)]
    return Rival(other, preference(chosen, other), said[0] == said[1])


def preference(chosen: Mapping[str, Any], other: Mapping[str, Any]) -> Preference:
    """Which rule of the release put ``chosen`` before ``other``; the first that tells them apart.

    The rules: the later revision, official before press, a Vietnamese text before a translation,
    the later publication (a text without a date comes last), and then the order of the files.
    """
    if chosen["revision"] != other["revision"]:
        return "revision"
    if _kind_place(chosen) != _kind_place(other):
        return "kind"
    if (chosen["language"] == "vi") != (other["language"] == "vi"):
        return "language"
    if other["published_on"] is None and chosen["published_on"] is not None:
        return "dated"
    if chosen["published_on"] != other["published_on"]:
        return "published"
    return "order"


def _kind_place(figure: Mapping[str, Any]) -> int:
    kind = figure["source_kind"]
    return KINDS_IN_ORDER.index(kind) if kind in KINDS_IN_ORDER else len(KINDS_IN_ORDER)


def share_check(figure: Mapping[str, Any]) -> ShareCheck | None:
    """The share that the printed counts give, against the printed one; ``None`` without counts.

    ``figure`` is a row of ``profile.area_observations``; only shares in per cent are checked.
    """
    if figure["computed_share"] is None:
        return None
    return ShareCheck(
        figure["numerator"], figure["denominator"], figure["computed_share"], _outcome(figure)
    )


def _outcome(figure: Mapping[str, Any]) -> Outcome:
    if figure["contradicted"]:
        return "contradicts"
    if not is_printed(figure):
        return "computed"
    whole = all(float(figure[part]).is_integer() for part in ("numerator", "denominator"))
    inside = figure["value_low"] <= figure["computed_share"] <= figure["value_high"]
    return "agrees" if whole or inside else "rounded_parts"


def is_printed(figure: Mapping[str, Any]) -> bool:
    """Whether the value can be read off the words that the source prints."""
    printed = figure["as_printed"] or ""
    return bool(
        printed_source_of(
            printed,
            Decimal(str(printed_value(figure))),
            figure["unit"],
            of_plan=is_against_plan(figure["indicator_id"]),
            language=language_of(printed, figure["language"] or "vi"),
        )
    )


def is_translation(figure: Mapping[str, Any]) -> bool:
    """Whether the figure was read in a text that is, or probably is, machine translated."""
    return flagged(figure["source_flags"], MACHINE_TRANSLATION)


def plans(shown: Iterable[Cell]) -> dict[int, list[Figure]]:
    """For each amount the shares of a plan that speak of the same amount, such as revenue.

    Keyed by the amount's ``observation_id``. Same period, and the same revenue: the basis
    ``area`` belongs to ``area.province``, ``own`` to ``own.commune``. An amount with an
    unspecified basis is matched only by an unspecified one.
    """
    known = [cell.chosen for cell in shown]
    shares = [figure for figure in known if pd.notna(figure["amount"])]
    amounts = {share["amount"] for share in shares}
    return {
        figure["observation_id"]: [share for share in shares if _same_amount(figure, share)]
        for figure in known if figure["indicator_id"] in amounts
    }  # fmt: skip


def _same_amount(amount: Figure, share: Figure) -> bool:
    if share["amount"] != amount["indicator_id"]:
        return False
    same_period = all(amount[day] == share[day] for day in ("period_start", "period_end"))
    return same_period and share["basis"].partition(".")[0] == amount["basis"]


def unranked(figure: Mapping[str, Any], *, in_province: bool = False) -> Unranked | None:
    """Why a figure has no place in the nation, or in its province; ``None`` where it has one.

    ``no_direction``: more is neither better nor worse. ``too_few``: fewer than five areas have a
    figure in this set. ``not_contested``: it stands outside the comparison (the nation itself, a
    type of area that the indicator is not for).
    """
    prefix = "province_" if in_province else ""
    if figure[f"{prefix}rank"] is not None:
        return None
    if figure["direction"] == "none":
        return "no_direction"
    reported = figure[f"{prefix}reported"]
    if reported is not None and reported < MINIMUM_REPORTED:
        return "too_few"
    return "not_contested"
