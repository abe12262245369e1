"""Which way along an axis is better, in words with an arrow: an axis never leaves that to a guess."""

from indicators.language.texts import translator


def direction_mark(direction: str, lang: str) -> str:
    """For example "better →", "← better: lower is better"; empty without better and worse.

    For an axis on which larger values are further right.
    """
    _ = translator(lang)
    return {
        "higher": _("better") + " →",
        "lower": "← " + _("better (lower is better)"),
    }.get(direction, "")
