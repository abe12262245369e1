"""How areas are called in a text: the type in the reader's language, always with the province."""

from typing import Any

from indicators.language.texts import translator


def area_type(code: str, lang: str) -> str:
    """The type of an area, or all types of a level, in the reader's language."""
    _ = translator(lang)
    return {
        "province": _("provinces and cities"),
        "commune": _("all communes"),
        "quốc gia": _("nation"),
        "tỉnh": _("province"),
        "thành phố": _("city"),
        "xã": _("commune"),
        "phường": _("ward"),
        "đặc khu": _("special zone"),
    }[code]


def area_label(row: Any, lang: str) -> str:
    """Name an area with its type and province: "Đức An (xã, Lâm Đồng)".

    ``row`` has name, area_type and province, as frames of areas and rankings do.
    """
    kind = area_type(row["area_type"], lang)
    province = row["province"]
    if not isinstance(province, str) or province == row["name"]:
        return f"{row['name']} ({kind})"
    return f"{row['name']} ({kind}, {province})"


def missing_reason(reason: str, lang: str) -> str:
    """A reason of missing in words; the codes are ``ranking.MISSING_REASONS``."""
    _ = translator(lang)
    return {
        "not_reported": _("no figure found"),
        "other_basis_only": _("only on another basis"),
        "other_period_only": _("only for another period"),
        "not_applicable": _("does not apply to this type of area"),
    }[reason]
