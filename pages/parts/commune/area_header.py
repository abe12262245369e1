"""The head of a page about one area: name, kind, province, size, what it was made of."""

from typing import Any

import pandas as pd
import streamlit as st

from indicators.language import formats
from pages.parts import cached, chosen_areas
from pages.parts.chosen_areas import Area
from pages.parts.frame import Context, area_type
from pages.parts.plain import plain


def area_header(context: Context, area: Area) -> None:
    """The name as the title, the facts about the place below it."""
    st.title(plain(area["name"]), anchor=False)
    lines = (" · ".join(facts(context, area)), history(context, area), origin(context, area))
    with st.container(gap="xsmall"):
        for line in lines:
            if line:
                st.markdown(line)


def way_to_province(context: Context, area: Area, page: str) -> None:
    """What leads from a commune to ``page`` about its province."""
    if area["level"] == "commune":
        label = context.text("All of {province}").format(province=plain(area["province"]))
        chosen_areas.opener(page, area["province_code"], label, key="province")


def facts(context: Context, area: Area) -> list[str]:
    """Type, province, code and size."""
    _ = context.text
    kind = area_type(area["area_type"], context.lang)
    told = [f"**{kind[:1].upper()}{kind[1:]}**"]
    if area["level"] == "commune":
        told.append(f"**{plain(area['province'])}**")
    told.append(_("code {code}").format(code=area["area_code"]))
    if area["level"] != "nation":
        told.append(size(context, area))
    return told


def size(context: Context, area: Area) -> str:
    """The area in km², or that no figure for it can be trusted."""
    _ = context.text
    if pd.isna(area["area_km2"]):
        return _("area: no figure that can be trusted")
    return _("area {km2}").format(km2=formats.with_unit(area["area_km2"], 2, "km²", context.lang))


def history(context: Context, area: Area) -> str | None:
    """For example "xã từ 1/7/2025 đến …; phường từ 30/4/2026": only after a change."""
    _ = context.text
    spans = cached.area_history(area["area_code"]).to_dict("records")
    if len(spans) < 2:
        return None
    return _("Kind over time: {spans}.").format(
        spans="; ".join(_span(context, span) for span in spans)
    )


def _span(context: Context, span: dict[str, Any]) -> str:
    _ = context.text
    kind = area_type(span["area_type"], context.lang)
    first = formats.day(span["valid_from"], context.lang)
    if pd.isna(span["valid_to"]):
        return _("{kind} since {first}").format(kind=kind, first=first)
    last = formats.day(span["valid_to"], context.lang)
    return _("{kind} from {first} to {last}").format(kind=kind, first=first, last=last)


def origin(context: Context, area: Area) -> str | None:
    """What the area was made of on 1 July 2025."""
    if area["level"] == "province":
        return _province_origin(context, area)
    units = cached.former_units(area["area_code"])
    if units.empty:
        return None
    return _commune_origin(context, area, units)


def _commune_origin(context: Context, area: Area, units: pd.DataFrame) -> str:
    _ = context.text
    groups = [
        f"{', '.join(_unit(context, unit) for unit in group.to_dict('records'))} ({plain(place)})"
        for place, group in units.groupby(_place(units), sort=False)
    ]
    return _("Made on {day} of the former communes {units}. {legal_basis}.").format(
        day=formats.day(units["valid_from"].iloc[0], context.lang),
        units="; ".join(groups),
        legal_basis=plain(units["legal_basis"].iloc[0]),
    )


def _place(units: pd.DataFrame) -> pd.Series:
    """Former district and province of each unit; islands had no district."""
    district = units["old_district"].fillna("")
    return (district + ", " + units["old_province"]).where(district != "", units["old_province"])


def _unit(context: Context, unit: dict[str, Any]) -> str:
    name = plain(unit["old_name"])
    return f"{name} ({context.text('a part')})" if unit["part"] == "divided" else name


def _province_origin(context: Context, area: Area) -> str:
    _, ngettext = context.text, context.plural
    parts = cached.named("province_parts", area_code=area["area_code"]).iloc[0]
    counted = [
        ngettext("{count} rural commune", "{count} rural communes", int(parts["rural_communes"])),
        ngettext("{count} ward", "{count} wards", int(parts["wards"])),
        ngettext("{count} special zone", "{count} special zones", int(parts["special_zones"])),
    ]
    counts = [int(parts[key]) for key in ("rural_communes", "wards", "special_zones")]
    holds = ", ".join(
        pattern.format(count=formats.number(count, 0, context.lang))
        for pattern, count in zip(counted, counts, strict=True)
        if count
    )
    former = [plain(name) for name in parts["former_provinces"]]
    sentence = _("Holds {parts}.").format(parts=holds)
    if len(former) < 2:
        return sentence
    return f"{sentence} " + _("Its communes come from the former provinces {names}.").format(
        names=", ".join(former)
    )
