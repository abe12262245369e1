"""The catalogues hold exactly the texts of the source, complete; English needs none."""

import re
import unicodedata
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from indicators.language import text_catalogues, texts

PLACEHOLDER = re.compile(r"\{(\w*)\}")


def forms(text: object) -> list[str]:
    """One text, or its singular and plural."""
    return [text] if isinstance(text, str) else list(text)  # type: ignore[call-overload]


def messages(language: str) -> list[Message]:
    return [message for message in texts.read_catalogue(language) if message.id]


@pytest.mark.parametrize("language", texts.translated_languages())
def test_catalogue_holds_the_texts_of_the_source_and_no_others(language: str) -> None:
    held = {tuple(forms(message.id)) for message in messages(language)}
    wanted = {tuple(forms(message)) for message in text_catalogues.extracted_ids()}
    assert held == wanted, "run `make messages` and translate what is new"


@pytest.mark.parametrize("language", texts.translated_languages())
def test_every_text_is_translated_and_none_is_fuzzy_or_obsolete(language: str) -> None:
    catalogue = texts.read_catalogue(language)
    assert text_catalogues.untranslated(catalogue) == []
    assert [message.id for message in messages(language) if message.fuzzy] == []
    assert list(catalogue.obsolete) == []


@pytest.mark.parametrize("language", texts.translated_languages())
def test_placeholders_are_those_of_the_source_text(language: str) -> None:
    for message in messages(language):
        wanted = {name for form in forms(message.id) for name in PLACEHOLDER.findall(form)}
        found = {name for form in forms(message.string) for name in PLACEHOLDER.findall(form)}
        assert found == wanted, message.id


def test_vietnamese_is_composed() -> None:
    for message in messages("vi"):
        for form in forms(message.string):
            assert form == unicodedata.normalize("NFC", form)


def test_english_repeats_the_source_without_a_catalogue() -> None:
    assert not texts.catalogue_path("en").exists()
    ngettext = texts.plural_translator("en")
    for singular, *plural in map(forms, text_catalogues.extracted_ids()):
        assert texts.translator("en")(singular) == singular
        for many in plural:
            assert [ngettext(singular, many, n) for n in (0, 1, 2)] == [many, singular, many]


def test_translators() -> None:
    assert texts.translator("vi")("Ranking") == "Xếp hạng"
    assert texts.translator("en")("Ranking") == "Ranking"
    ngettext = texts.plural_translator("en")
    counted = [ngettext("{count} area", "{count} areas", count) for count in (1, 2)]
    assert counted == ["{count} area", "{count} areas"]
    assert texts.plural_translator("vi")("{count} area", "{count} areas", 1) == "{count} đơn vị"


@pytest.mark.parametrize("language", [None, "", "fr", "VI", "../en"])
def test_an_unknown_language_is_vietnamese(language: str | None) -> None:
    assert texts.translator(language)("Ranking") == "Xếp hạng"


def test_update_keeps_translations_adds_new_texts_and_drops_old_ones() -> None:
    old = Catalog(locale="vi")
    old.add("Ranking", "Xếp hạng")
    old.add("Gone", "Đã bỏ")
    new = text_catalogues.updated(old, {"Ranking", "New", ("{n} cat", "{n} cats")}, "vi")
    strings = {message.id: message.string for message in new if message.id}
    assert strings == {"Ranking": "Xếp hạng", "New": "", ("{n} cat", "{n} cats"): ("",)}
    assert set(text_catalogues.untranslated(new)) == {"New", ("{n} cat", "{n} cats")}


def test_files_are_as_update_writes_them() -> None:
    for language in texts.translated_languages():
        written = texts.catalogue_path(language).read_text(encoding="utf-8")
        catalogue = texts.read_catalogue(language)
        wanted = {message.id for message in messages(language)}
        again = text_catalogues.updated(catalogue, wanted, language)
        assert text_catalogues.po_text(again, language) == written
        assert "#:" not in written and "POT-Creation-Date" not in written


def test_extraction_finds_each_way_of_marking(tmp_path: Path) -> None:
    (tmp_path / "pages" / "parts").mkdir(parents=True)
    source = """
_("a" "b")
f"{N_('c')}"
translator(lang)("d")
context.text("e")
ngettext("f", "fs", 2)
context.plural("g", "gs", 2)
_(variable)
translator("en")
"""
    (tmp_path / "pages" / "parts" / "one.py").write_text(source, encoding="utf-8")
    (tmp_path / "indicators" / "sentences").mkdir(parents=True)
    sentences = 'one = "h {name}"\nof_others = "{first}; {second}"\nproblem = """i\nj\nk"""\n'
    (tmp_path / "indicators" / "sentences" / "facts.toml").write_text(sentences, encoding="utf-8")
    found = text_catalogues.extracted_ids(tmp_path)
    assert found == {"ab", "c", "d", "e", ("f", "fs"), ("g", "gs"), "h {name}", "i\nj\nk"}


def test_the_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert text_catalogues.main([]) == 2
    told = capsys.readouterr().err
    assert told == "usage: python -m indicators.language.text_catalogues update\n"
