"""A page as Streamlit runs it for a reader who comes to an address."""

from collections.abc import Sequence

from streamlit.testing.v1 import AppTest

from indicators.settings import DASHBOARD

LONGEST_SECONDS = 60


def opened_page(page: str, **address: str | Sequence[str]) -> AppTest:
    """The page of the file ``pages/PAGE.py`` with these keys in its address, without an error."""
    app = AppTest.from_file(str(DASHBOARD), default_timeout=LONGEST_SECONDS).run()
    app.switch_page(f"pages/{page}.py")
    for key, value in address.items():
        app.query_params[key] = value if isinstance(value, str) else list(value)
    app.run()
    assert not app.exception
    return app
