"""The notes that go with a download: what it shows, what it leaves out, rules, licence, columns."""

from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

import pandas as pd

from indicators.judgement import MINIMUM_REPORTED
from indicators.language import formats
from indicators.language.area_words import area_type, missing_reason
from indicators.language.texts import mark as N_  # noqa: N812  the name that Babel looks for
from indicators.language.texts import translator
from indicators.open_data.download_columns import COLUMNS_BY_NAME
from indicators.questions.ranking import Coverage, Ranking
from indicators.release.citation import LICENCE_NAME, LICENCE_URL, release_citation, release_day


@dataclass(frozen=True)
class Note:
    """One note in both languages, with a label before it that may be empty."""

    label: str
    vi: str
    en: str


@dataclass(frozen=True)
class Section:
    """A titled group of notes."""

    title_vi: str
    title_en: str
    lines: tuple[Note, ...]


@dataclass(frozen=True)
class Notes:
    """Everything beside the data: sections of text, and the areas without a figure.

    ``missing`` is a frame with ``MISSING_COLUMNS`` or ``None``; ``properties`` are those of a
    workbook's file.
    """

    sections: tuple[Section, ...]
    missing: pd.DataFrame | None
    properties: dict[str, Any]


# What a file of the whole release displays, in Vietnamese and English.
EVERYTHING_SHOWN = (
    "Mọi số liệu của bản phát hành, kể cả số không được chọn để hiển thị và các lần sửa",
    "All figures of the release, also those that are not the one shown, and every revision",
)

RULES = (
    N_("Joint places: equal values share the best place (1, 2, 2, 4). Places are computed on "
       "values before rounding."),
    N_("Each printed figure stands for an interval. rank_low and rank_high are the best and the "
       "worst place that the intervals of all areas allow; areas whose intervals overlap cannot "
       "be told apart."),
    N_("Figures of a part of a year are never ranked with figures of a full year, and figures on "
       "different bases are never ranked together."),
    N_("With fewer than {count} areas, or where more is neither better nor worse, there are "
       "values but no places."),
    N_("An empty cell means missing. It never means 0."),
    N_("A text cell that begins with =, +, - or @ has an apostrophe before it, so that no "
       "spreadsheet calculates it."),
)  # fmt: skip


def ranking_notes(
    ranking: Ranking, frame: pd.DataFrame, missing: pd.DataFrame, release: dict[str, Any]
) -> Notes:
    """Notes of a ranking's table; ``missing`` as ``download_tables.missing_table`` gives it."""
    indicator = ranking.indicator
    shown = _section(N_("What is displayed"), [
        _line(N_("Indicator"), lambda lang: indicator[f"name_{lang}"]),
        _line(N_("Definition"), lambda lang: indicator[f"definition_{lang}"]),
        _line(N_("Unit"), lambda lang: indicator["unit_en" if lang == "en" else "unit"]),
        _line(N_("Period"), lambda lang: _period(ranking, lang)),
        _line(N_("Basis"), lambda lang: ranking.basis or "–"),
        _line(N_("Areas"), lambda lang: " · ".join(filter(None, _chosen(ranking, frame, lang)))),
        _line(N_("Ranking"), lambda lang: _whether_ranked(ranking, lang)),
    ])  # fmt: skip
    coverage = _coverage_section(ranking.coverage)
    return _notes((shown, coverage), frame, missing, release)


def table_notes(
    shown: tuple[str, str],
    frame: pd.DataFrame,
    missing: pd.DataFrame | None,
    release: dict[str, Any],
) -> Notes:
    """Notes of any other table; ``shown`` says in Vietnamese and English what it displays."""
    what = Section(*_both(N_("What is displayed")), (Note("", *shown), _rows_line(frame)))
    return _notes((what,), frame, missing, release)


