"""The widgets that make an index: indicators, weights, method, areas; one text in the address.

What the reader chose is kept as a definition. A widget starts from it where the address is obeyed,
or where Streamlit has forgotten the widget because another page was shown.
"""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from indicators.language import formats
from indicators.language.coded_words import in_words
from indicators.language.record_texts import in_language
from indicators.open_data.composite_download import MEANS, METHODS
from indicators.own_index.composite_choice import Combination, usable_indicators
from indicators.own_index.composite_definition import (
    FEWEST_INDICATORS,
    LARGEST_WEIGHT,
    MOST_INDICATORS,
    NORMALISATIONS,
    SMALLEST_WEIGHT,
    Component,
    CompositeDefinition,
    DefinitionError,
    decode,
)
from indicators.questions.periods import ALL_BASES
from indicators.questions.ranking import level_of
from indicators.views.filter_labels import AREA_TYPES
from pages.parts import address, cached
from pages.parts.filters import basis_names, set_label
from pages.parts.frame import Context, area_type
from pages.parts.plain import plain

KEY = "composite"
DEFAULT_SET = ""


def chosen_definition(context: Context) -> CompositeDefinition | None:
    """The index that the reader wants; ``None`` (and a sentence) where it is not complete yet."""
    before = _before(context)
    if before and address.embedded():
        address.publish(KEY, [before.encode()])
        return before
    try:
        definition = _from_widgets(context, before)
    except DefinitionError as error:
        refused(context, error)
        address.publish(KEY, [before.encode()] if before else [])
        return None
    if definition is None:
        st.info(context.text("Choose at least two indicators."), icon=":material/info:")
        address.publish(KEY, [])
        return None
    st.session_state["_composite"] = definition
    address.publish(KEY, [definition.encode()])
    return definition


def refused(context: Context, error: DefinitionError) -> None:
    """Why there is no index for this choice, and what to change."""
    _ = context.text
    st.warning({
        "no_direction": _("One of the indicators cannot enter an index: more of it is neither "
                          "better nor worse."),
        "mixed_periods": _("The figures of one indicator cover parts of a year of different "
                           "length and grow with it. Choose one period for it below the weights."),
        "posts_reversed": _("The goalposts of one indicator are the wrong way round: where less "
                            "is better, “nothing reached” is the larger number."),
    }.get(error.reason, _("This definition does not make an index.")),
        icon=":material/error:")  # fmt: skip
    st.caption(plain(in_words(error.fact, context.lang)))


def proposals(context: Context, definition: CompositeDefinition | None) -> None:
    """Links to the indices that most areas have all figures for."""
    _ = context.text
    scope = {"province": definition.province, "area_type": definition.area_type} if (
        definition) else {}  # fmt: skip
    found = cached.most_complete(province=scope.get("province"), area_type=scope.get("area_type"))
    if not found:
        st.caption(_("In this choice of areas no two indicators have figures of the same five "
                     "areas."))  # fmt: skip
        return
    st.markdown(_("**Most complete combinations**, each indicator in its default period:"))
    for combination in found:
        _proposal(context, combination, scope)


def _proposal(context: Context, combination: Combination, scope: dict[str, Any]) -> None:
    names = _names(context)
    label = context.plural(
        "{indicators} · {count} area has all of them",
        "{indicators} · {count} areas have all of them",
        combination.areas,
    ).format(
        indicators=" + ".join(names[one] for one in combination.indicator_ids),
        count=formats.number(combination.areas, 0, context.lang),
    )
    components = tuple(Component(one) for one in combination.indicator_ids)
    with st.container(horizontal=True, vertical_alignment="center"):
        # The label of a button is cut on a narrow screen, a text is not. It is no link: one that
        # leads to the page it stands on changes the page, but not the browser's address.
        st.markdown(plain(label), width="content")
        st.button(context.text("Compute this index"), icon=":material/arrow_forward:",
                  key="propose_" + "_".join(combination.indicator_ids),
                  on_click=_choose, args=(CompositeDefinition(components, **scope),))  # fmt: skip


def _choose(definition: CompositeDefinition) -> None:
    """Take a definition over in a callback, as if the reader had opened a link to it."""
    st.session_state["_composite"] = definition
    _forget_widgets()


def _before(context: Context) -> CompositeDefinition | None:
    """What the widgets start from: the address, else this session, else the first proposal."""
    kept: CompositeDefinition | None = st.session_state.get("_composite")
    text = address.asked(KEY)
    if address.obeyed() or kept is None:
        kept = _decoded(context, text) if text else None
        _forget_widgets()
    return kept or _first_proposal()


def _decoded(context: Context, text: str) -> CompositeDefinition | None:
    try:
        definition = decode(text)
    except DefinitionError as error:
        st.warning(context.text("The address holds no index that can be read, so the default one "
                                "is shown."), icon=":material/link_off:")  # fmt: skip
        st.caption(plain(in_words(error.fact, context.lang)))
        return None
    unusable = [one for one in definition.indicator_ids if one not in _names(context)]
    if unusable:
        st.warning(context.text("The address asks for indicators that no index can use, so the "
                                "default one is shown: {names}.").format(
            names=", ".join(plain(one) for one in unusable)))  # fmt: skip
        return None
    return definition


def _first_proposal() -> CompositeDefinition | None:
    found = cached.most_complete()
    if not found:
        return None
    return CompositeDefinition(tuple(Component(one) for one in found[0].indicator_ids))


def _from_widgets(
    context: Context, before: CompositeDefinition | None
) -> CompositeDefinition | None:
    """The definition that the widgets say; draws and seed stay as the address had them."""
    ids = _indicators(context, before)
    first, second = st.columns(2)
    third, fourth = st.columns(2)
    province, type_ = _areas(context, before, first, second)
    with third:
        method = _method(context, before)
    with fourth:
        mean = _mean(context, before, method)
    known = {one.indicator_id: one for one in before.components} if before else {}
    components = _components(context, ids, known, method)
    if len(ids) < FEWEST_INDICATORS:
        return None
    base = before or CompositeDefinition(components)
    return replace(base, components=components, normalisation=method, aggregation=mean,
                   least_share=_least(context, before, len(ids)), province=province,
                   area_type=type_)  # fmt: skip


def _names(context: Context) -> dict[str, str]:
    usable, _others = usable_indicators(cached.named("indicators"))
    return dict(zip(usable["indicator_id"], in_language(usable, "name", context.lang), strict=True))


def _indicators(context: Context, before: CompositeDefinition | None) -> list[str]:
    names = _names(context)
    _start("index_indicators", before.indicator_ids if before else [])
    chosen: list[str] = st.multiselect(
        context.text("Indicators of the index"), list(names), key="index_indicators",
        format_func=lambda code: names.get(code, code), max_selections=MOST_INDICATORS,
        placeholder=context.text("Choose two to eight indicators"),
        help=context.text("Only indicators of which more is better or worse: of the others no "
                          "score could say which area is the better one."),
    )  # fmt: skip
    return chosen


def _areas(
    context: Context, before: CompositeDefinition | None, first: Any, second: Any
) -> tuple[str | None, str | None]:
    _ = context.text
    names = cached.province_labels()
    _start("index_province", (before and before.province) or "", ["", *names])
    province = first.selectbox(
        _("Province"), ["", *names], key="index_province",
        format_func=lambda code: names.get(code, _("Whole country")))  # fmt: skip
    types = list(AREA_TYPES)
    _start("index_area_type", (before and before.area_type) or "", types)
    type_ = second.selectbox(
        _("Type of area"), types, key="index_area_type",
        format_func=lambda code: area_type(code, context.lang) if code else _("all communes"),
    )  # fmt: skip
    return province or None, type_ or None


def _method(context: Context, before: CompositeDefinition | None) -> str:
    _start("index_normalisation", before.normalisation if before else NORMALISATIONS[0])
    method: str = st.selectbox(
        context.text("How values become points"), list(NORMALISATIONS), key="index_normalisation",
        format_func=lambda code: context.text(METHODS[code]),
    )  # fmt: skip
    return method


def _mean(context: Context, before: CompositeDefinition | None, method: str) -> str:
    """Z-scores below 0 have no geometric mean, so there is nothing to choose."""
    options = ["arithmetic"] if method == "z_score" else list(MEANS)
    _start("index_aggregation", before.aggregation if before else options[0], options)
    mean: str = st.selectbox(
        context.text("How points become one score"), options, key="index_aggregation",
        format_func=lambda code: context.text(MEANS[code]),
    )  # fmt: skip
    return mean


def _least(context: Context, before: CompositeDefinition | None, count: int) -> float:
    """How many of the indicators an area must have, as a share."""
    options = list(range(count, 0, -1))
    of_as_many = before is not None and len(before.components) == count
    # A widget of its own for each number of indicators: "all of them" must not become "two of
    # three" when a third one is added.
    key = f"index_least_{count}"
    _start(key, before.least_known if before and of_as_many else count, options)
    least: int = st.selectbox(
        context.text("An area must have at least"), options, key=key,
        format_func=lambda number: context.text("{number} of {count} indicators").format(
            number=number, count=count),
        width=300,
        help=context.text("Where an area lacks one, the weights are shared among those it has; "
                          "nothing is put in its place."),
    )  # fmt: skip
    return round(least / count, 3)


