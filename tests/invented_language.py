"""A third language, added as README says: a row of the table and a catalogue; its texts are marked.

``python -m tests.invented_language serve …`` is ``python -m indicators serve …`` with it.
"""

import shutil
import sys
import tempfile
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from indicators.language import texts

# Babel has to know its numbers and months; the words are nobody's.
CODE = "eo"
ROW = texts.Language(CODE, "Lingvo inventita")


def marked(text: str) -> str:
    """A text of the interface in the invented language."""
    return f"⟦{text}⟧"


def write_catalogues(folder: Path) -> Path:
    """The project's catalogues with one more: English, every text marked."""
    shutil.copytree(texts.LOCALE_DIRECTORY, folder)
    invented = Catalog(locale=CODE, fuzzy=False)
    for message in texts.read_catalogue("vi"):
        if message.id:
            forms = [message.id] if isinstance(message.id, str) else message.id
            told = tuple(marked(form) for form in forms)
            invented.add(message.id, told if len(told) > 1 else told[0])
    path = folder / CODE / "LC_MESSAGES" / "dashboard.po"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        write_po(file, invented)
    return folder


def add_language(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make it one of the languages of this process; its catalogue is written below ``folder``."""
    catalogues = write_catalogues(folder / "locale")
    monkeypatch.setattr(texts, "LOCALE_DIRECTORY", catalogues)
    monkeypatch.setitem(texts.LANGUAGES, CODE, ROW)


if __name__ == "__main__":
    from indicators.commands.command_line import main

    with tempfile.TemporaryDirectory() as elsewhere, pytest.MonkeyPatch.context() as environment:
        add_language(Path(elsewhere), environment)
        sys.exit(main(sys.argv[1:]))
