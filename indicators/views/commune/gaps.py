"""What is not known about an area, by reason: the headline indicators first, the others folded."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

import pandas as pd

from indicators.language import formats
from indicators.language.figure_words import theme_name
from indicators.language.record_texts import in_language
from indicators.language.texts import plural_translator, translator
from indicators.open_data.plain_pages.page_shell import text


def gaps_html(unknown: Mapping[str, pd.DataFrame], lang: str) -> str:
    """The indicators without a figure in the usual set, one line a reason; empty where all are.

    ``unknown`` is ``profile.unknown_by_reason`` of one area.
    """
    if not unknown:
        return ""
    _ = translator(lang)
    told = _("A missing figure is not a zero and not a bad mark: nobody has entered one from a "
             "source that can be named.")  # fmt: skip
    reasons = "".join(_of_reason(reason, rows, lang) for reason, rows in unknown.items())
    return (f'<section class="tx tx-gaps"><h2>{text(_("What is not known"))}</h2>'
            f"<p>{text(told)}</p>{reasons}</section>")  # fmt: skip


def _of_reason(reason: str, rows: pd.DataFrame, lang: str) -> str:
    headline, others = rows[rows["headline"]], rows[~rows["headline"]]
    named = "; ".join(_names(headline, lang))
    counted = _counted(len(others), bool(named), lang) if len(others) else ""
    # Lines that open must differ in their names: each says its reason.
    told = " · ".join(part for part in (named, counted) if part)
    line = f"<strong>{text(reason_sentence(reason, lang))}:</strong> {text(told)}"
    if others.empty:
        return f"<p>{line}</p>"
    return f"<details><summary>{line}</summary><ul>{_by_theme(others, lang)}</ul></details>"


def reason_sentence(reason: str, lang: str) -> str:
    """Why these indicators have no figure, as the opening of a list."""
    _ = translator(lang)
    return {
        "not_reported": _("No figure found"),
        "other_basis_only": _("Figures above, but on another basis than the one compared"),
        "other_period_only": _("Figures above, but for another period than the one compared"),
        "not_applicable": _("Does not apply to this type of area"),
    }[reason]


def _counted(count: int, after_headline: bool, lang: str) -> str:
    ngettext = plural_translator(lang)
    if after_headline:
        told = ngettext("{count} more indicator", "{count} more indicators", count)
    else:
        told = ngettext("{count} indicator", "{count} indicators", count)
    return told.format(count=formats.number(count, 0, lang))


def _names(rows: pd.DataFrame, lang: str) -> list[str]:
    return [str(in_language(row, "name", lang)) for row in rows.to_dict("records")]


def _by_theme(rows: pd.DataFrame, lang: str) -> str:
    """One item per theme."""
    items = []
    for theme, of_theme in groupby(rows.to_dict("records"), key=_theme):
        names = "; ".join(_names(pd.DataFrame(of_theme), lang))
        items.append(f"<li><b>{text(theme_name(theme, lang))}:</b> {text(names)}</li>")
    return "".join(items)


def _theme(row: dict[Any, Any]) -> str:
    return str(row["theme"])
