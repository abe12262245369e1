"""The markup of an area's page: lines on which figures stand, the dense table, sources.

Only tags and attributes that Streamlit's sanitiser lets pass, so no drawing as SVG: a line is boxes
placed in per cent. Every text is escaped here. Headings go down from h2 (the page's title is h1).
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from indicators.language import formats
from indicators.language.figure_words import theme_name
from indicators.language.texts import plural_translator, translator
from indicators.open_data.plain_pages.page_shell import anchor, text
from indicators.questions.evidence import Figure
from indicators.views.commune.figures import ShownFigure, headline_first
from indicators.views.commune.source_lines import SourceLine
from indicators.views.commune.spine_line import KINDS, Kind, SpineLine

# The address at which an error of one figure can be told; "" where nobody takes reports.
Report = Callable[[Figure], str]

# The address of the trend of one indicator here; "" leaves the link out.
Trend = Callable[[str], str]

COLUMNS = 6
# What a source that is asked every month gives would fill the page; older ones are in the trend.
MOST_FIGURES = 6


def nobody_takes_reports(_figure: Figure) -> str:
    """The ``Report`` of a site whose operator has named no address."""
    return ""


def no_trend(_indicator_id: str) -> str:
    """The ``Trend`` where there is no page of trends."""
    return ""


# ── a figure on its line ─────────────────────────────────────────────────────────────────────


def line_html(one: ShownFigure, names: dict[Kind, str], lang: str) -> str:
    """The line of one figure with its yardsticks; where there is none, why."""
    if one.line is None:
        return f'<span class="tx-none">{text(one.no_line)}</span>'
    own = "tx-own tx-open" if one.neutral else "tx-own"
    inner = [
        _box("tx-half", one.line.half),
        _box("tx-reach", one.line.reach),
        *(_mark(f"tx-m tx-{mark.kind}", mark.at) for mark in one.line.marks),
        _mark(own, one.line.own),
    ]
    words = text(line_words(one, one.line, names, lang))
    ends = "".join(f"<span>{text(end)}</span>" for end in one.ends)
    return (f'<div class="tx-line" role="img" aria-label="{words}" title="{words}">'
            f'<div class="tx-bar">{"".join(inner)}</div>'
            f'<div class="tx-ends">{ends}</div></div>')  # fmt: skip


def line_words(one: ShownFigure, line: SpineLine, names: dict[Kind, str], lang: str) -> str:
    """The line in words, from its left end to its right one, and the yardsticks on it."""
    _ = translator(lang)
    told = [_("{value}, on a line from {left} to {right}").format(
        value=one.value, left=one.ends[0], right=one.ends[1])]  # fmt: skip
    told += [_("median {group}: {value}").format(group=median.group, value=median.told)
             for median in one.medians if median.told]  # fmt: skip
    sign = "%" if one.figure["unit"] == "%" else ""
    decimals = max(int(one.figure["decimals"]), 0)
    told += [f"{names['threshold']}: {formats.with_unit(mark.value, decimals, sign, lang)}"
             for mark in line.marks if mark.kind == "threshold"]  # fmt: skip
    return "; ".join(told)


def _box(kind: str, ends: tuple[float, float]) -> str:
    left, right = ends
    return f'<i class="{kind}" style="left:{left:g}%;width:{right - left:g}%"></i>'


def _mark(kind: str, at: float) -> str:
    return f'<i class="{kind}" style="left:{at:g}%"></i>'


def legend_html(names: dict[Kind, str], lang: str) -> str:
    """What the signs on the lines mean."""
    _ = translator(lang)
    signs = [("tx-own", _("this place")), ("tx-own tx-open", _("neither better nor worse")),
             *((f"tx-m tx-{kind}", _median_name(kind, names, lang))
               for kind in KINDS if kind in names)]  # fmt: skip
    items = "".join(f'<li><i class="{kind}"></i>{text(word)}</li>' for kind, word in signs)
    half = f'<li><i class="tx-half"></i>{text(_("middle half of the areas"))}</li>'
    way = f"<li>{text(_('better is to the right'))}</li>"
    return f'<ul class="tx-legend">{items}{half}{way}</ul>'


def _median_name(kind: Kind, names: dict[Kind, str], lang: str) -> str:
    if kind == "threshold":
        return names[kind]
    return translator(lang)("median {group}").format(group=names[kind])


# ── the headline figures ─────────────────────────────────────────────────────────────────────


def headline_html(shown: tuple[ShownFigure, ...], names: dict[Kind, str], lang: str) -> str:
    """The headline figures one below the other, each on its line; empty where there is none."""
    found = headline_first(shown)
    if not found:
        return ""
    heading = text(translator(lang)("Headline figures"))
    rows = "".join(_headline_row(one, names, lang) for one in found)
    return (f'<section class="tx"><h2>{heading}</h2>{legend_html(names, lang)}'
            f'<div class="tx-heads">{rows}</div></section>')  # fmt: skip


def _headline_row(one: ShownFigure, names: dict[Kind, str], lang: str) -> str:
    below = " · ".join([*one.about, *_place_words(one, lang)])
    medians = _medians_html(one, lang)
    judged = f"<p>{text(one.verdict)}</p>" if one.verdict else ""
    return (f'<div class="tx-head"><div class="tx-name"><h3>{text(one.name)}</h3>'
            f" <strong>{text(one.value)}</strong><small>{text(below)}</small></div>"
            f'<div class="tx-on">{line_html(one, names, lang)}'
            f"<small>{medians}</small>{judged}</div></div>")  # fmt: skip


def _place_words(one: ShownFigure, lang: str) -> list[str]:
    if not one.nation:
        return []
    return [translator(lang)("place {place} in the country").format(place=one.nation)]


def _medians_html(one: ShownFigure, lang: str) -> str:
    """The medians in numbers, with the areas behind each; those withheld with how few there are."""
    if one.line is None:
        return ""
    _ = translator(lang)
    known = [f"{one_.group} {one_.told} ({formats.number(one_.reported, 0, lang)})"
             for one_ in one.medians if one_.told]  # fmt: skip
    few = [f"{one_.group} ({formats.number(one_.reported, 0, lang)})"
           for one_ in one.medians if not one_.told]  # fmt: skip
    told = [_("Median: {medians}").format(medians=" · ".join(known))] if known else []
    if few:
        told.append(_("too few for a median: {groups}").format(groups=", ".join(few)))
    return text("; ".join(told))


# ── the table ────────────────────────────────────────────────────────────────────────────────


def table_html(
    shown: tuple[ShownFigure, ...], names: dict[Kind, str], lang: str,
    report: Report = nobody_takes_reports, trend: Trend = no_trend,
) -> str:  # fmt: skip
    """All figures in one table: a part a theme, and one for those without any comparison, folded.

    The folding is the browser's own (a box that is ticked or not), and needs no script.
    """
    _, ngettext = translator(lang), plural_translator(lang)
    compared = [one for one in shown if one.compared]
    alone = [one for one in shown if not one.compared]
    parts = [
        _part(
            theme_name(theme, lang),
            rows,
            names,
            lang,
            report,
            trend,
            open_=_begins_open(rows, compared),
        )
        for theme, rows in _by_theme(compared)
    ]
    if alone:
        told = ngettext(
            "{count} figure that nothing can be compared with yet",
            "{count} figures that nothing can be compared with yet",
            len(alone),
        )
        name = told.format(count=formats.number(len(alone), 0, lang))
        parts.append(
            _part(name, alone, names, lang, report, trend, open_=not compared, counted=False)
        )
    legend = "" if headline_first(shown) else legend_html(names, lang)  # else it stands above
    return (f'<section class="tx tx-all"><h2>{text(_("All figures"))}</h2>'
            f"<p>{text(_counted(shown, lang))}</p>{legend}"
            f'<table role="table"><caption class="tx-unseen">{text(_("All figures"))}</caption>'
            f"{_head(lang)}{''.join(parts)}</table></section>")  # fmt: skip


def _counted(shown: tuple[ShownFigure, ...], lang: str) -> str:
    """How many figures there are, from how many sources."""
    _, ngettext = translator(lang), plural_translator(lang)
    sources = len(frozenset().union(*(one.source_ids for one in shown)))
    figures = ngettext("{count} figure", "{count} figures", len(shown)).format(
        count=formats.number(len(shown), 0, lang)
    )
    texts = ngettext("{count} source", "{count} sources", sources).format(
        count=formats.number(sources, 0, lang)
    )
    return _("{figures} from {sources}. The last column opens to where each comes from.").format(
        figures=figures, sources=texts
    )


def _by_theme(shown: list[ShownFigure]) -> list[tuple[str, list[ShownFigure]]]:
    return [(theme, list(rows)) for theme, rows in groupby(shown, key=lambda one: one.theme)]


def _begins_open(rows: list[ShownFigure], all_rows: list[ShownFigure]) -> bool:
    """Whether a theme is unfolded at first: one with a better and a worse; all where none has."""
    judged = [one for one in all_rows if not one.neutral]
    return not judged or any(not one.neutral for one in rows)


def _head(lang: str) -> str:
    _ = translator(lang)
    names = (_("Indicator"), _("Value"), _("Among all areas"), _("Place in the country"),
             _("Place in the province"), _("Source"))  # fmt: skip
    cells = "".join(f'<th scope="col" role="columnheader">{text(name)}</th>' for name in names)
    return f'<thead role="rowgroup"><tr role="row">{cells}</tr></thead>'


def _part(
    name: str, rows: list[ShownFigure], names: dict[Kind, str], lang: str, report: Report,
    trend: Trend, *, open_: bool, counted: bool = True,
) -> str:  # fmt: skip
    """One foldable part of the table under a heading of its own."""
    count = f" · {formats.number(len(rows), 0, lang)}" if counted else ""
    ticked = " checked" if open_ else ""
    head = (f'<tr role="row" class="tx-theme"><th role="rowheader" scope="rowgroup" '
            f'colspan="{COLUMNS}"><h3><label><input type="checkbox"{ticked}>'
            f"{text(name)}{text(count)}</label></h3></th></tr>")  # fmt: skip
    body = "".join(
        _of_indicator(list(of_one), names, lang, report, trend)
        for _id, of_one in groupby(rows, key=lambda one: one.indicator_id)
    )
    return f'<tbody role="rowgroup">{head}{body}</tbody>'


def _of_indicator(
    rows: list[ShownFigure], names: dict[Kind, str], lang: str, report: Report, trend: Trend
) -> str:
    """The latest figures of one indicator, and the way to the older ones."""
    listed = [_row(one, names, lang, report) for one in rows[:MOST_FIGURES]]
    older = len(rows) - MOST_FIGURES
    return "".join([*listed, _older(rows[0], older, lang, trend) if older > 0 else ""])


def _older(one: ShownFigure, count: int, lang: str, trend: Trend) -> str:
    """How many figures of an indicator are not listed, and the way to them."""
    told = plural_translator(lang)("{count} older figure, in its trend",
                                   "{count} older figures, in their trend", count)  # fmt: skip
    words = told.format(count=formats.number(count, 0, lang))
    address = trend(one.indicator_id)
    shown = f'<a href="{text(address)}">{text(words)}</a>' if address else text(words)
    return (f'<tr role="row" class="tx-row"><td role="cell" colspan="{COLUMNS}">'
            f'<span class="tx-unseen">{text(one.name)}: </span>{shown}</td></tr>')  # fmt: skip


def _row(one: ShownFigure, names: dict[Kind, str], lang: str, report: Report) -> str:
    _ = translator(lang)
    plan = f"<small>{text('; '.join(one.against_plan))}</small>" if one.against_plan else ""
    below = " · ".join(one.about)
    if one.apart:
        below += " · " + _("These figures measure different things: never add or compare them.")
    places = [(_("Place in the country"), one.nation), (_("Place in the province"), one.province)]
    cells = "".join(
        f'<td role="cell" class="tx-place{"" if place else " tx-no"}" '
        f'data-label="{text(label)}">{text(place or "–")}</td>'
        for label, place in places
    )
    return (f'<tr role="row" class="tx-row"><th role="rowheader" scope="row">{text(one.name)}'
            f"<small>{text(below)}</small></th>"
            f'<td role="cell" class="tx-value">{text(one.value)}{plan}</td>'
            f'<td role="cell" class="tx-cell">{line_html(one, names, lang)}</td>{cells}'
            f'<td role="cell" class="tx-from">{source_html(one, lang, report)}</td></tr>'
            )  # fmt: skip


# ── the source of a figure ───────────────────────────────────────────────────────────────────


def source_html(one: ShownFigure, lang: str, report: Report = nobody_takes_reports) -> str:
    """The source behind a line with a name of its own: which figure it is of, and the publisher."""
    _ = translator(lang)
    of = _("Source of {indicator}, {circumstances}: ").format(
        indicator=one.name, circumstances=", ".join(one.about))  # fmt: skip
    warned = "".join(f'<b class="tx-warn">{text(word)}</b>' for word in one.warnings)
    beside = [*one.places, *one.yardsticks, *([one.made] if one.made else [])]
    parts = [
        _list(_("Beside others"), [f"<li>{text(told)}</li>" for told in beside]),
        _list("", [_item(line, lang) for line in one.lines]),
        _list(_("Sources of this figure"), [_item(line, lang) for line in one.rivals]),
        _list(_("Earlier entries"), [_item(line, lang) for line in one.revisions]),
    ]
    address = report(one.figure)
    if address:
        parts.append(f'<p><a href="{text(address)}">{text(_("Report an error"))}</a></p>')
    return (f'<details class="tx-src"><summary><span class="tx-unseen">{text(of)}</span>'
            f"{text(one.source)}{warned}</summary>"
            f'<div class="tx-card">{"".join(parts)}</div></details>')  # fmt: skip


def _list(heading: str, items: Sequence[str]) -> str:
    if not items:
        return ""
    named = f"<p><strong>{text(heading)}</strong></p>" if heading else ""
    return f"{named}<ul>{''.join(items)}</ul>"


def _item(line: SourceLine, lang: str) -> str:
    label = f"<b>{text(line.label)}:</b> " if line.label else ""
    told = anchor(line.url, line.text)
    if line.archived:
        told += f" ({anchor(line.archived, translator(lang)('archived copy'))})"
    return f"<li>{label}{told}</li>"


def links_html(pairs: Iterable[tuple[str, str]]) -> str:
    """Addresses on this site with their names, as one line of links."""
    return ", ".join(f'<a href="{text(address)}">{text(name)}</a>' for address, name in pairs)
