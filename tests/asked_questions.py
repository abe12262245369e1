"""Which questions stores are asked, for tests that count them."""

from typing import Any

import pytest

from indicators.release.store import Store


def asked_questions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the questions that reach DuckDB from now on, in their order; it grows."""
    names: list[str] = []
    ask = Store.arrays  # what `Store.query` asks too

    def noted(self: Store, name: str, **parameters: Any) -> Any:
        names.append(name)
        return ask(self, name, **parameters)

    monkeypatch.setattr(Store, "arrays", noted)
    return names
