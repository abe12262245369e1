"""What rules and readers say of a fault, in the reader's language.

Problems, refusals and rejects are English where they are raised: the command line prints them so.
Their Vietnamese is in ``locale/vi/LC_MESSAGES/problems.po``, one entry for one text or for all
texts of one form. What a file or a person wrote stays as it is. A text without an entry is shown in
English.
"""

from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from indicators.language.note_words import KINDS, PLACEHOLDER, Kind, Pattern, pattern
from indicators.language.texts import LOCALE_DIRECTORY, known_language

LANGUAGE = "vi"
CATALOGUE = LOCALE_DIRECTORY / LANGUAGE / "LC_MESSAGES" / "problems.po"


def problem_in(text: str, lang: str | None) -> str:
    """A phrase of a problem, or a line of a summary, as a reader of ``lang`` reads it.

    >>> problem_in("a change without a reason", "vi")
    'thay đổi mà không nêu lý do'
    >>> problem_in("found 101 %, expected 0 to 100 %", "vi")
    'thấy 101 %, cần từ 0 đến 100 %'
    """
    if known_language(lang) != LANGUAGE:
        return text
    plain = text.strip()
    return text.replace(plain, told_or_none(plain) or plain) if plain else text


def told_or_none(text: str) -> str | None:
    """The Vietnamese of a text, ``None`` where no entry fits."""
    phrases, patterns = _catalogue()
    if text in phrases:
        return phrases[text]
    return next((told for one in patterns if (told := one.told(text)) is not None), None)


def entries(path: Path = CATALOGUE) -> list[tuple[str, str]]:
    """The texts with their Vietnamese, in the order of the file."""
    with path.open("rb") as file:
        return [(str(one.id), str(one.string)) for one in read_po(file, locale=LANGUAGE) if one.id]


@cache
def _catalogue() -> tuple[dict[str, str], list[Pattern]]:
    """Texts without placeholders, and patterns, those with most words of their own first."""
    found = entries()
    plain = {text: told for text, told in found if not PLACEHOLDER.search(text)}
    formed = [(text, told) for text, told in found if text not in plain]
    formed.sort(key=lambda one: -len(PLACEHOLDER.sub("", one[0])))
    return plain, [pattern(text, told, PROBLEM_KINDS) for text, told in formed]


def _said(text: str) -> str:
    return told_or_none(text) or text


PROBLEM_KINDS = {
    "number": KINDS["number"],
    "text": KINDS["text"],
    "line": Kind(r"\d+", str),
    "day": Kind(r"\d{4}-\d\d-\d\d", str),
    "word": Kind(r"\S+", str),
    "range": Kind(r"-?[\d.e+]+", str),
    "said": Kind(".+", _said),
}
