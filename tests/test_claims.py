"""What a clause claims: results are read, and never a denial, plan, wish, condition or rumour.

All places and figures are invented.
"""

import re
from datetime import date
from functools import cache

import pytest
import yaml
from hypothesis import given
from hypothesis import settings as chosen
from hypothesis import strategies as st

from bench import evaluation
from indicators import settings
from indicators.catalogue.loading import load_catalogue
from indicators.extraction.candidate import Skipped
from indicators.extraction.meaning import meanings
from indicators.extraction.reader import extract
from indicators.vocabularies.press_words import load_vocabulary

PUBLISHED = date(2026, 1, 8)


def sentences(name):
    rows = yaml.safe_load((evaluation.ARTICLES / f"{name}.yaml").read_text("utf-8"))
    return [(row["text"], {key: float(value) for key, value in row["figures"].items()})
            for row in rows]  # fmt: skip


WELL_READ = sentences("well_read")
LIKE_PLANS = sentences("results_like_plans")


@cache
def tools():
    return {
        "catalogue": load_catalogue(settings.DATA / "indicators.yaml"),
        "gazetteer": evaluation.invented_gazetteer(),
        "vocabulary": load_vocabulary(settings.DATA / "phrases.yaml"),
    }


def read(text):
    return extract(text, published=PUBLISHED, **tools())


def signed(text):
    """The figures that a careful reader would sign: those without a check, as achieved."""
    return {(one.indicator_id, float(one.value)) for one in read(text)
            if not one.checks and one.status == "A"}  # fmt: skip


def test_the_sentences_are_many_and_of_all_common_indicators():
    assert len(WELL_READ) >= 60
    assert len(LIKE_PLANS) >= 40
    assert len({name for _, figures in WELL_READ for name in figures}) >= 28


@pytest.mark.parametrize(("text", "figures"), WELL_READ, ids=lambda one: str(one)[:60])
def test_a_plain_result_is_read_without_doubt(text, figures):
    found = {one.indicator_id: (float(one.value), one.checks) for one in read(text)}
    assert found == {name: (value, ()) for name, value in figures.items()}


@pytest.mark.parametrize(("text", "figures"), LIKE_PLANS, ids=lambda one: str(one)[:60])
def test_a_result_in_the_words_of_a_plan_stays_read(text, figures):
    found = {one.indicator_id: (float(one.value), one.checks) for one in read(text)}
    assert found == {name: (value, ()) for name, value in figures.items()}


PREFIXES = (
    "Kế hoạch:", "Kế hoạch năm 2025:", "Theo kế hoạch,", "Theo kế hoạch", "Nếu", "Nếu thuận lợi,",
    "Giả sử", "Trong trường hợp thuận lợi,", "Dự báo", "Đề xuất", "Kiến nghị", "Yêu cầu", "Đăng ký",
    "Được giao", "Nghị quyết đề ra:", "Theo đề án,", "Mục tiêu:", "Chỉ tiêu được giao:", "Phấn đấu",
    "Quyết tâm", "Hy vọng", "Xã mong muốn", "Ước gì", "Có thể", "Khả năng", "Liệu",
    "Thông tin sai sự thật cho rằng", "Có tin đồn rằng", "Mạng xã hội lan truyền tin",
    "Không có chuyện", "Không đúng là", "Chưa chắc", "Phải chăng",
)  # fmt: skip
BEFORE_A_VERB = (
    "không", "chưa", "chẳng", "không thể", "chưa thể", "chưa hề", "khó có thể", "sẽ", "có thể",
    "phải", "cần", "dự định", "mong muốn", "hy vọng", "quyết tâm", "đề xuất", "nếu thuận lợi sẽ",
)  # fmt: skip
ENDINGS = (" nếu thuận lợi.", " là mục tiêu đề ra.", " là sai sự thật.",
           " là thông tin không chính xác.", " theo kế hoạch.")  # fmt: skip
_VERB = re.compile(
    r"(?<!\w)(?:đạt|là|còn|có|bằng|hoàn thành|tiếp nhận|kết nạp|thành lập|giải quyết|tạo)(?!\w)"
)


