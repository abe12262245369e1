"""The plain page of a commune: each figure with its source, what is missing and why."""

from typing import Any

import pandas as pd

from indicators.language import formats
from indicators.language.area_words import area_label, missing_reason
from indicators.language.texts import LANGUAGES, translator
from indicators.open_data.plain_pages.dataset_json_ld import dataset, measured, place
from indicators.open_data.plain_pages.figure_lines import (
    Row,
    ToldFigure,
    circumstances,
    source_link,
    value_words,
)
from indicators.open_data.plain_pages.page_shell import PageLinks, page, text

FOLDER = "xa"


def commune_html(area: Row, rows: list[Row], told: ToldFigure, links: PageLinks,
                 release: dict[str, Any]) -> str:  # fmt: skip
    """The page of ``area`` (a row of today's areas) from the rows of its ``profile.profile``."""
    known = [row for row in rows if not pd.isna(row["value"])]
    missing = [row for row in rows if pd.isna(row["value"])]
    name = f"{FOLDER}/{area['area_code']}"
    sections = {lang: _section(area, known, missing, told, links, lang) for lang in LANGUAGES}
    title = area_label(area, "vi")
    description = _described(area, len(known), "vi")
    content = dataset(
        release, title, description, links.canonical(name),
        spatialCoverage=place(area["name"], str(area["province"]), _number(area["latitude"]),
                              _number(area["longitude"])),
        variableMeasured=[measured(row["name_en"], row["unit_en"], float(row["value"]))
                          for row in known],
    )  # fmt: skip
    return page(name, title, description, sections, links, release, content)


def _described(area: Row, count: int, lang: str) -> str:
    _ = translator(lang)
    return _("{count} sourced figures of {area}, each with its source; what is missing is said.")\
        .format(count=formats.number(count, 0, lang), area=area_label(area, lang))  # fmt: skip


def _section(area: Row, known: list[Row], missing: list[Row], told: ToldFigure, links: PageLinks,
             lang: str) -> str:  # fmt: skip
    _ = translator(lang)
    lines = [f"<h1>{text(area_label(area, lang))}</h1>",
             f"<p>{text(_described(area, len(known), lang))}</p>",
             *_to_its_province(area, links, lang)]  # fmt: skip
    if known:
        heads = (_("Indicator"), _("Value"), _("Period"), _("Rank"), _("Source"))
        cells = "".join(f'<th scope="col">{text(head)}</th>' for head in heads)
        lines.append(f"<table>\n<thead><tr>{cells}</tr></thead>\n<tbody>")
        lines += [_line(row, told, links, lang) for row in known]
        lines.append("</tbody>\n</table>")
    if missing:
        lines.append(f"<h2>{text(_('What is not known'))}</h2>\n<ul>")
        for reason in sorted({str(row["missing_reason"]) for row in missing}):
            names = ", ".join(told.names[row["indicator_id"], lang] for row in missing
                              if row["missing_reason"] == reason)  # fmt: skip
            lines.append(f"<li>{text(missing_reason(reason, lang))}: {text(names)}</li>")
        lines.append("</ul>")
    return "\n".join(lines) + "\n"


def _to_its_province(area: Row, links: PageLinks, lang: str) -> list[str]:
    """The way to the page of the province, where there is one."""
    if links.province is None:
        return []
    told = translator(lang)("{province}: every commune at a glance").format(
        province=area["province"]
    )
    return [f'<p><a href="{text(links.province(area["province_code"]))}">{text(told)}</a></p>']


def _line(row: Row, told: ToldFigure, links: PageLinks, lang: str) -> str:
    address = text(links.link(f"chi-tieu/{row['indicator_id']}"))
    name = text(told.names[row["indicator_id"], lang])
    return (f'<tr><th scope="row"><a href="{address}">{name}</a></th>'
            f'<td class="number">{text(value_words(row, told, lang))}</td>'
            f"<td>{circumstances(row, told, lang)}</td><td>{place_words(row, lang)}</td>"
            f"<td>{source_link(row, told, lang)}</td></tr>")  # fmt: skip


def place_words(row: Row, lang: str) -> str:
    """The place with its interval among the areas that have a figure; a dash where unranked."""
    if pd.isna(row["rank"]):
        return "–"
    interval = formats.rank_interval(row["rank"], row["rank_low"], row["rank_high"], lang)
    return text(f"{interval} / {formats.number(row['reported'], 0, lang)}")


def _number(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)
