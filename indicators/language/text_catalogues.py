"""Keeping the catalogues in step with the source: a tool of developers, not used by pages.

The files have no line numbers and no dates, so a change in a catalogue is a change of a text.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import write_po

from indicators.language.texts import (
    LANGUAGES,
    catalogue_path,
    read_catalogue,
    translated_languages,
)

ROOT = Path(__file__).parents[2]
SOURCES = ("dashboard.py", "pages/**/*.py", "indicators/**/*.py")
SENTENCES = "indicators/sentences/*.toml"
PLACE = re.compile(r"\{\w+\}")
LETTER = re.compile(r"[^\W\d_]")

# The names under which the translators are called, and how many texts they take.
KEYWORDS = {
    "_": 1,
    "N_": 1,
    "translator()": 1,  # translator(lang)("…")
    "text": 1,  # pages.parts.frame.Context.text
    "ngettext": 2,
    "plural_translator()": 2,
    "plural": 2,  # pages.parts.frame.Context.plural
}

HEADER = """\
# {language_name}: texts of the dashboard. `make messages` adds what the source asks for.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"

"""

# One text, or its singular and plural: what Babel uses as the key of a message.
MessageId = str | tuple[str, ...] | list[str]


def extracted_ids(root: Path = ROOT) -> set[MessageId]:
    """Every text that the source hands to a translator (``KEYWORDS``), and the sentences."""
    called: set[MessageId] = {
        message
        for path in source_files(root)
        for message in texts_in(path.read_text(encoding="utf-8"))
    }
    return called.union(*(sentences_in(path.read_text("utf-8")) for path in root.glob(SENTENCES)))


def sentences_in(tables: str) -> Iterator[str]:
    """The sentences of a file of ``indicators/sentences``; none where all is put in: "{a}; {b}"."""
    for text in tomllib.loads(tables).values():
        if LETTER.search(PLACE.sub("", text)):
            yield text


def texts_in(source: str) -> Iterator[MessageId]:
    """The texts of one Python file.

    Read from the syntax tree: Babel's own extraction goes by tokens and does not see a call
    inside an f-string before Python 3.12.
    """
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        wanted = KEYWORDS.get(_called_name(node.func), 0)
        found = [
            argument.value
            for argument in node.args[:wanted]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        ]
        if wanted and len(found) == wanted:
            yield found[0] if wanted == 1 else tuple(found)


def _called_name(function: ast.expr) -> str:
    """``name`` of ``name(…)`` and ``object.name(…)``, ``name()`` of ``name(…)(…)``."""
    if isinstance(function, ast.Call):
        return f"{_called_name(function.func)}()"
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def source_files(root: Path = ROOT) -> Iterator[Path]:
    """The Python files that may hold texts, in the order of their names."""
    for pattern in SOURCES:
        yield from sorted(root.glob(pattern))


def updated(old: Catalog, wanted: set[MessageId], language: str) -> Catalog:
    """A catalogue of exactly the ``wanted`` texts with the translations that ``old`` has.

    A text that is new stays untranslated: nothing is guessed from similar texts.
    """
    catalogue = Catalog(locale=language, fuzzy=False)
    for message_id in sorted(wanted, key=str):
        known = old.get(message_id)
        string = known.string if known is not None else _untranslated(message_id, catalogue)
        catalogue.add(message_id, string)
    return catalogue


def po_text(catalogue: Catalog, language: str) -> str:
    """The catalogue as the text of a .po file, sorted."""
    body = BytesIO()
    write_po(body, catalogue, width=100, no_location=True, omit_header=True, sort_output=True)
    header = HEADER.format(
        language=language,
        language_name=LANGUAGES[language].own_name,
        plural_forms=catalogue.plural_forms,
    )
    return header + body.getvalue().decode("utf-8").strip("\n") + "\n"


def untranslated(catalogue: Catalog) -> list[MessageId]:
    """The texts of a catalogue that lack a translation, in any of their plural forms."""
    return [message.id for message in catalogue if message.id and not _is_complete(message)]


def update() -> dict[str, list[MessageId]]:
    """Rewrite all catalogues; the texts that are still to be translated, per language."""
    wanted = extracted_ids()
    missing = {}
    for language in translated_languages():
        path = catalogue_path(language)
        old = read_catalogue(language) if path.exists() else Catalog(locale=language)
        catalogue = updated(old, wanted, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(po_text(catalogue, language), encoding="utf-8", newline="\n")
        missing[language] = untranslated(catalogue)
    return missing


def main(arguments: list[str]) -> int:
    """``update`` rewrites the catalogues; exit 1 where texts are still to be translated."""
    if arguments != ["update"]:
        print("usage: python -m indicators.language.text_catalogues update", file=sys.stderr)
        return 2
    missing = update()
    for language, messages in missing.items():
        for message in messages:
            place = catalogue_path(language).relative_to(ROOT)
            print(f"{place}: found no translation of {message!r}, expected one", file=sys.stderr)
    return 1 if any(missing.values()) else 0


def _untranslated(message_id: MessageId, catalogue: Catalog) -> MessageId:
    return "" if isinstance(message_id, str) else ("",) * catalogue.num_plurals


def _is_complete(message: Message) -> bool:
    forms = message.string or ""
    return bool(forms) and all([forms] if isinstance(forms, str) else forms)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
