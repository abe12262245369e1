"""Names, remarks and titles that try to be more than text, on every page: shown, never obeyed."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from indicators.release.build import build
from tests.components import told_to
from tests.hostile_country import MARKUP, write_hostile_country
from tests.opened_page import seen_page
from tests.small_country import AREAS

ROOT = Path(__file__).resolve().parent.parent
ACTS = re.compile(
    r"""
      \[x\]\(http | !\[i\] | (?<!\\)<img | \*\*b\*\* | :red\[x\] | \$a\$ | ~~s~~ | `c`
    | http://evil | www\.evil | a@evil | :material/home:
    """,
    re.VERBOSE,
)
# A page's own markup: tags that the texts of the data try to open, addresses that they bring.
ACTS_IN_HTML = re.compile(
    r"<img\s+src=x|<(?:script|b)>alert|onerror=alert\(1\)>|(?:src|href)=.?http://evil"
)
# What Streamlit shows letter by letter: choices of a list, code, what a chart is made of (the
# browser test looks at charts), texts for screen readers, ids.
SHOWN_AS_IT_IS = re.compile(
    r"\.(options|raw_values?|code_text|spec|alt|id|query_string|columns|element_id|styler\.uuid)$"
    r"|^Text\.|Dataframe|^ButtonGroup\.options$"
    r"|^BidiComponent\.|^Html\."  # never Markdown; what is markup there is asked below
)
TWO = [code for code, *_rest in AREAS if code in ("99001", "99002")]
PAGES: dict[str, dict[str, Any]] = {
    "overview": {},
    "ranking": {"indicator": "income_per_capita", "area": TWO},
    "map": {"indicator": "income_per_capita", "area": "99001"},
    "comparison": {"area": TWO},
    "commune": {"area": "99001"},
    "trend": {"indicator": "income_per_capita", "area": TWO},
    "association": {"x": "income_per_capita", "y": "poverty_rate", "area": TWO},
    "composite": {},
    "downloads": {"area": TWO},
    "methods": {},
    "curation": {},
}


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("hostile")
    build(write_hostile_country(folder / "data"), folder / "release.duckdb")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("INDICATORS_DB", str(folder / "release.duckdb"))
        environment.setenv("INDICATORS_DATA", str(folder / "data"))
        yield


def _texts(message: Any, path: str) -> Iterator[tuple[str, str]]:
    """Every text of a message of Streamlit to the browser, with the name of its field."""
    for field, value in message.ListFields():
        place = f"{path}.{field.name}"
        for one in _each(value):
            if isinstance(one, str):
                yield place, one
            elif hasattr(one, "ListFields"):
                yield from _texts(one, place)


def _each(value: Any) -> list[Any]:
    if isinstance(value, str | bytes) or hasattr(value, "ListFields"):
        return [value]
    if hasattr(value, "values"):
        return list(value.values())
    return list(value) if hasattr(value, "__iter__") else [value]


def _markdown(node: Any) -> Iterator[tuple[str, str]]:
    """Everything on a page that Streamlit reads as Markdown; cells of ``st.table`` are too."""
    proto = getattr(node, "proto", None)
    if proto is not None and hasattr(proto, "ListFields"):
        found = _texts(proto, type(proto).__name__)
        yield from ((place, text) for place, text in found if not SHOWN_AS_IT_IS.search(place))
    if getattr(node, "type", "") == "table":
        frame = node.value.reset_index()
        cells = [*frame.columns, *frame.to_numpy().ravel().tolist()]
        yield from (("table cell", str(cell)) for cell in cells)
    for child in getattr(node, "children", {}).values():
        yield from _markdown(child)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_no_text_of_the_data_acts_as_markup(country: None, name: str, lang: str) -> None:
    app = seen_page(name, lang=lang, **PAGES[name])
    texts = list(_markdown(app._tree))
    acting = {(place, text[:200]) for place, text in texts if ACTS.search(text)}
    acting |= {("html", one.value[:200]) for one in app.html if ACTS_IN_HTML.search(one.value)}
    assert acting == set()
    assert name == "curation" or any("evil" in text for _place, text in texts)


def _strings(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for one in content.values() if isinstance(content, dict) else content:
            yield from _strings(one)


def _charts(node: Any) -> Iterator[str]:
    """The description of every chart below a node."""
    proto = getattr(node, "proto", None)
    if proto is not None and type(proto).__name__ == "PlotlyChart":
        yield proto.spec
    for child in getattr(node, "children", {}).values():
        yield from _charts(child)


@pytest.mark.parametrize("name", ["ranking", "comparison", "trend", "association", "composite"])
def test_no_text_of_the_data_is_a_tag_to_a_chart(country: None, name: str) -> None:
    """Plotly makes links of tags; an ampersand before the sign ends that."""
    view = {"view": "distribution"} if name == "ranking" else {}  # its table is the first tab
    app = seen_page(name, lang="vi", **PAGES[name], **view)
    texts = [text for spec in _charts(app._tree) for text in _strings(json.loads(spec))]
    assert any("evil" in text for text in texts)
    assert [text[:200] for text in texts if "<img" in text] == []


class _Tags(HTMLParser):
    """Every tag of a document, and every attribute that could act."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.acting: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.acting += [f"{tag} {name}={value}" for name, value in attrs
                        if name.startswith("on") or name == "src"
                        or (name == "href" and not (value or "").startswith("/"))]  # fmt: skip

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def _drawn(node: Any) -> Iterator[str]:
    """The HTML of our own below a node."""
    proto = getattr(node, "proto", None)
    if proto is not None and type(proto).__name__ == "BidiComponent":
        yield str(told_to(proto))
    for child in getattr(node, "children", {}).values():
        yield from _drawn(child)


def test_no_text_of_the_data_is_a_tag_in_the_tables_that_pages_draw(country: None) -> None:
    """A name that looks like a tag is read back as text, and nothing acts."""
    read = _Tags()
    for html in _drawn(seen_page("overview", lang="vi")._tree):
        read.feed(html)
    assert read.tags <= {"div", "table", "caption", "thead", "tbody", "tr", "th", "td", "a", "br",
                         "svg", "g", "path", "circle", "rect", "text", "title", "p", "ul", "li",
                         "span", "details", "summary"}  # fmt: skip
    assert read.acting == []
    assert any("evil" in text for text in read.texts)


def test_the_markup_would_act_if_it_were_written_as_it_is() -> None:
    assert len(ACTS.findall(MARKUP)) == 13
