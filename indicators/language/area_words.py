"""How areas are called in a text: the type in the reader's language, always with the province."""

from typing import Any

from indicators.language import formats
from indicators.language.texts import plural_translator, translator


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
    return f"{row['name']} ({area_place(row, lang)})"


def area_place(row: Any, lang: str) -> str:
    """What an area is and where it lies, for a line below its name: "xã, Lâm Đồng".

    ``row`` as in ``area_label``; a province, or the nation, lies in no province.
    """
    kind, province = area_type(row["area_type"], lang), row["province"]
    inside = isinstance(province, str) and province and province != row["name"]
    return f"{kind}, {province}" if inside else kind


def name_with_province(row: Any) -> str:
    """An area's name with its province, where there is no room for its type: "Đức An (Lâm Đồng)".

    ``row`` has name and province.
    """
    province = row["province"]
    inside = isinstance(province, str) and province and province != row["name"]
    return f"{row['name']} ({province})" if inside else str(row["name"])


def group_words(among: str, around: str, lang: str) -> str:
    """Which communes are ranked: "communes that border on 24717", "wage region I".

    ``among`` is one of ``comparison_groups.AMONG``, ``around`` the code or name of a commune, or
    the wage region itself (I to IV).
    """
    _ = translator(lang)
    if among == "wage_region" and around in ("I", "II", "III", "IV"):
        return _("communes of wage region {region}").format(region=around)
    return {
        "province": _("communes of the same province as {area}"),
        "region": _("communes of the same region as {area}"),
        "type": _("communes of the same type as {area}"),
        "peers": _("the communes most like {area}, with itself"),
        "neighbours": _("communes that border on {area}, with itself"),
        "wage_region": _("communes of the same wage region as {area}"),
    }[among].format(area=around)


def missing_reason(reason: str, lang: str) -> str:
    """A reason of missing in words; the codes are ``ranking.MISSING_REASONS``."""
    _ = translator(lang)
    return {
        "not_reported": _("no figure found"),
        "other_basis_only": _("only on another basis"),
        "other_period_only": _("only for another period"),
        "not_applicable": _("does not apply to this type of area"),
    }[reason]


def areas_counted(count: int, lang: str) -> str:
    """For example "28 đơn vị"."""
    told = plural_translator(lang)("{count} area", "{count} areas", int(count))
    return told.format(count=formats.number(int(count), 0, lang))
