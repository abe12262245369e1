"""The texts that a reader sees, in the reader's language.

Source texts (msgids) are English; ``locale/LANGUAGE/LC_MESSAGES/dashboard.po`` holds their
translations. The catalogues are read once per process, so no compiled file has to be kept in
step with them. In code the translators are named ``_`` and ``ngettext``, which is how
``python -m indicators.language.catalogues update`` finds the texts that the catalogues must hold.
"""

from collections.abc import Callable
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT_LANGUAGE = "vi"
LOCALE_DIRECTORY = Path(__file__).parent / "locale"


def known_language(language: str | None) -> str:
    """``language`` where there is a catalogue for it, else Vietnamese."""
    return language if language in LANGUAGES else DEFAULT_LANGUAGE


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


def mark(text: str) -> str:
    """Give ``text`` back; imported as ``N_`` it marks a text that is translated elsewhere."""
    return text


def catalogue_path(language: str) -> Path:
    """Where the translations of ``language`` are kept."""
    return LOCALE_DIRECTORY / language / "LC_MESSAGES" / "dashboard.po"


def read_catalogue(language: str) -> Catalog:
    """The catalogue of ``language``; raises ``FileNotFoundError`` where it is missing."""
    with catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language)


@cache
def _translations(language: str) -> GNUTranslations:
    compiled = BytesIO()
    write_mo(compiled, read_catalogue(language))
    compiled.seek(0)
    return GNUTranslations(compiled)
