"""The rug of a few areas on a narrow screen: a card per indicator, a line per area in it.

Each card is a table of its own, so that nothing has to be moved sideways. What the cells say is the
rug's: value, sign and judgement in words; a missing figure has a dashed edge and tells its reason.
"""

from collections.abc import Callable
from dataclasses import asdict
from html import escape

from indicators.charts.palette import palette
from indicators.language import formats
from indicators.language.area_words import area_place
from indicators.language.texts import plural_translator
from indicators.views.rug import Rug, RugCell, RugColumn, RugRow
from indicators.views.words import direction_sentence

# Up to this width of the window the cards stand in place of the rug.
NARROW_PIXELS = 640


def cards_html(drawn: Rug, *, link: Callable[[str], str], dark: bool) -> str:
    """All cards of a rug as HTML without a script; every text is escaped.

    ``link`` gives the address of an area's page. Indicators without better and worse are folded
    below those that are judged.
    """
    judged = [column for column in drawn.columns if column.direction != "none"]
    others = [column for column in drawn.columns if column.direction == "none"]
    shown, folded = (judged, others) if judged else (others, [])
    cards = "".join(_card(drawn, column, link) for column in shown)
    more = "".join(_card(drawn, column, link) for column in folded)
    return (f'<style>{_style(dark)}</style><div class="cards">{cards}'
            f"{_folded(more, len(folded), drawn.lang)}</div>")  # fmt: skip


def _folded(cards: str, count: int, lang: str) -> str:
    if not count:
        return ""
    told = plural_translator(lang)(
        "{count} more indicator, without better and worse",
        "{count} more indicators, without better and worse",
        count,
    ).format(count=formats.number(count, 0, lang))
    return f"<details><summary>{escape(told)}</summary>{cards}</details>"


def only_wide(key: str) -> str:
    """The style that hides the container of this key where the cards are shown."""
    return (f"<style>@media (max-width: {NARROW_PIXELS}px) "
            f"{{ .st-key-{escape(key)} {{ display: none; }} }}</style>")  # fmt: skip


def _card(drawn: Rug, column: RugColumn, link: Callable[[str], str]) -> str:
    """One indicator; what is remarked of all its figures stands once, below its name."""
    cells = [drawn.cell(row.area_code, column.indicator_id) for row in drawn.rows]
    remarks = {cell.remarks for cell in cells if cell.value is not None}
    common = remarks.pop() if len(remarks) == 1 else ""
    about = [column.unit, column.period, column.basis, common,
             direction_sentence(column.direction, drawn.lang)]  # fmt: skip
    told = escape(" · ".join(part for part in about if part))
    lines = "".join(
        _line(row, cell, _own(column, cell, common), link, drawn.lang)
        for row, cell in zip(drawn.rows, cells, strict=True)
    )
    return (
        f"<table><caption>{escape(column.name)}<small>{told}</small></caption>"
        f"<tbody>{lines}</tbody></table>"
    )


def _own(column: RugColumn, cell: RugCell, common: str) -> list[str]:
    """What one figure tells for itself: period and basis where they are not the column's."""
    own = [cell.period, cell.basis] if column.apart else []
    return [*own, "" if common else cell.remarks]


def _line(row: RugRow, cell: RugCell, own: list[str], link: Callable[[str], str], lang: str) -> str:
    where = area_place(asdict(row), lang)
    neutral = cell.judgement.reason == "no_direction"  # the heading has said so
    told = escape(" · ".join(part for part in ("" if neutral else cell.word, *own) if part))
    if cell.kind == "elsewhere":
        told = f'<a href="{escape(link(row.area_code))}" target="_self">{told}</a>'
    value = f"<b>{escape(cell.value_text)}</b>" if cell.value is not None else ""
    sign = "" if neutral else f' <span aria-hidden="true">{escape(cell.sign)}</span>'
    return (
        f'<tr class="{escape(cell.kind)}"><th scope="row">{escape(row.name)}'
        f"<small>{escape(where)}</small></th>"
        f"<td>{value}{sign}<small>{told}</small></td></tr>"
    )


def _style(dark: bool) -> str:
    """Colours by the judgement, which sign and words tell as well."""
    colours = palette(dark)
    return f"""
.cards {{ display: none; color: {colours.ink}; }}
@media (max-width: {NARROW_PIXELS}px) {{ .cards {{ display: grid; gap: 16px; }} }}
.cards table {{ width: 100%; border-collapse: collapse; table-layout: fixed; }}
.cards details table {{ margin-top: 16px; }}
.cards summary {{ min-height: 40px; line-height: 40px; cursor: pointer; }}
.cards caption {{ text-align: left; font-weight: 600; padding: 0 0 6px; }}
.cards small {{ display: block; font-weight: 400; color: {colours.muted}; font-size: 13px; }}
.cards th, .cards td {{ padding: 6px 8px; text-align: left; vertical-align: top; font-weight: 500;
  border: 1px solid {colours.grid}; overflow-wrap: anywhere; }}
.cards td small {{ color: {colours.ink}; }}
.cards .better td {{ background: {colours.better_fill}; }}
.cards .worse td {{ background: {colours.worse_fill}; }}
.cards .same td, .cards .unknown td {{ background: {colours.neutral_fill}; }}
.cards .missing td {{ border-style: dashed; border-color: {colours.missing}; }}
.cards .not_applicable td {{ background: {colours.outside}; }}
.cards a {{ color: inherit; text-decoration: underline; text-underline-offset: 3px; }}
"""