def _notes(
    first: tuple[Section, ...],
    frame: pd.DataFrame,
    missing: pd.DataFrame | None,
    release: dict[str, Any],
) -> Notes:
    sections = (*first, _rules_section(), _licence_section(release), _columns_section(frame))
    citation = release_citation(release, "vi")
    properties = {
        "title": "Thước Xã",
        "comments": citation,
        "keywords": LICENCE_NAME,
        # The file of one release is the same whenever it is made, and after it was built anew.
        "created": datetime.combine(release_day(release), time()),
    }
    return Notes(sections, missing, properties)


def _rules_section() -> Section:
    lines = [
        Note(str(number), *(text.format(count=MINIMUM_REPORTED) for text in _both(rule)))
        for number, rule in enumerate(RULES, start=1)
    ]
    return Section(*_both(N_("Rules")), tuple(lines))


def _licence_section(release: dict[str, Any]) -> Section:
    lines = [
        _line(N_("Licence"), lambda _lang: f"{LICENCE_NAME} – {LICENCE_URL}"),
        _line(N_("Cite as"), lambda lang: release_citation(release, lang)),
        _line(N_("Release"), lambda _lang: f"{release_day(release)} ({release['release_id']})"),
    ]
    if release["synthetic"]:
        invented = N_("Invented country: every name and figure here is synthetic and says nothing "
                      "about any real place.")  # fmt: skip
        lines.insert(0, Note("SYNTHETIC", *_both(invented)))
    each = N_("Each figure is a fact published by the source named in its row; name that source "
              "too.")  # fmt: skip
    lines.append(Note("", *_both(each)))
    return Section(*_both(N_("Licence and citation")), tuple(lines))


def _columns_section(frame: pd.DataFrame) -> Section:
    known = [COLUMNS_BY_NAME[name] for name in frame.columns if name in COLUMNS_BY_NAME]
    lines = tuple(Note(column.name, column.vi, column.en) for column in known)
    return Section(*_both(N_("Columns")), lines)


def _coverage_section(coverage: Coverage) -> Section:
    lines = [
        _line(N_("Areas that could have a figure"), lambda lang: _count(coverage.applicable, lang)),
        _line(N_("Areas that have one"), lambda lang: _count(coverage.reported, lang)),
    ]
    for reason, count in coverage.missing.items():
        vi, en = (missing_reason(reason, lang) for lang in ("vi", "en"))
        lines.append(Note(reason, f"{vi}: {_count(count, 'vi')}", f"{en}: {_count(count, 'en')}"))
    return Section(*_both(N_("Coverage")), tuple(lines))


def _rows_line(frame: pd.DataFrame) -> Note:
    return _line(N_("Number of rows"), lambda lang: _count(len(frame), lang))


def _count(number: int, lang: str) -> str:
    return formats.number(number, 0, lang)


def _period(ranking: Ranking, lang: str) -> str:
    return formats.period_set(ranking.period.code, lang) if ranking.period else "–"


def _chosen(ranking: Ranking, frame: pd.DataFrame, lang: str) -> tuple[str | None, str | None]:
    """Province and type that the filters chose, in words where the table has them."""
    _ = translator(lang)
    province = ranking.province
    if province and len(frame):
        province = str(frame["province"].iloc[0])
    return province or _("Whole country"), ranking.among and area_type(ranking.among, lang)


def _whether_ranked(ranking: Ranking, lang: str) -> str:
    _ = translator(lang)
    reasons = {
        None: _("ranked"),
        "no_direction": _("not ranked: more is neither better nor worse"),
        "mixed_bases": _("not ranked: the figures are measured against different bases"),
        "mixed_periods": _("not ranked: the figures cover parts of a year of different length"),
        "too_few": _("not ranked: fewer than {count} areas").format(count=MINIMUM_REPORTED),
    }
    return reasons[ranking.not_ranked_because]


def _section(title: str, lines: list[Note]) -> Section:
    return Section(*_both(title), tuple(lines))


def _line(label: str, words: Any) -> Note:
    """A labelled note; ``words`` gives the text of a language."""
    labels = _both(label)
    return Note(f"{labels[0]} / {labels[1]}", str(words("vi")), str(words("en")))


def _both(text: str) -> tuple[str, str]:
    return translator("vi")(text), translator("en")(text)
