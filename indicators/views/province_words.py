"""The findings about a province in sentences."""

from indicators.language import formats
from indicators.language.judgement_words import against_words
from indicators.language.texts import plural_translator, translator
from indicators.views.province_findings import ProvinceFinding
from indicators.views.rug import Rug, RugColumn


def finding_sentence(found: ProvinceFinding, drawn: Rug) -> str:
    """One finding in the language of the rug; it names indicator, period and coverage."""
    return {
        "judged": _judged,
        "surely_first": _surely_first,
        "nowhere": _nowhere,
    }[found.code](found, drawn)


def _judged(found: ProvinceFinding, drawn: Rug) -> str:
    _, column = translator(drawn.lang), _column(drawn, found)
    counts = {code: _number(found.counts.get(code, 0), drawn)
              for code in ("better", "worse", "same", "unknown", "not_judged")}  # fmt: skip
    pattern = {
        "threshold": _("threshold reached {better}, not reached {worse}"),
        "median": _("better than the {median} {better}, worse {worse}"),
        "either": _("better than the threshold or the {median} {better}, worse {worse}"),
    }[found.yardstick]
    told = [pattern.format(median=against_words(drawn.against, drawn.lang), **counts)]
    told += [
        words.format(**counts)
        for code, words in (
            ("same", _("at it {same}")),
            ("unknown", _("cannot be told {unknown}")),
            ("not_judged", _("not judged {not_judged}")),
        )
        if found.counts.get(code)
    ]
    sentence = f"{_head(column, drawn)}: {', '.join(told)}."
    if found.area_codes:
        sentence += " " + _("Farthest behind: {areas}.").format(areas=_named(found, drawn))
    return sentence


def _surely_first(found: ProvinceFinding, drawn: Rug) -> str:
    _, column = translator(drawn.lang), _column(drawn, found)
    pattern = {
        "higher": _("{area} is surely first"),
        "lower": _("{area} is surely first (less is better)"),
        "none": _("{area} has surely the most, which is neither better nor worse"),
    }[column.direction]
    return f"{_head(column, drawn)}: {pattern.format(area=_named(found, drawn))}."


def _nowhere(found: ProvinceFinding, drawn: Rug) -> str:
    _, names = translator(drawn.lang), {one.indicator_id: one.name for one in drawn.columns}
    listed = "; ".join(names[one] for one in found.indicator_ids)
    return _("No commune has a comparable figure of: {indicators}. That says nothing about the "
             "communes.").format(indicators=listed)  # fmt: skip


def _head(column: RugColumn, drawn: Rug) -> str:
    """What is counted: the indicator, its period, and how many have a figure."""
    _, ngettext = translator(drawn.lang), plural_translator(drawn.lang)
    with_figure = ngettext(
        "{count} commune with a figure", "{count} communes with a figure", column.reported
    ).format(count=_number(column.reported, drawn))
    told = _("{with_figure} of {all}").format(
        with_figure=with_figure, all=_number(column.applicable, drawn)
    )
    return f"{column.name} ({column.period}), {told}"


def _named(found: ProvinceFinding, drawn: Rug) -> str:
    """The areas with their values: "Bịa Một (38,47)"."""
    names = {row.area_code: row.name for row in drawn.rows}
    return ", ".join(
        f"{names[code]} ({drawn.cell(code, found.indicator_ids[0]).value_text})"
        for code in found.area_codes
    )


def _column(drawn: Rug, found: ProvinceFinding) -> RugColumn:
    return next(one for one in drawn.columns if one.indicator_id == found.indicator_ids[0])


def _number(count: int, drawn: Rug) -> str:
    return formats.number(count, 0, drawn.lang)
