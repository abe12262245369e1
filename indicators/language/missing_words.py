"""Why a figure is missing, in the reader's language."""

from indicators.language.texts import translator


def missing_reason(reason: str, lang: str) -> str:
    """A reason of missing in words; the codes are ``ranking.MISSING_REASONS``."""
    _ = translator(lang)
    return {
        "not_reported": _("no figure found"),
        "other_basis_only": _("only on another basis"),
        "other_period_only": _("only for another period"),
        "not_applicable": _("does not apply to this type of area"),
    }[reason]
