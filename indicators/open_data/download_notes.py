"""The notes that go with a download: what it shows, what it leaves out, rules, licence, columns."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from functools import partial
from typing import Any

import pandas as pd

from indicators.judgement import MINIMUM_REPORTED
from indicators.language import formats
from indicators.language.area_words import area_type, group_words, missing_reason
from indicators.language.record_texts import by_language, in_language
from indicators.language.texts import DEFAULT_LANGUAGE, LANGUAGES, translator
from indicators.open_data.download_columns import COLUMNS_BY_NAME, Column
from indicators.questions.ranking import Ranking
from indicators.questions.reporting import Coverage
from indicators.release.citation import LICENCE_NAME, LICENCE_URL, release_citation, release_day
from indicators.sentences.marking import N_

# The same words by language, in the order of ``LANGUAGES``.
Texts = dict[str, str]


@dataclass(frozen=True)
class Note:
    """One note in every language, with a label before it that may be empty."""

    label: str
    told: Texts


@dataclass(frozen=True)
class Section:
    """A titled group of notes."""

    title: Texts
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


# What a file of the whole release displays.
EVERYTHING_SHOWN = N_("All figures of the release, also those that are not the one shown, and "
                      "every revision")  # fmt: skip

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
    N_("In a workbook the second row has the names that the columns have in the other files. Only "
       "the first columns are printed; the others stand to the right of them."),
)  # fmt: skip


def ranking_notes(
    ranking: Ranking, frame: pd.DataFrame, missing: pd.DataFrame, release: dict[str, Any]
) -> Notes:
    """Notes of a ranking's table; ``missing`` as ``download_tables.missing_table`` gives it."""
    indicator = ranking.indicator
    shown = _section(N_("What is displayed"), [
        line(N_("Indicator"), lambda lang: in_language(indicator, "name", lang)),
        line(N_("Definition"), lambda lang: in_language(indicator, "definition", lang)),
        line(N_("Unit"), lambda lang: in_language(indicator, "unit", lang)),
        line(N_("Period"), lambda lang: _period(ranking, lang)),
        line(N_("Basis"), lambda lang: ranking.basis or "–"),
        line(N_("Areas"), lambda lang: " · ".join(filter(None, _chosen(ranking, frame, lang)))),
        line(N_("Ranking"), lambda lang: _whether_ranked(ranking, lang)),
    ])  # fmt: skip
    coverage = _coverage_section(ranking.coverage)
    return _notes((shown, coverage), frame, missing, release, _subject(ranking, frame))


def table_notes(
    shown: Texts,
    frame: pd.DataFrame,
    missing: pd.DataFrame | None,
    release: dict[str, Any],
) -> Notes:
    """Notes of any other table; ``shown`` says in every language what it displays."""
    what = Section(translated(N_("What is displayed")), (Note("", shown), _rows_line(frame)))
    return _notes((what,), frame, missing, release, shown[DEFAULT_LANGUAGE])


def _notes(
    first: tuple[Section, ...],
    frame: pd.DataFrame,
    missing: pd.DataFrame | None,
    release: dict[str, Any],
    subject: str,
) -> Notes:
    sections = (*first, _rules_section(), _licence_section(release), _columns_section(frame))
    citation = release_citation(release, "vi")
    properties = {
        "title": "Thước Xã",
        "subject": subject,
        "comments": citation,
        "keywords": LICENCE_NAME,
        # The file of one release is the same whenever it is made, and after it was built anew.
        "created": datetime.combine(release_day(release), time()),
    }
    return Notes(sections, missing, properties)


def _subject(ranking: Ranking, frame: pd.DataFrame) -> str:
    """What a printed page is headed by: indicator with its unit, period, areas."""
    lang, record = DEFAULT_LANGUAGE, ranking.indicator
    unit = in_language(record, "unit", lang)
    named = in_language(record, "name", lang) + (f" ({unit})" if unit else "")
    parts = (named, _period(ranking, lang), *_chosen(ranking, frame, lang))
    return " · ".join(part for part in parts if part)


def _rules_section() -> Section:
    lines = [
        Note(str(number), translated(rule, count=MINIMUM_REPORTED))
        for number, rule in enumerate(RULES, start=1)
    ]
    return Section(translated(N_("Rules")), tuple(lines))


def _licence_section(release: dict[str, Any]) -> Section:
    lines = [
        line(N_("Licence"), lambda _lang: f"{LICENCE_NAME} – {LICENCE_URL}"),
        line(N_("Cite as"), lambda lang: release_citation(release, lang)),
        line(N_("Release"), lambda _lang: f"{release_day(release)} ({release['release_id']})"),
    ]
    if release["synthetic"]:
        invented = N_("Invented country: every name and figure here is synthetic and says nothing "
                      "about any real place.")  # fmt: skip
        lines.insert(0, Note("SYNTHETIC", translated(invented)))
    each = N_("Each figure is a fact published by the source named in its row; name that source "
              "too.")  # fmt: skip
    lines.append(Note("", translated(each)))
    return Section(translated(N_("Licence and citation")), tuple(lines))


def _columns_section(frame: pd.DataFrame) -> Section:
    known = [COLUMNS_BY_NAME[name] for name in frame.columns if name in COLUMNS_BY_NAME]
    lines = tuple(column_line(column) for column in known)
    return Section(translated(N_("Columns")), lines)


def _coverage_section(coverage: Coverage) -> Section:
    lines = [
        line(N_("Areas that could have a figure"), lambda lang: _count(coverage.applicable, lang)),
        line(N_("Areas that have one"), lambda lang: _count(coverage.reported, lang)),
    ]
    for reason, count in coverage.missing.items():
        lines.append(Note(reason, in_each(partial(_missing, reason, count))))
    return Section(translated(N_("Coverage")), tuple(lines))


def _missing(reason: str, count: int, lang: str) -> str:
    return f"{missing_reason(reason, lang)}: {_count(count, lang)}"


def _rows_line(frame: pd.DataFrame) -> Note:
    return line(N_("Number of rows"), lambda lang: _count(len(frame), lang))


def _count(number: int, lang: str) -> str:
    return formats.number(number, 0, lang)


def _period(ranking: Ranking, lang: str) -> str:
    return formats.period_set(ranking.period.code, lang) if ranking.period else "–"


def _chosen(ranking: Ranking, frame: pd.DataFrame, lang: str) -> list[str | None]:
    """Province, type and group that the filters chose, in words where the table has them."""
    _ = translator(lang)
    province = ranking.province
    if province and len(frame):
        province = str(frame["province"].iloc[0])
    group = ranking.group
    around = group_words(group.among, group.area_code, lang) if group else None
    country = None if group else _("Whole country")
    return [province or country, ranking.among and area_type(ranking.among, lang), around]


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
    return Section(translated(title), tuple(lines))


def line(label: str, words: Callable[[str], object]) -> Note:
    """A labelled note; ``words`` gives the text of a language."""
    return Note(" / ".join(translated(label).values()), in_each(words))


def column_line(column: Column, name: str = "") -> Note:
    """What a column of the file holds; ``name`` where it has another one there."""
    texts = {"vi": column.vi, "en": column.en}
    return Note(name or column.name, in_each(lambda lang: by_language(texts, lang)))


def translated(text: str, **values: object) -> Texts:
    """An English source text in every language, its placeholders filled."""
    return in_each(lambda lang: translator(lang)(text).format(**values))


def in_each(words: Callable[[str], object]) -> Texts:
    """The text that ``words`` gives for each language."""
    return {lang: str(words(lang)) for lang in LANGUAGES}