@pytest.mark.parametrize("prefix", PREFIXES)
@chosen(max_examples=30, deadline=None)
@given(sentence=st.sampled_from([text for text, _ in WELL_READ]), small=st.booleans())
def test_a_frame_in_front_never_leaves_the_figure_as_it_was(prefix, sentence, small):
    told = sentence[0].lower() + sentence[1:] if small else sentence
    assert signed(sentence) & signed(f"{prefix} {told}") == set()


@pytest.mark.parametrize("words", BEFORE_A_VERB)
@chosen(max_examples=30, deadline=None)
@given(sentence=st.sampled_from([text for text, _ in WELL_READ]))
def test_a_word_before_the_verb_never_leaves_its_figure_as_it_was(words, sentence):
    first = min(read(sentence), key=lambda one: one.start)
    verbs = [one.start() for one in _VERB.finditer(sentence, 0, first.start)]
    if not verbs:
        return
    changed = f"{sentence[: verbs[-1]]}{words} {sentence[verbs[-1] :]}"
    assert (first.indicator_id, float(first.value)) not in signed(changed)


@pytest.mark.parametrize("ending", ENDINGS)
@chosen(max_examples=30, deadline=None)
@given(sentence=st.sampled_from([text for text, _ in WELL_READ]))
def test_an_ending_that_takes_it_back_never_leaves_the_last_figure_as_it_was(ending, sentence):
    last = max(read(sentence), key=lambda one: one.start)
    assert (last.indicator_id, float(last.value)) not in signed(sentence.rstrip(".") + ending)


@chosen(max_examples=150, deadline=None)
@given(case=st.sampled_from(WELL_READ), place=st.integers(0, 9), digit=st.sampled_from("123456789"))
def test_another_digit_is_followed_or_the_figure_left_out(case, place, digit):
    text, _ = case
    first = min(read(text), key=lambda one: one.start)
    digits = [m.start() for m in re.finditer(r"\d", text[first.start : first.end])]
    at = first.start + digits[place % len(digits)]
    if text[at] == digit:
        return
    changed = text[:at] + digit + text[at + 1 :]
    assert (first.value, first.denominator) not in [
        (one.value, one.denominator)
        for one in read(changed)
        if one.indicator_id == first.indicator_id and not one.checks
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Năm 2025, xã Mẫu Sơn còn thiếu 3/19 tiêu chí nông thôn mới.",
        "Năm 2025, thu ngân sách xã Mẫu Sơn đạt 45 tỷ đồng chưa?",
        "Liệu năm 2025 thu ngân sách xã Mẫu Sơn có đạt 45 tỷ đồng không?",
        "Năm 2025, thu ngân sách xã Mẫu Sơn đạt 45 tỷ đồng. Thông tin này là sai sự thật.",
        "Năm 2025, tỷ lệ hộ nghèo của xã Mẫu Sơn không giảm được xuống 2%.",
        "Năm 2025, tỷ lệ che phủ rừng theo quy hoạch của xã Mẫu Sơn là 47%.",
        "Mức sàn tỷ lệ hồ sơ trực tuyến năm 2025 của xã Mẫu Sơn là 80%.",
        "Năm 2025, xã Mẫu Sơn có một nửa số hộ nghèo thoát nghèo.",
        "Năm 2025, tỷ lệ người dân chưa tham gia bảo hiểm y tế của xã Mẫu Sơn là 7%.",
        "Năm 2025, xã Mẫu Sơn có 15% rác thải sinh hoạt chưa được thu gom.",
        "Năm 2025, tỷ lệ hồ sơ trực tuyến bị trả lại của xã Mẫu Sơn là 12%.",
        "Năm 2025, thu ngân sách xã Mẫu Sơn gấp đôi năm 2024.",
        "Năm 2025, thu ngân sách xã Mẫu Sơn hụt 3 tỷ đồng.",
        "Năm 2025, tỷ lệ bao phủ bảo hiểm y tế của xã Mẫu Sơn vượt mục tiêu 95%.",
    ],
)
def test_what_is_no_result_of_the_quantity_is_left_out(text):
    assert read(text) == []


