"""Which questions stores are asked, for tests that count them."""

from collections.abc import Callable
from typing import Any

import pytest

from indicators.release.store import Store


def asked_questions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the questions that reach DuckDB from now on, in their order; it grows."""
    names: list[str] = []

    def note(ask: Callable[..., Any]) -> Callable[..., Any]:
        def noted(self: Store, name: str, **parameters: Any) -> Any:
            names.append(name)
            return ask(self, name, **parameters)

        return noted

    for way in ("arrays", "numbers"):  # `Store.query` asks the first too
        monkeypatch.setattr(Store, way, note(getattr(Store, way)))
    return names
