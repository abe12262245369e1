"""The plain page of one indicator: what it means, who has a figure, the ranking with sources."""

from typing import Any

from indicators.language import formats
from indicators.language.area_words import missing_reason
from indicators.language.record_texts import in_language
from indicators.language.texts import LANGUAGES, translator
from indicators.open_data.plain_pages.commune_html import FOLDER as AREA_FOLDER
from indicators.open_data.plain_pages.commune_html import place_words
from indicators.open_data.plain_pages.dataset_json_ld import dataset, measured
from indicators.open_data.plain_pages.figure_lines import (
    Row,
    ToldFigure,
    circumstances,
    source_link,
    value_words,
)
from indicators.open_data.plain_pages.page_shell import PageLinks, page, text
from indicators.questions.ranking import Ranking

FOLDER = "chi-tieu"

# A page of more lines is slow on a telephone; the file of the indicator has them all.
MOST_LINES = 300


def indicator_html(ranking: Ranking, told: ToldFigure, links: PageLinks,
                   release: dict[str, Any]) -> str:  # fmt: skip
    """The page of the indicator of ``ranking``, which is the one in its default set."""
    indicator = told.indicators[ranking.indicator["indicator_id"]]
    name = f"{FOLDER}/{indicator['indicator_id']}"
    lines = [] if ranking.rows.empty else ranking.rows.head(MOST_LINES).to_dict("records")
    sections = {lang: _section(ranking, indicator, lines, told, links, lang) for lang in LANGUAGES}
    title = str(in_language(indicator, "name", "vi"))
    description = str(in_language(indicator, "definition", "vi"))
    content = dataset(
        release, title, description, links.canonical(name),
        variableMeasured=[measured(indicator["name_en"], indicator["unit_en"])],
        measurementTechnique=str(in_language(indicator, "formula", "en")),
    )  # fmt: skip
    return page(name, title, description, sections, links, release, content)


def _section(
    ranking: Ranking, indicator: Row, rows: list[dict[Any, Any]], told: ToldFigure,
    links: PageLinks, lang: str,
) -> str:  # fmt: skip
    _ = translator(lang)
    lines = [f"<h1>{text(in_language(indicator, 'name', lang))}</h1>", "<dl>"]
    for label, field in ((_("Definition"), "definition"), (_("Formula"), "formula"),
                         (_("Unit"), "unit")):  # fmt: skip
        lines.append(f"<dt>{text(label)}</dt><dd>{text(in_language(indicator, field, lang))}</dd>")
    lines += [*_coverage(ranking, lang), "</dl>"]
    if rows:
        heads = (_("Rank"), _("Area"), _("Value"), _("Period"), _("Source"))
        cells = "".join(f'<th scope="col">{text(head)}</th>' for head in heads)
        lines.append(f"<table>\n<thead><tr>{cells}</tr></thead>\n<tbody>")
        lines += [_line(row | {"indicator_id": indicator["indicator_id"]}, ranking, told, links,
                        lang) for row in rows]  # fmt: skip
        lines.append("</tbody>\n</table>")
    if more := len(ranking.rows) - len(rows):
        told_more = _("{count} more areas have a figure: the file of the indicator has all.")
        lines.append(f"<p>{text(told_more.format(count=formats.number(more, 0, lang)))}</p>")
    return "\n".join(lines) + "\n"


def _coverage(ranking: Ranking, lang: str) -> list[str]:
    _ = translator(lang)
    counts = [
        (_("Areas that could have a figure"), ranking.coverage.applicable),
        (_("Areas that have one"), ranking.coverage.reported),
        *((missing_reason(code, lang), count) for code, count in ranking.coverage.missing.items()),
    ]
    return [f"<dt>{text(label)}</dt><dd>{formats.number(count, 0, lang)}</dd>"
            for label, count in counts]  # fmt: skip


def _line(row: Row, ranking: Ranking, told: ToldFigure, links: PageLinks, lang: str) -> str:
    label = text(f"{row['name']} ({row['province']})" if isinstance(row["province"], str)
                 else row["name"])  # fmt: skip
    if len(str(row["area_code"])) == 5:  # a commune has a page of its own
        address = text(links.link(f"{AREA_FOLDER}/{row['area_code']}"))
        label = f'<a href="{address}">{label}</a>'
    period_set = ranking.period.code if ranking.period else ""
    known = {"period_set": period_set, "reported": len(ranking.rows)} | dict(row)
    return (f"<tr><td>{place_words(known, lang)}</td><td>{label}</td>"
            f'<td class="number">{text(value_words(known, told, lang))}</td>'
            f"<td>{circumstances(known, told, lang)}</td>"
            f"<td>{source_link(known, told, lang)}</td></tr>")  # fmt: skip