def test_what_the_words_leave_open_carries_a_doubt():
    [one] = read("Năm 2025, chỉ tiêu tỷ lệ che phủ rừng của xã Mẫu Sơn đạt 52%.")
    assert [str(told) for told in one.checks] == ['perhaps_not_reached(words="chỉ tiêu")']
    assert one.confidence < 0.6


@pytest.mark.parametrize(
    ("told", "indicator", "value"),
    [
        ("thu ngân sách xã Mẫu Sơn hụt 5% so với dự toán", "budget_revenue_vs_plan", 95),
        ("thu ngân sách xã Mẫu Sơn thiếu 8% so với kế hoạch", "budget_revenue_vs_plan", 92),
        ("thu ngân sách xã Mẫu Sơn thấp hơn dự toán 7%", "budget_revenue_vs_plan", 93),
        ("thu ngân sách xã Mẫu Sơn giảm 6% so với kế hoạch", "budget_revenue_vs_plan", 94),
        ("thu ngân sách xã Mẫu Sơn vượt dự toán 12%", "budget_revenue_vs_plan", 112),
        ("tốc độ tăng trưởng kinh tế của xã Mẫu Sơn đạt -2,1%", "output_growth", -2.1),
        ("tốc độ tăng trưởng kinh tế của xã Mẫu Sơn là âm 2%", "output_growth", -2),
        ("giá trị sản xuất của xã Mẫu Sơn giảm 3,4% so với cùng kỳ", "output_growth", -3.4),
    ],
)
def test_shortfalls_and_decreases_keep_their_direction(told, indicator, value):
    [one] = read(f"Năm 2025, {told}.")
    assert (one.indicator_id, float(one.value), one.checks) == (indicator, value, ())


@pytest.mark.parametrize(
    ("bound", "qualifier"),
    [
        ("không hơn", "at_most"), ("không tới", "at_most"), ("tối đa", "at_most"),
        ("không vượt quá", "at_most"), ("chưa tới", "at_most"), ("không dưới", "at_least"),
        ("tối thiểu", "at_least"), ("ít nhất", "at_least"), ("không kém", "at_least"),
        ("trên dưới", "about"), ("xấp xỉ", "about"), ("ngót", "nearly"), ("ngót nghét", "nearly"),
    ],
)  # fmt: skip
def test_bounds_are_no_denials(bound, qualifier):
    [one] = read(f"Năm 2025, thu ngân sách xã Mẫu Sơn đạt {bound} 25 tỷ đồng.")
    assert (float(one.value), one.qualifier, one.checks) == (25, qualifier, ())


@pytest.mark.parametrize("share", ["0/0%", "0/0 hồ sơ", "5/0%", "97/95%"])
def test_a_share_of_nothing_costs_no_other_figure(share):
    found = read(f"Năm 2025, xã Mẫu Sơn giải quyết hồ sơ đúng hạn {share}. "
                 "Năm 2025, dân số xã Mẫu Sơn là 12.300 người.")  # fmt: skip
    assert [(one.indicator_id, float(one.value)) for one in found] == [("population", 12300)]


def test_a_sentence_at_which_the_reader_fails_is_told_and_the_others_are_read(monkeypatch):
    def failing(line, vocabulary):
        if "hỏng" in line.key[line.start : line.end]:
            raise ZeroDivisionError("for the test")
        return meanings(line, vocabulary)

    skipped: list[Skipped] = []
    monkeypatch.setattr("indicators.extraction.reader.meanings", failing)
    text = "Câu hỏng 1. Năm 2025, dân số xã Mẫu Sơn là 12.300 người."
    found = extract(text, published=PUBLISHED, skipped=skipped, **tools())
    assert [float(one.value) for one in found] == [12300]
    [one] = skipped
    assert (text[one.start : one.end], one.error) == (
        "Câu hỏng 1.",
        "ZeroDivisionError: for the test",
    )
