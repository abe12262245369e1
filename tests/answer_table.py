"""What the ranking page gives the script of its table, as tests of the page read it."""

from typing import Any

from streamlit.testing.v1 import AppTest

from tests.components import told_to_components


def table_of(app: AppTest) -> dict[str, Any]:
    """Groups, words and what is not known."""
    (found,) = [one for one in told_to_components(app) if isinstance(one, dict) and "groups" in one]
    return dict(found)


def rows_of(app: AppTest) -> list[dict[str, Any]]:
    """The rows of all groups on the page, as ``answer_table.drawn_rows`` gives them."""
    return [row for group in table_of(app)["groups"] for row in group["rows"]]
