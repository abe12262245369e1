"""The reader on labelled invented texts, and the promises of its candidates."""

import unicodedata
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from bench import evaluation
from indicators import settings
from indicators.catalogue.loading import load_catalogue
from indicators.doubts import doubt
from indicators.extraction.gazetteer import load_gazetteer
from indicators.extraction.reader import extract
from indicators.vocabularies.press_words import load_vocabulary

TUNED = evaluation.labelled_articles(evaluation.ARTICLES / "tuned.yaml")
UNTOUCHED = evaluation.labelled_articles(evaluation.ARTICLES / "untouched.yaml")


@pytest.fixture(scope="module")
def tools():
    return {
        "catalogue": load_catalogue(settings.DATA / "indicators.yaml"),
        "vocabulary": load_vocabulary(settings.DATA / "phrases.yaml"),
    }


@pytest.fixture(scope="module")
def read(tools):
    gazetteer = evaluation.invented_gazetteer()

    def read_text(text, **given):
        return extract(text, gazetteer=gazetteer, **tools, **given)

    return read_text


def test_there_are_sixty_texts_and_a_third_is_untouched():
    assert len(TUNED) + len(UNTOUCHED) >= 60
    assert 3 * len(UNTOUCHED) >= len(TUNED) + len(UNTOUCHED) - 2
    assert all(int(one.id) % 3 == 0 for one in UNTOUCHED)


@pytest.mark.parametrize("article", TUNED, ids=lambda one: one.id)
def test_a_labelled_text_is_read_as_labelled(article, tools):
    outcome = evaluation.read(article, gazetteer=evaluation.invented_gazetteer(), **tools)
    assert (outcome.wrong, outcome.missed) == ((), ())


def test_untouched_texts_are_read_well(tools):
    gazetteer = evaluation.invented_gazetteer()
    outcomes = [evaluation.read(one, gazetteer=gazetteer, **tools) for one in UNTOUCHED]
    right = sum(len(one.right) for one in outcomes)
    wrong = sum(len(one.wrong) for one in outcomes)
    missed = sum(len(one.missed) for one in outcomes)
    assert right / (right + wrong) >= 0.95
    assert right / (right + missed) >= 0.90


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("article", TUNED, ids=lambda one: one.id)
def test_evidence_is_the_text_between_its_offsets(article, form, read):
    text = unicodedata.normalize(form, article.text)
    found = read(text, published=article.published, province=article.province)
    for candidate in found:
        assert text[candidate.start : candidate.end] == candidate.as_printed
        assert candidate.as_printed.strip() == candidate.as_printed != ""


@pytest.mark.parametrize("article", TUNED, ids=lambda one: one.id)
def test_decomposed_letters_change_nothing_but_offsets(article, read):
    given = {"published": article.published, "province": article.province}
    composed = read(unicodedata.normalize("NFC", article.text), **given)
    decomposed = read(unicodedata.normalize("NFD", article.text), **given)

    def facts(found):
        return Counter((c.area_code, c.indicator_id, c.basis, c.value) for c in found)

    assert facts(composed) == facts(decomposed)


def test_zero_width_characters_change_nothing(read):
    text = "Năm 2025, xã Mẫu Sơn thu ngân sách đạt 31,5 tỷ đồng."
    [plain] = read(text)
    [marked] = read(text.replace(" ", " \u200b").replace("31", "3\u200b1"))
    assert marked.value == plain.value == Decimal("31.5")
    assert marked.as_printed == "3\u200b1,5 \u200btỷ \u200bđồng"


def test_a_contradiction_keeps_what_is_printed_and_tells_both(read):
    text = (
        "Từ ngày 1/7/2025 đến 31/12/2025, xã Mẫu Sơn đã giải quyết 1.000 hồ sơ, gồm "
        "700 hồ sơ giải quyết trước hạn, 290 hồ sơ giải quyết đúng hạn, "
        "đạt 95% hồ sơ giải quyết trước và đúng hạn."
    )
    share = next(one for one in read(text) if one.indicator_id == "ontime_dossier_share")
    assert (share.value, share.numerator, share.denominator) == (95, 990, 1000)
    assert str(share.checks[-1]) == (
        "share_contradicts_counts(printed=95, numerator=990, denominator=1000, share=99)"
    )


