"""Which way along an axis is better, in words with an arrow: no axis leaves that to a guess."""

from indicators.language.texts import translator


def better_words(direction: str, lang: str) -> str:
    """What stands beside an arrow to the better end; empty without better and worse."""
    _ = translator(lang)
    return {"higher": _("better"), "lower": _("better (lower is better)")}.get(direction, "")


def direction_mark(direction: str, lang: str) -> str:
    """For example "better →", "← better (lower is better)"; empty without better and worse.

    For an axis on which larger values are further right.
    """
    words = better_words(direction, lang)
    if not words:
        return ""
    return f"← {words}" if direction == "lower" else f"{words} →"
