"""Text of the press in Streamlit's Markdown: nothing in it acts as markup."""

import pytest

from pages.parts.plain import linked, plain, web_address


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("6.012 hồ sơ", "6.012 hồ sơ"),
        ("*2.685* hồ sơ", r"\*2.685\* hồ sơ"),
        ("[x](javascript:y)", r"\[x\]\(javascript\:y\)"),
        ("<b>$5$</b>", r"\<b\>\$5\$\</b\>"),
        ("1. Tổng kết", r"1\. Tổng kết"),
        ("- 5 %", r"\- 5 %"),
        ("một\n# hai", r"một \# hai"),
        ("http://a.vn WWW.a.vn", r"http:small[]\://a.vn WWW:small[].a.vn"),
        ("an@example.vn", r"an:small[]@example.vn"),
        (":material/home:", r"\:material\/home:small[]\:"),
        ("a -- b -> c", r"a -:small[]- b -:small[]\> c"),
        ("x <-> y", r"x \<:small[]-:small[]\> y"),
        ("a-->b 1:2", r"a--\>b 1\:2"),
        (":smile: 10:30", r"\:smile:small[]\: 10\:30"),
    ],
)
def test_markup_is_shown_and_does_nothing(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "ftp://a.vn/b", "//a.vn", "http:///x", "",
            None, "http://[x"],
)  # fmt: skip
def test_only_web_addresses_become_links(url: str | None) -> None:
    assert web_address(url) is None
    assert linked("Tin", url) == "Tin"


def test_a_link_cannot_end_early() -> None:
    assert linked("A [b]", "https://a.vn/x>y z") == r"[A \[b\]](<https://a.vn/x%3Ey%20z>)"
