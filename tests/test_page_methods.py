"""The methods page as Streamlit runs it, on the frozen table."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from indicators.judgement import MINIMUM_REPORTED
from indicators.questions import quality as data_quality
from indicators.release.store import Store
from pages.parts.methods import contradictions
from pages.parts.methods.catalogue_records import is_thin
from tests.opened_page import opened_page

CATALOGUE, SOURCES, RULES, CONTRADICTIONS, COVERAGE, RELEASE = range(6)


def _section(number: int, lang: str = "vi") -> AppTest:
    app = opened_page("methods", lang=lang)
    titles = [tab.label for tab in app.tabs]
    assert len(titles) == 6
    app.session_state["methods_section"] = titles[number]
    return app.run()


def _markdown(app: AppTest) -> str:
    return "\n".join(block.value for block in app.markdown)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("number", range(6))
def test_every_section_opens(database: Path, number: int, lang: str) -> None:
    app = _section(number, lang)
    assert not app.exception
    assert app.title[0].value == {"vi": "Phương pháp và nguồn", "en": "Methods and sources"}[lang]


def test_the_catalogue_lists_every_indicator_headlines_first(database: Path) -> None:
    app = _section(CATALOGUE, "en")
    with Store(database) as store:
        catalogue = store.query("indicators")
    thin = is_thin(catalogue)
    told = "\n".join(expander.label for expander in app.expander)
    # One line folds those that hardly any commune has; a search brings each of them back.
    assert len(app.expander) == int((~thin).sum()) + 1
    assert f"{int(thin.sum())} indicators of fewer than {MINIMUM_REPORTED} communes" in told
    assert app.header[0].value == "Headline indicators"
    assert app.expander[0].label.startswith("**Budget revenue against plan**")
    record = app.expander[0].markdown[0].value
    for words in ("**Formula:**", "**Unit:**", "Higher is better.", "**Caution:**", "own.province"):
        assert words in record


def test_what_is_only_remembered_is_marked(database: Path) -> None:
    text = _markdown(_section(CATALOGUE, "en"))
    assert "unverified" in text


def test_the_catalogue_can_be_searched_without_accents(database: Path) -> None:
    app = _section(CATALOGUE)
    app.text_input("catalogue_search").set_value("ho ngheo").run()
    labels = [one.label for one in app.expander]
    assert any("Tỷ lệ hộ nghèo" in label for label in labels)
    assert len(labels) < 10
    app.text_input("catalogue_search").set_value("xyzzy").run()
    assert not app.expander
    assert app.info[0].value


def test_the_sources_are_all_listed_with_their_figures(database: Path) -> None:
    app = _section(SOURCES)
    with Store(database) as store:
        release = store.release
    shown = app.dataframe[0].value
    assert len(shown) == release["sources"]
    assert shown["figures"].sum() == release["observations"]
    assert shown["translated"].isin(["", "máy dịch"]).all()


def test_the_rules_come_with_worked_examples(database: Path) -> None:
    app = _section(RULES)
    intervals, places = (table.value for table in app.table)
    assert intervals.iloc[0].tolist()[0] == "97,61"
    assert intervals.iloc[0].tolist()[2] == "97,605 ≤ x < 97,615"
    assert intervals.iloc[2].tolist()[0] == "hơn 1.860"
    assert places.iloc[:, 3].tolist() == ["1", "2 (2–3)", "3 (2–3)", "4 (4–5)", "4 (4–5)"]


def test_known_contradictions_are_told(database: Path) -> None:
    text = _markdown(_section(CONTRADICTIONS))
    assert "**98%**" in text.replace("\\", "")
    assert "5.898 trên 5.919 cho 99,65%" in text
    assert "93,25" in text
    assert "82,52" in text


def test_the_coverage_grid_says_n_of_n(database: Path) -> None:
    app = _section(COVERAGE)
    with Store(database) as store:
        nation = data_quality.coverage_by_province(store).iloc[0]["any"]
    grid = app.table[0].value
    assert len(grid) == 35
    assert grid.iloc[0].tolist()[:2] == [
        "Cả nước",
        f"{nation.reported}\N{NO-BREAK SPACE}/\N{NO-BREAK SPACE}3.321",
    ]


def test_the_release_is_named(database: Path) -> None:
    app = _section(RELEASE)
    with Store(database) as store:
        release = store.release
    assert release["release_id"] in _markdown(app)
    assert app.metric[0].value == f"{release['observations']:,}".replace(",", ".")


def test_long_lists_of_contradictions_are_turned_page_by_page(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every one of them can be reached, a few at a time."""
    monkeypatch.setattr(contradictions, "PER_PAGE", 1)
    told = set()
    with Store(database) as store:
        kinds = data_quality.contradictions(store)["kind"].value_counts()
    kind, count = str(kinds.index[0]), int(kinds.iloc[0])
    assert count > 1
    app = _section(CONTRADICTIONS)
    for number in range(1, count + 1):
        app.session_state[f"contradictions_{kind}"] = number
        app.run()
        links = [text for text in _markdown(app).splitlines() if "**" in text]
        assert len(links) <= 2 * len(kinds) + 2
        told.add(tuple(links))
    assert len(told) == count
