"""What one figure does not allow anybody to say: one rule, one sentence.

Each rule takes a figure (a row of ``profile.area_observations`` as a dictionary in which what is
missing is ``None``) and gives a sentence or ``None``. The order of ``RULES`` is that of a text.
"""

from collections.abc import Callable, Mapping
from typing import Any

from indicators.flags import PERIOD_INFERRED, PROVINCE_INFERRED, PUBLISHER_INFERRED, flagged
from indicators.language import formats, quoted
from indicators.language.record_texts import in_language
from indicators.language.texts import translator
from indicators.questions.evidence import is_translation

Figure = Mapping[str, Any]

# Percentage points above plan from which a reader may take the figure for praise.
FAR_ABOVE_PLAN = 105


def figure_cautions(figure: Figure, lang: str) -> list[str]:
    """Everything that one figure does not allow anybody to say, one sentence each."""
    return [told for rule in RULES if (told := rule(figure, lang))]


def estimate(figure: Figure, lang: str) -> str | None:
    """Estimates and provisional figures."""
    _ = translator(lang)
    return {
        "E": _("It is an estimate: do not write it as a final figure."),
        "P": _("It is provisional: do not write it as a final figure."),
    }.get(figure["status"])


def rounded(figure: Figure, lang: str) -> str | None:
    """The source itself says about, more than, nearly or below."""
    if figure["qualifier"] == "exact":
        return None
    _ = translator(lang)
    value = quoted.as_printed(figure, int(figure["decimals"]), lang, _unit(figure, lang))
    return _("The source says “{value}”: do not leave out the first word.").format(value=value)


def part_of_year(figure: Figure, lang: str) -> str | None:
    """Figures of a part of a year, or of no stated year."""
    _ = translator(lang)
    return {
        "part": _("It covers a part of the year: do not write it as the figure of the year."),
        "span": _("It covers several years: do not write it as the figure of one year."),
        "stated": _("The source does not give the year of the figure: do not assign one."),
    }.get(figure["set_kind"])


def basis_unspecified(figure: Figure, lang: str) -> str | None:
    """A basis that the source leaves open, in whole or in part."""
    if "unspecified" not in (figure["basis"] or ""):
        return None
    return translator(lang)(
        "The source does not say in full what the figure is measured against or covers: do not "
        "compare it with a figure on another basis."
    )


def contradicted(figure: Figure, lang: str) -> str | None:
    """A share that its own counts contradict."""
    if not figure["contradicted"]:
        return None
    share = formats.per_cent(figure["computed_share"], lang, formats.COUNTED_SHARE_DECIMALS)
    return translator(lang)(
        "The counts printed beside it give {share}: do not quote the printed figure without that."
    ).format(share=share)


def corrected(figure: Figure, lang: str) -> str | None:
    """A figure that differs from the print, with a reason."""
    if not figure["correction"]:
        return None
    return translator(lang)(
        "The figure as printed was corrected: do not quote it as the words of the source."
    )


def translation(figure: Figure, lang: str) -> str | None:
    """A figure read in a translation or in another language."""
    if (figure["language"] or "vi") == "vi" and not is_translation(figure):
        return None
    return translator(lang)(
        "It was read in a translation or in another language: do not quote its words as those of "
        "the Vietnamese original."
    )


def publisher_inferred(figure: Figure, lang: str) -> str | None:
    """A text without the name of its publisher."""
    if not flagged(figure["source_flags"], PUBLISHER_INFERRED):
        return None
    return translator(lang)("The name of the publisher was inferred: check it before you quote.")


def province_inferred(figure: Figure, lang: str) -> str | None:
    """A source that does not name the province."""
    if not flagged(figure["flags"], PROVINCE_INFERRED):
        return None
    return translator(lang)(
        "The source does not print the province; it was inferred: check it before you quote."
    )


def period_inferred(figure: Figure, lang: str) -> str | None:
    """A source that does not print the whole period."""
    if not flagged(figure["flags"], PERIOD_INFERRED):
        return None
    return translator(lang)(
        "The source does not print the whole period; it was inferred: check it before you quote."
    )


def no_direction(figure: Figure, lang: str) -> str | None:
    """Indicators that are listed and never ranked."""
    if figure["direction"] != "none":
        return None
    return translator(lang)(
        "More is neither better nor worse here: do not praise or blame anybody for it."
    )


def above_plan(figure: Figure, lang: str) -> str | None:
    """Revenue far above plan."""
    if not figure["amount"] or figure["value"] <= FAR_ABOVE_PLAN:
        return None
    return translator(lang)(
        "Revenue above plan does not prove better management: land-use fees or a low plan may be "
        "behind it."
    )


def not_recognised(figure: Figure, lang: str) -> str | None:
    """New-rural criteria: the count is no status."""
    if not figure["criteria_set"]:
        return None
    return translator(lang)(
        "Criteria met are not a recognised status, and the basic and the advanced count are not to "
        "be added or compared."
    )


def _unit(figure: Figure, lang: str) -> str:
    return str(in_language(figure, "unit", lang))


RULES: tuple[Callable[[Figure, str], str | None], ...] = (
    estimate, rounded, part_of_year, basis_unspecified, contradicted, corrected, translation,
    publisher_inferred, province_inferred, period_inferred, no_direction, above_plan,
    not_recognised,
)  # fmt: skip
