"""Small pieces of HTML of the province page: links and real tables, of escaped texts."""

from collections.abc import Sequence
from html import escape

from indicators.charts.palette import palette


def link(text: str, address: str) -> str:
    """A link that opens in the same tab."""
    style = "color:inherit;text-decoration:underline"
    return f'<a href="{escape(address)}" target="_self" style="{style}">{escape(text)}</a>'


def table(caption: str, headings: Sequence[str], rows: Sequence[Sequence[str]], dark: bool) -> str:
    """A table whose first column names the row; cells are HTML already, the rest is text."""
    line = f"border-bottom:1px solid {palette(dark).grid}"
    head = "".join(
        f'<th scope="col" style="text-align:left;padding:4px 10px 4px 0;{line}">{escape(one)}</th>'
        for one in headings
    )
    body = "".join(
        "<tr>"
        f'<th scope="row" style="text-align:left;font-weight:500;padding:4px 10px 4px 0;{line}">'
        f"{row[0]}</th>"
        + "".join(f'<td style="padding:4px 10px 4px 0;{line}">{cell}</td>' for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return (
        f'<div tabindex="0" role="region" aria-label="{escape(caption)}" '
        'style="overflow-x:auto"><table style="border-collapse:collapse;font-size:14px">'
        f'<caption style="text-align:left;font-weight:600;padding:0 0 6px">{escape(caption)}'
        f"</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )
