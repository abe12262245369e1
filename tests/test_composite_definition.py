"""The one text of an index: what it says, what it refuses, and that it comes back the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.language.coded_words import in_words
from indicators.own_index.composite_definition import (
    AGGREGATIONS,
    NORMALISATIONS,
    Component,
    CompositeDefinition,
    DefinitionError,
    decode,
    posts_from,
    weighted,
)

PAIR = "income_per_capita~2~~poverty_rate~1"


def test_a_short_text_has_all_defaults() -> None:
    definition = decode(PAIR)
    assert definition.components == (
        Component("income_per_capita", 2.0), Component("poverty_rate", 1.0),
    )  # fmt: skip
    assert (definition.normalisation, definition.aggregation) == ("min_max", "arithmetic")
    assert (definition.least_share, definition.least_known) == (1.0, 2)
    assert (definition.draws, definition.seed) == (1000, 20250701)
    assert definition.encode() == PAIR


def test_every_field_travels() -> None:
    text = (
        "income_per_capita~2.5~set~2025~posts~20~120~~budget_revenue_vs_plan~1~set~2025"
        "~basis~area.assigned~posts~80~150~target~100~~poverty_rate~1~posts~20~0"
        "~~norm~goalposts~~mean~geometric~~least~0.667~~province~38~~type~xã~~draws~200~~seed~5"
    )
    definition = decode(text)
    assert definition.encode() == text
    assert definition.components[1] == Component(
        "budget_revenue_vs_plan", 1.0, "2025", "area.assigned", (80.0, 150.0), 100.0
    )
    assert definition.least_known == 2  # 0.667 of three


@pytest.mark.parametrize(
    ("least_share", "needed"), [(1.0, 3), (0.667, 2), (0.5, 2), (0.333, 1), (0.01, 1)]
)
def test_the_share_of_the_indicators_is_rounded_up(least_share: float, needed: int) -> None:
    components = tuple(Component(one) for one in ("aa", "bb", "cc"))
    assert CompositeDefinition(components, least_share=least_share).least_known == needed


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "definition"),
        ("x" * 2001, "definition"),
        ("income_per_capita~1", "indicators"),
        ("aa~1~~aa~1", "indicators"),
        ("~~".join(f"a{n}~1" for n in range(9)), "indicators"),
        ("income_per_capita~~poverty_rate~1", "weight of income_per_capita"),
        ("aa~0~~bb~1", "weight of aa"),
        ("aa~-1~~bb~1", "weight of aa"),
        ("aa~nan~~bb~1", "weight of aa"),
        ("aa~1e9~~bb~1", "weight of aa"),
        ("aa~" + "9" * 40 + "~~bb~1", "weight of aa"),
        ("<script>~1~~bb~1", "indicator"),
        ("../../etc~1~~bb~1", "indicator"),
        ("aa~1~colour~red~~bb~1", "field of aa"),
        ("aa~1~basis~all~~bb~1", "basis of aa"),
        ("aa~1~posts~5~5~~bb~1", "posts of aa"),
        ("aa~1~posts~5~~bb~1", "posts of aa"),
        ("aa~1~~bb~1~~norm~rank", "norm"),
        ("aa~1~~bb~1~~norm~goalposts", "posts of aa"),
        ("aa~1~~bb~1~~norm~distance_to_target", "target of aa"),
        ("aa~1~~bb~1~~norm~z_score~~mean~geometric", "mean"),
        ("aa~1~~bb~1~~mean~geometric~~mean~arithmetic", "mean"),
        ("aa~1~~bb~1~~least~0", "least"),
        ("aa~1~~bb~1~~least~1.5", "least"),
        ("aa~1~~bb~1~~province~3", "province"),
        ("aa~1~~bb~1~~draws~1000000000", "draws"),
        ("aa~1~~bb~1~~draws~10", "draws"),
        ("aa~1~~bb~1~~seed~-1", "seed"),
        ("aa~1~~bb~1~~seed~" + "9" * 30, "seed"),
    ],
)
def test_what_is_no_definition_is_told_by_its_place(text: str, what: str) -> None:
    with pytest.raises(DefinitionError) as error:
        decode(text)
    assert error.value.what == what
    assert len(str(error.value)) < 300
    assert "expected" in str(error.value)


@pytest.mark.parametrize(("text", "told"), [
    ("x" * 2001, "định nghĩa: thấy 2.001 ký tự, cần không quá 2.000"),
    ("aa~1~~aa~1", "các chỉ tiêu: thấy aa hai lần, cần mỗi chỉ tiêu một lần"),
    ("aa~two~~bb~1", "trọng số của aa: thấy “two”, cần một số như 2 hay 0.5"),
    ("aa~5000~~bb~1", "trọng số của aa: thấy “5000.0”, cần một số từ 0,001 đến 1.000"),
    ("aa~1~~bb~1~~norm~goalposts", "hai mốc của aa: thấy không có, cần số ứng với chưa đạt gì và "
     "số ứng với đạt tất cả"),
    ("aa~1~~bb~1~~mean~median", "mean: thấy “median”, cần một trong arithmetic, geometric"),
])  # fmt: skip
def test_what_is_no_definition_is_told_in_one_language(text: str, told: str) -> None:
    with pytest.raises(DefinitionError) as error:
        decode(text)
    assert in_words(error.value.fact, "vi") == told


def test_weights_of_the_command_line() -> None:
    assert weighted("aa:2, bb") == (Component("aa", 2.0), Component("bb", 1.0))
    assert posts_from("20..-5") == (20.0, -5.0)
    for text in ("aa:two", "aa:2:3", "aa:"):
        with pytest.raises(DefinitionError):
            weighted(text)
    with pytest.raises(DefinitionError):
        posts_from("20")


WEIGHTS = st.integers(1, 1_000_000).map(lambda number: number / 1000)
COMPONENTS = st.builds(
    Component,
    indicator_id=st.from_regex(r"[a-z][a-z0-9_]{1,20}", fullmatch=True),
    weight=WEIGHTS,
    period_set=st.none() | st.sampled_from(["2025", "2025-part", "2025-07-01/2025-12-31"]),
    basis=st.none() | st.sampled_from(["area.assigned", "set_2021"]),
    posts=st.just((0.0, 12.5)),
    target=st.integers(-1000, 1000).map(float),
)


@settings(deadline=None)
@given(
    st.lists(COMPONENTS, min_size=2, max_size=8, unique_by=lambda one: one.indicator_id),
    st.sampled_from(NORMALISATIONS),
    st.sampled_from(AGGREGATIONS),
    st.integers(1, 1000).map(lambda number: number / 1000),
    st.integers(0, 2**32 - 1),
)
def test_a_definition_comes_back_the_same(
    components: list[Component], normalisation: str, mean: str, least: float, seed: int
) -> None:
    mean = "arithmetic" if normalisation == "z_score" else mean
    definition = CompositeDefinition(
        tuple(components), normalisation, mean, least, province="38", seed=seed
    )
    assert decode(definition.encode()) == definition


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        definition = decode(text)
    except DefinitionError as error:
        assert error.expected
    else:
        assert decode(definition.encode()) == definition