def test_rounded_shares_do_not_contradict_their_counts(read):
    text = "Năm 2025, xã Mẫu Sơn tiếp nhận 300 hồ sơ, trong đó 200 hồ sơ trực tuyến, chiếm 66,7%."
    share = next(one for one in read(text) if one.indicator_id == "online_dossier_share")
    assert share.checks == ()


def test_an_open_area_lists_all_it_may_be(read):
    [one] = read("Năm 2025, tỷ lệ hộ nghèo của xã Mẫu An còn 3,4%.")
    assert one.area_code is None
    assert one.area_candidates == ("97005", "98005")
    assert one.confidence < 0.9


def test_figures_after_a_paragraph_of_targets_are_doubted_until_a_period_is_named(read):
    text = (
        "Xã Mẫu Sơn đặt mục tiêu đến năm 2030 thu ngân sách đạt 180 tỷ đồng.\n"
        "Thu nhập bình quân đầu người đạt trên 85 triệu đồng.\n"
        "Năm 2025, tỷ lệ hộ nghèo của xã Mẫu Sơn còn 3,4%."
    )
    doubted, told = read(text)
    assert (doubted.indicator_id, told.indicator_id) == ("income_per_capita", "poverty_rate")
    assert doubt("may_be_target") in doubted.checks
    assert doubt("may_be_target") not in told.checks
    assert doubted.confidence < 0.5 < told.confidence


def test_an_implausible_value_is_kept_with_a_doubt(read):
    [one] = read("Năm 2025, thu ngân sách xã Mẫu Sơn đạt 269.505 tỷ đồng.")
    assert one.value == 269505
    assert one.confidence == 0.3
    assert one.checks == (
        doubt("implausible", value=269505, low=0, high=50000),
        doubt("thousands_mark", printed="269.505", meant="269,505"),
    )


def test_more_than_double_the_plan_above_it_is_told_as_ambiguous(read):
    [one] = read("Năm 2025, thu ngân sách xã Mẫu Sơn vượt 132% kế hoạch.")
    assert one.value == 232
    assert one.checks == (doubt("above_plan_ambiguous", value=132),)


def test_a_text_without_a_date_leaves_the_day_open(read):
    [one] = read("Xã Mẫu Sơn có tỷ lệ hộ nghèo còn 3,4%.")
    assert (one.period_start, one.period_end) == (None, None)


def test_a_level_takes_the_day_of_publication(read):
    [one] = read("Xã Mẫu Sơn có tỷ lệ hộ nghèo còn 3,4%.", published=date(2025, 8, 15))
    assert (one.period_start, one.period_end) == (None, date(2025, 8, 15))


def test_wards_have_no_new_rural_criteria(read):
    assert read("Năm 2025, phường Mẫu Hòa đạt 15/19 tiêu chí nông thôn mới.") == []


def test_no_commune_no_candidate(read):
    assert read("Năm 2025, tỷ lệ hộ nghèo còn 3,4%.") == []


def test_the_real_articles_hold_the_rows_read_from_them(tools, frozen_data):
    if not evaluation.SEEDS.is_dir():
        pytest.skip("the real articles are not beside the repository")
    gazetteer = load_gazetteer(settings.DATA)
    outcomes = [
        evaluation.read(one, gazetteer=gazetteer, **tools)
        for one in evaluation.seed_articles(frozen_data, evaluation.SEEDS)
    ]
    labels = sum(len(one.article.expected) for one in outcomes)
    assert labels == 68
    assert sum(len(one.right) for one in outcomes) >= 63
    assert sum(len(one.wrong) for one in outcomes) <= 5


def test_an_optional_label_counts_neither_way(tools):
    text = "Năm 2025, xã Mẫu Sơn thu ngân sách đạt 186% kế hoạch, tỷ lệ hộ nghèo còn 2%."
    labels = (
        {"area": "97001", "indicator": "poverty_rate", "value": 2, "optional": True},
        {"area": "97001", "indicator": "income_per_capita", "value": 60, "optional": True},
    )
    article = evaluation.Article("1", text, None, None, labels)
    outcome = evaluation.read(article, gazetteer=evaluation.invented_gazetteer(), **tools)
    assert (len(outcome.right), len(outcome.missed)) == (0, 0)
    assert [one.indicator_id for one in outcome.wrong] == ["budget_revenue_vs_plan"]
