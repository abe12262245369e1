"""What a ranking answers, as HTML in the page itself: to be read before any script has run.

Streamlit's page is empty until its scripts have come, have connected and a run has answered. Here
the answer of the address travels with the page: title, verdict, and the first rows with their dots,
which a style sheet alone draws. The table of the page takes its place as soon as it is there. It
is the same view (``views.ranking``), made once for both.
"""

import logging
import threading
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from indicators.errors import UnknownNameError
from indicators.language.texts import DEFAULT_LANGUAGE, known_language
from indicators.open_data.answers.faults import QuestionError
from indicators.questions.periods import ALL_BASES
from indicators.questions.ranking import level_of
from indicators.release.store import ReleaseError, Store
from indicators.settings import ROOT
from indicators.views.filter_labels import (
    AREA_TYPES,
    default_indicator,
    period_options,
    province_labels,
)
from indicators.views.ranking import RankingView, ranking_view
from indicators.views.ranking_headings import column_headings, group_heading, title
from indicators.views.verdict_words import with_links
from indicators.web.api.served_release import server_releases
from indicators.web.navigation import COMMUNE

# As many rows as a tall screen shows.
ROWS = 30
# A page that asks for more than this shows something else first, or stands in a frame.
ELSEWHERE = ("embed", "view")
# Answers that are being made at once; whoever comes then is given the page alone, as before.
MOST_AT_ONCE = 2

HERE = Path(__file__).resolve().parent
TABLE_STYLE = HERE / "answer_table.css"
STRIP_STYLE = HERE / "answer_strip.css"

_free = threading.BoundedSemaphore(MOST_AT_ONCE)
_log = logging.getLogger(__name__)


def first_answer(query: Mapping[str, str]) -> str:
    """The answer of the ranking page to the keys of its address.

    "" where the page shows something else, where nothing is known, and where the release cannot be
    asked: the page says so itself.
    """
    if any(query.get(key) for key in ELSEWHERE):
        return ""
    if not _free.acquire(blocking=False):
        return ""
    try:
        store = server_releases().opening(query.get("release") or None).store
        return _answer(store, query, known_language(query.get("lang")))
    except (OSError, ReleaseError, QuestionError, UnknownNameError) as error:
        _log.info("no first answer: %s", error)
        return ""
    finally:
        _free.release()


def asked_question(store: Store, query: Mapping[str, str], lang: str) -> dict[str, str | None]:
    """What the filters of the page would ask for: a value that is none falls back, as there."""
    area_type = query.get("area_type") if query.get("area_type") in AREA_TYPES else None
    area_type = area_type or None  # the first of them is no type: all communes
    level = level_of(area_type)
    province = query.get("province") if query.get("province") in province_labels(store) else None
    known = store.kept("known_indicators")
    known = set(known.loc[known["areas"] > 0, "indicator_id"])
    indicator = query.get("indicator")
    indicator = indicator if indicator in known else default_indicator(store)
    choices = store.kept("period_choices", indicator_id=indicator, level=level)
    bases = set(choices["basis"]) - {ALL_BASES}
    basis = query.get("basis") if query.get("basis") in bases and len(bases) > 1 else None
    options = period_options(store, indicator_id=str(indicator), level=level, basis=basis,
                             lang=lang, province=province or "")  # fmt: skip
    year = None
    if options is not None:
        year = query["year"] if query.get("year") in options.labels else options.default
    return {"indicator_id": indicator, "year": year, "province": province, "area_type": area_type,
            "basis": basis}  # fmt: skip


def _answer(store: Store, query: Mapping[str, str], lang: str) -> str:
    asked: Any = asked_question(store, query, lang)
    view = ranking_view(store, **asked, page=1, lang=lang)
    if not view.groups:
        return ""
    kept = {"lang": lang if lang != DEFAULT_LANGUAGE else "", "release": query.get("release")}
    more = urlencode({key: value for key, value in kept.items() if value})

    before, after = f"{COMMUNE.path}?area=", f"&{more}" if more else ""

    def link(code: str) -> str:
        return f"{before}{quote(code)}{after}"

    province = province_labels(store).get(view.head.province or "")
    heading = escape(title(view, province, lang))
    strip = with_links(view.strip, before, after)
    return (
        f'<section id="first-answer" aria-label="{heading}"><h1>{heading}</h1>{strip}'
        f'<div class="first-table">{_table(view, link, lang)}</div></section>'
    )