def _components(
    context: Context, ids: list[str], known: dict[str, Component], method: str
) -> tuple[Component, ...]:
    """One row per indicator: weight, period, and the numbers that the method needs."""
    catalogue = cached.named("indicators").set_index("indicator_id", drop=False)
    components = []
    for one in ids:
        before = known.get(one, Component(one))
        with st.container(border=True):
            components.append(_component(context, catalogue.loc[one], before, method))
    return tuple(components)


def _component(context: Context, record: pd.Series, before: Component, method: str) -> Component:
    one = before.indicator_id
    unit = context.named(record, "unit")
    numbers = {"goalposts": 2, "distance_to_target": 1}.get(method, 0)
    first, second, *others = st.columns([1.3, 3 - numbers / 2, *[1] * numbers])
    _start(f"index_weight_{one}", before.weight)
    weight = first.number_input(
        context.text("Weight: {indicator}").format(indicator=plain(context.named(record))),
        min_value=SMALLEST_WEIGHT, max_value=LARGEST_WEIGHT, step=0.5, format="%g",
        key=f"index_weight_{one}",
    )  # fmt: skip
    with second:
        period_set, basis = _set(context, before)
    low, high = before.posts or _suggested_posts(record)
    posts, target = before.posts, before.target
    if method == "goalposts":
        posts = (_number(others[0], context.text("0 points at ({unit})").format(unit=unit),
                         f"index_low_{one}", low),
                 _number(others[1], context.text("100 points at ({unit})").format(unit=unit),
                         f"index_high_{one}", high))  # fmt: skip
    if method == "distance_to_target":
        target = _number(others[0], context.text("Target ({unit})").format(unit=unit),
                         f"index_target_{one}", high if target is None else target)  # fmt: skip
    return Component(one, float(weight), period_set, basis, posts, target)


def _set(context: Context, before: Component) -> tuple[str | None, str | None]:
    """Set of periods and basis of one indicator; the default one stays out of the address."""
    one = before.indicator_id
    type_ = st.session_state.get("index_area_type") or ""
    choices = cached.period_choices(one, level_of(type_ or None))
    choices = choices[choices["basis"] != ALL_BASES]
    options = {DEFAULT_SET: (None, None)} | {
        f"{row.period_set}|{row.basis}": (row.period_set, row.basis or None)
        for row in choices.itertuples()
    }
    counts = {f"{row.period_set}|{row.basis}": row for row in choices.itertuples()}
    default = choices[choices["is_default"] & choices["is_default_basis"]]
    counts[DEFAULT_SET] = next(default.itertuples(), None)
    wanted = f"{before.period_set}|{before.basis or ''}" if before.period_set else DEFAULT_SET
    _start(f"index_set_{one}", wanted, list(options))
    names = basis_names(one, context.lang)
    code = st.selectbox(
        context.text("Year or part of a year"), list(options), key=f"index_set_{one}",
        format_func=lambda code: _set_label(context, counts.get(code), names, code),
    )  # fmt: skip
    return options[code]


def _set_label(context: Context, row: Any, names: dict[str, str], code: str) -> str:
    """Period, basis where the indicator has one, and number of areas of one set."""
    if row is None:
        return context.text("no figure yet")
    label = set_label(context, row, names)
    return label if code else context.text("default: {period}").format(period=label)


def _suggested_posts(record: pd.Series) -> tuple[float, float]:
    """The plausible range of the catalogue, the end that counts as nothing reached first."""
    low = 0.0 if pd.isna(record["plausible_low"]) else float(record["plausible_low"])
    high = 100.0 if pd.isna(record["plausible_high"]) else float(record["plausible_high"])
    return (low, high) if record["direction"] == "higher" else (high, low)


def _number(column: Any, label: str, key: str, start: float) -> float:
    _start(key, float(start))
    return float(column.number_input(plain(label), key=key, format="%g"))


def _start(key: str, value: Any, options: list[Any] | None = None) -> None:
    """The value of a widget that is drawn for the first time, or whose value is gone."""
    if key not in st.session_state or (options and st.session_state[key] not in options):
        fits = options is None or value in options
        st.session_state[key] = value if fits or not options else options[0]


def _forget_widgets() -> None:
    """Let every widget of an index start anew from a definition."""
    for key in [key for key in st.session_state if str(key).startswith("index_")]:
        del st.session_state[key]
