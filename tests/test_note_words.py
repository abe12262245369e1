"""Notes of curators reach a Vietnamese reader in Vietnamese, with their numbers unchanged."""

import re
import unicodedata

import pytest

from indicators.language import note_words
from tests.frozen_table import frozen_rows

PLACEHOLDER = re.compile(r"\{\w*\}")
DIGITS = re.compile(r"\d+")


def curated_notes() -> list[str]:
    """The notes and corrections of a thousand curated figures and of their sources."""
    return [row["note"] for row in frozen_rows("notes")]


def entries() -> list[tuple[str, str]]:
    catalogue = note_words.read_notes_catalogue()
    return [(str(one.id), str(one.string)) for one in catalogue if one.id]


def test_every_phrase_of_the_frozen_notes_is_vietnamese() -> None:
    missing = sorted({text for note in curated_notes() for text in note_words.untranslated(note)})
    assert len(curated_notes()) > 400
    assert missing == []


def test_no_phrase_of_the_frozen_notes_has_two_translations() -> None:
    phrases = {text for note in curated_notes() for text in note_words.phrases(note)}
    for phrase in phrases:
        patterns = note_words.known_patterns().items()
        found = [text for text, pattern in patterns if pattern.told(phrase) is not None]
        found += [phrase] if phrase in note_words.known_phrases() else []
        assert len(found) <= 1, phrase


def test_translations_are_complete_composed_and_without_english() -> None:
    for english, vietnamese in entries():
        assert vietnamese == unicodedata.normalize("NFC", vietnamese).strip() != "", english
        words = PLACEHOLDER.sub("", vietnamese)
        assert note_words.ENGLISH_WORD.search(words) is None, vietnamese


def test_placeholders_are_those_of_the_english_phrase() -> None:
    for english, vietnamese in entries():
        wanted, found = PLACEHOLDER.findall(english), PLACEHOLDER.findall(vietnamese)
        assert sorted(found) == sorted(set(wanted)), english
        assert len(wanted) == len(set(wanted)), english


# What English tells in words and Vietnamese in figures, or the other way round.
IN_FIGURES = {"nine months": "9", "eight months": "8", "half year": "6", "half-year": "6",
              "first half": "6", "Q3": "III"}  # fmt: skip
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
MONTH = re.compile(rf"\b(?:{'|'.join(f'{m}|{m[:3]}' for m in note_words.MONTHS)})\b")


def test_a_translated_phrase_has_the_digits_of_its_source() -> None:
    for english, vietnamese in note_words.known_phrases().items():
        assert digits(vietnamese) == digits(in_figures(english)), english


def in_figures(english: str) -> str:
    """A phrase with its months, days and periods in the figures that Vietnamese writes."""
    for words, figure in IN_FIGURES.items():
        english = english.replace(words, figure)
    english = DAY.sub(lambda day: "/".join(str(int(part)) for part in day.groups()), english)
    short = [month[:3] for month in note_words.MONTHS]
    return MONTH.sub(lambda month: str(short.index(month[0][:3]) + 1), english)


def digits(text: str) -> str:
    """The digits of a text in their order of size, whatever marks stand between them."""
    return "".join(sorted("".join(DIGITS.findall(text))))


def test_the_file_is_sorted_and_names_each_phrase_once() -> None:
    written = note_words.CATALOGUE.read_text(encoding="utf-8")
    order = re.findall(r'^msgid "(.+)"$', written, flags=re.MULTILINE)
    assert len(order) == len(entries())
    plain = [text.replace('\\"', '"') for text in order]
    assert plain == sorted(set(plain))


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("", ""),
        ("year not printed", "bài không ghi năm"),
        (
            "computed from the printed counts 137884 of 147818; the share itself is not printed",
            "tính từ hai số ghi trong bài: 137.884 trên 147.818; bài không ghi tỷ lệ này",
        ),
        ("12 times the printed 5.5 of one month", "12 lần con số 5,5 in cho một tháng"),
        ("published in 2025-07, day not seen", "đăng tháng 7/2025, chưa rõ ngày"),
        ("plan 36.159 tỷ", "dự toán 36,159 tỷ đồng"),
        ("1,055 households; +10.63% on 2024", "1.055 hộ; tăng 10,63% so với năm 2024"),
        ("5th week", "tuần thứ 5"),
        ("stated in August 2025 for year 2025", "nêu tháng 8/2025 cho năm 2025"),
        ("day from the text (28 July)", "ngày lấy từ bài (28/7)"),
        ("vượt means 100+13.2", "“vượt” nghĩa là 100 + 13,2"),
        (
            "INCONSISTENT: (4002+1896)/5919 settled = 99.65%, not 98%",
            "KHÔNG KHỚP: (4.002 + 1.896)/5.919 hồ sơ đã giải quyết = 99,65%, không phải 98%",
        ),
        ("ô chứa / the cell holds 12,3456", "ô chứa 12,3456"),
        ("(nhiệm vụ thu)", "(nhiệm vụ thu)"),
        ("month later; year not printed", "month later; bài không ghi năm"),
    ],
)
def test_a_note_is_translated_phrase_by_phrase(note: str, told: str) -> None:
    assert note_words.note_in(note, "vi") == told
    assert note_words.note_in(note, "en") == note


def test_a_number_that_is_read_in_two_ways_is_left_alone() -> None:
    # 1.055 is a thousand and fifty-five in a Vietnamese text, little more than one in English.
    assert note_words.note_in("1.055 households", "vi") == "1.055 households"
    assert note_words.untranslated("1.055 households") == ["1.055 households"]


def test_quotes_keep_a_phrase_together() -> None:
    note = 'prints "a; b": doubtful; total;no space; 5" wide'
    assert note_words.phrases(note) == [
        'prints "a; b": doubtful', "total;no space", '5" wide',
    ]  # fmt: skip


def test_which_phrases_still_need_an_entry() -> None:
    note = "Tin đăng lại; stated by the Huế paper; GRDP; total"
    assert note_words.untranslated(note) == ["stated by the Huế paper", "GRDP"]


def test_a_placeholder_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match=r"found \{count\} in '\{count\} cats', expected one of"):
        note_words.pattern("{count} cats", "{count} con mèo")


@pytest.mark.parametrize(
    ("text", "vi", "en"),
    [
        ("paragraph 6", "đoạn 6", "paragraph 6"),
        ("Biểu 1!C7", "Biểu 1!C7", "Biểu 1!C7"),
        ("paragraph six", "paragraph six", "paragraph six"),
        ("", "", ""),
        (None, "", ""),
    ],
)
def test_locators(text: str | None, vi: str, en: str) -> None:
    assert note_words.locator_in(text, "vi") == vi
    assert note_words.locator_in(text, "en") == en