def _table(view: RankingView, link: Any, lang: str) -> str:
    """The first rows of all groups, as the script of the table draws them, but for its boxes."""
    headings = column_headings(view, lang)
    names = [name for name in headings if name != "choose"]
    head = "".join(
        '<td class="draw"></td>' if name == "draw"  # the script writes the ends of the scale here
        else f'<th class="{name}" scope="col">{escape(headings[name])}</th>' for name in names
    )  # fmt: skip
    body, left = "", ROWS
    for group in view.groups:
        if left > 0 and (told := group_heading(view, group, lang)):
            body += (f'<tr class="group"><th colspan="{len(names)}" scope="rowgroup">'
                     f"{escape(told)}</th></tr>")  # fmt: skip
        rows = group.rows if left > 0 else ()
        body += "".join(_row(row, names, link) for row in rows[: max(left, 0)])
        left -= len(rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _row(row: Mapping[str, Any], names: Sequence[str], link: Any) -> str:
    """One row with the cells that ``names`` lists."""
    return f'<tr class="figure">{"".join(_cell(name, row, link) for name in names)}</tr>'


def _cell(name: str, row: Mapping[str, Any], link: Any) -> str:
    made = _CELLS.get(name)
    return made(row, link) if made else f'<td class="{name}">{escape(row[name])}</td>'


def _area(row: Mapping[str, Any], link: Any) -> str:
    """The name as a link; below it, on a narrow screen, what its columns would say."""
    more = _joined(row, "where", "period", "source")
    return (f'<th class="area" scope="row"><a href="{escape(link(row["code"]))}">'
            f'{escape(row["name"])}</a><span class="where">{escape(row["where"])}</span>'
            f'<span class="more">{more}</span></th>')  # fmt: skip


def _value(row: Mapping[str, Any], _link: Any) -> str:
    sign = ""
    if row.get("sign"):
        sign = f'<span class="sign {row["outcome"]}" aria-hidden="true">{row["sign"]}</span> '
    judged = f'<span class="unseen">, {escape(row["judged"])}</span>' if row.get("judged") else ""
    return f'<td class="value">{sign}{escape(row["value"])}{judged}</td>'


def _joined(row: Mapping[str, Any], *names: str) -> str:
    return escape(" · ".join(row[name] for name in names if row[name]))


_CELLS: dict[str, Callable[[Mapping[str, Any], Any], str]] = {
    "area": _area,
    "value": _value,
    "draw": lambda row, _link: (
        f'<td class="draw"><div class="plot" aria-hidden="true">{_plot(row)}</div></td>'
    ),
    "print": lambda row, _link: f'<td class="print">{_joined(row, "print", "note")}</td>',
}


def _plot(row: Mapping[str, Any]) -> str:
    """From back to front: yardstick, share of the year gone, interval, dot, its sign."""
    marks = [(name, row[name], "") for name in ("line", "tick") if name in row]
    marks.append(("band", row["low"], f";width:{max(0, row['high'] - row['low']):g}%"))
    marks.append((f"dot {row.get('outcome', '')}", row["dot"], ""))
    drawn = "".join(f'<span class="{name.strip()}" style="left:{place:g}%{more}"></span>'
                    for name, place, more in marks)  # fmt: skip
    if "beyond" not in row:
        return drawn
    side = "beyond" if row["dot"] else "beyond first"
    return f'{drawn}<span class="{side}" style="left:{row["dot"]:g}%">{row["beyond"]}</span>'


@cache
def first_answer_head() -> str:
    """What the head of such a page holds: the style of the answer, and the script that ends it."""
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))["theme"]
    names = {"text-color": "textColor", "border-color": "borderColor", "link-color": "linkColor",
             "secondary-background-color": "secondaryBackgroundColor",
             "primary-color": "primaryColor", "background-color": "backgroundColor"}  # fmt: skip
    colours = "".join(f"--st-{name}:light-dark({theme['light'][key]},{theme['dark'][key]});"
                      for name, key in names.items())  # fmt: skip
    parts = [(HERE / "first_answer.css").read_text("utf-8"),
             f"#first-answer{{{colours}font-family:{theme['font']}}}",
             f"@scope (#first-answer){{{TABLE_STYLE.read_text('utf-8')}}}",
             STRIP_STYLE.read_text("utf-8")]  # fmt: skip
    script = (HERE / "first_answer.js").read_text("utf-8")
    return f"<style>{''.join(parts)}</style><script>{script}</script>"
