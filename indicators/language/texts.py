"""The texts that a reader sees, in the reader's language.

Source texts (msgids) are English, which therefore needs no catalogue;
``locale/LANGUAGE/LC_MESSAGES/dashboard.po`` holds the translations into each other language. The
catalogues are read once per process, so no compiled file has to be kept in step with them. In code
the translators are named ``_`` and ``ngettext``, which is how
``python -m indicators.language.text_catalogues update`` finds the texts that the catalogues must
hold.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


@dataclass(frozen=True)
class Language:
    """One language of readers; the marks of its numbers and its names of months are Babel's.

    ``code`` is Babel's too. The patterns of dates are Babel's usual ones where none is given.
    """

    code: str
    own_name: str
    day: str = ""
    day_without_year: str = ""
    month: str = ""
    roman_quarters: bool = False


# One row a language; but for that of the code a catalogue below ``locale/`` has its texts. The
# order is that of the switch.
LANGUAGES = {
    one.code: one
    for one in (
        Language("vi", "Tiếng Việt", "d/M/y", "d/M", "M/y", roman_quarters=True),
        Language("en", "English", "d MMM y", "d MMM", "MMMM y"),
    )
}
# Of the addresses without a language, and of the records' first texts.
DEFAULT_LANGUAGE = "vi"
# Of the texts in the code.
SOURCE_LANGUAGE = "en"
LOCALE_DIRECTORY = Path(__file__).parent / "locale"


def known_language(language: str | None) -> str:
    """``language`` where it is one of ``LANGUAGES``, else Vietnamese."""
    return language if language is not None and language in LANGUAGES else DEFAULT_LANGUAGE


def translator(language: str | None) -> Callable[[str], str]:
    """The function that turns an English source text into ``language``.

    >>> _ = translator("vi")
    >>> _("Ranking")
    'Xếp hạng'
    """
    return _translations(known_language(language)).gettext


def plural_translator(language: str | None) -> Callable[[str, str, int], str]:
    """The function ``ngettext(singular, plural, number)`` of ``language``."""
    return _translations(known_language(language)).ngettext


def catalogue_path(language: str) -> Path:
    """Where the translations of ``language`` are kept."""
    return LOCALE_DIRECTORY / language / "LC_MESSAGES" / "dashboard.po"


def translated_languages() -> list[str]:
    """The languages that have a catalogue: all but that of the source."""
    return [code for code in LANGUAGES if code != SOURCE_LANGUAGE]


def read_catalogue(language: str) -> Catalog:
    """The catalogue of ``language``; raises ``FileNotFoundError`` where it is missing."""
    with catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language)


@cache
def _translations(language: str) -> NullTranslations:
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read_catalogue(language))
    compiled.seek(0)
    return GNUTranslations(compiled)
