"""Bytes to text, offsets back to the original, sentences and their parts."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.extraction.sentences import LONGEST, parts, sentences
from indicators.printed.clean_text import CleanText, comparable, decode


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_files_are_decoded_by_their_mark(encoding):
    assert decode("Xã Mẫu Sơn".encode(encoding)) == "Xã Mẫu Sơn"


def test_windows_1258_is_what_remains():
    assert unicodedata.normalize("NFC", decode("đạt".encode("cp1258", "ignore"))).startswith("đ")


def test_decoding_never_fails():
    assert decode(b"\x81\xff\x9d 12")[-2:] == "12"


def test_the_key_is_lower_case_with_one_tone_style_and_as_long():
    assert comparable("Hoà Thuỷ\u00a0QUÝ – D’Ran") == "hòa thủy quý - d'ran"
    assert len(comparable("İ")) == 1


def test_a_composed_text_is_left_as_it_is():
    clean = CleanText.of("tỷ lệ 2,19%")
    assert clean.text == "tỷ lệ 2,19%"
    assert clean.original_span(6, 11) == (6, 11)


def test_offsets_of_a_decomposed_text_lead_back():
    original = unicodedata.normalize("NFD", "tỷ lệ hộ nghèo 2,19%")
    clean = CleanText.of(original)
    assert clean.text == "tỷ lệ hộ nghèo 2,19%"
    start, end = clean.original_span(15, 20)
    assert original[start:end] == "2,19%"
    start, end = clean.original_span(3, 5)
    assert original[start:end] == unicodedata.normalize("NFD", "lệ")


def test_invisible_characters_are_passed_over():
    original = "tỷ\u200b lệ \u00ad98\u200b,5\ufeff%"
    clean = CleanText.of(original)
    assert clean.text == "tỷ lệ 98,5%"
    start, end = clean.original_span(6, 11)
    assert original[start:end] == "98\u200b,5\ufeff%"


@given(st.text(alphabet="aăâoơeêđ ộệ1,%\u0301\u0323\u0302\u200b\n", max_size=60))
def test_every_span_of_the_clean_text_reads_the_same_in_the_original(original):
    clean = CleanText.of(original)
    for offset, character in enumerate(clean.text):
        start, end = clean.original_span(offset, offset + 1)
        assert character in unicodedata.normalize("NFC", original[start:end])


def test_abbreviations_and_numbers_end_no_sentence():
    text = "TP. Huế đạt 1.204,6 tỷ đồng. Năm 2025 tăng 5%!\nHết"
    cut = [text[one.start : one.end].strip() for one in sentences(text)]
    assert cut == ["TP. Huế đạt 1.204,6 tỷ đồng.", "Năm 2025 tăng 5%!", "Hết"]


def test_no_sentence_is_longer_than_the_bound_and_nothing_is_lost():
    text = "một hai " * (LONGEST // 2)
    cut = list(sentences(text))
    assert max(one.end - one.start for one in cut) <= LONGEST
    assert "".join(text[one.start : one.end] for one in cut) == text


def test_parts_end_at_commas_but_not_inside_numbers():
    text = "đạt 12,5 tỷ, bằng 120% (cũ); còn 2%"
    cut = [text[part.start : part.end].strip() for part in parts(text, 0, len(text))]
    assert cut == ["đạt 12,5 tỷ", "bằng 120%", "cũ", "", "còn 2%"]
