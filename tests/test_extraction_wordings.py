"""One wording of the press each, about an invented commune. All figures are made up."""

from datetime import date

import pytest

from bench import evaluation
from indicators import settings
from indicators.catalogue.loading import load_catalogue
from indicators.extraction.reader import extract
from indicators.vocabularies.press_words import load_vocabulary

TITLE = "Xã Mẫu Sơn họp tổng kết năm 2025.\n"


@pytest.fixture(scope="module")
def figures():
    catalogue = load_catalogue(settings.DATA / "indicators.yaml")
    vocabulary = load_vocabulary(settings.DATA / "phrases.yaml")
    gazetteer = evaluation.invented_gazetteer()

    def read(sentence):
        found = extract(
            TITLE + sentence,
            published=date(2026, 1, 8),
            catalogue=catalogue,
            gazetteer=gazetteer,
            vocabulary=vocabulary,
        )
        return [(one.indicator_id, float(one.value)) for one in found]

    return read


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Toàn xã còn 152 hộ nghèo, chiếm tỷ lệ 6,49%; 120 hộ cận nghèo, chiếm 5,1%.",
            [("poverty_rate", 6.49), ("near_poverty_rate", 5.1)],
        ),
        (
            "Thu ngân sách đạt 209 tỷ đồng, tăng 133,3% dự toán tỉnh giao.",
            [("budget_revenue", 209), ("budget_revenue_vs_plan", 133.3)],
        ),
        (
            "Tổng thu ngân sách đạt 55,2 tỷ đồng/38,8 tỷ đồng, vượt 42,3% kế hoạch.",
            [("budget_revenue", 55.2), ("budget_revenue_vs_plan", 142.3)],
        ),
        (
            "Tổng thu ngân sách đạt 12 tỷ đồng, đạt 111,8% dự toán, vượt gần 12%.",
            [("budget_revenue", 12), ("budget_revenue_vs_plan", 111.8)],
        ),
        ("Thu ngân sách đạt 112% dự toán, tăng 25% so với cùng kỳ.",
         [("budget_revenue_vs_plan", 112)]),
        (
            "Trung tâm tiếp nhận 493 hồ sơ, trong đó hồ sơ trực tuyến là 491 hồ sơ, đạt 99,59%.",
            [("dossiers_received", 493), ("dossiers_online", 491), ("online_dossier_share", 99.59)],
        ),
        (
            "Xã tiếp nhận 900 hồ sơ, gồm 500 hồ sơ hộ tịch, 400 hồ sơ đất đai.",
            [("dossiers_received", 900)],
        ),
        (
            "Thu nhập bình quân đầu người tăng từ 45 triệu đồng năm 2020 "
            "lên 62 triệu đồng năm 2025.",
            [("income_per_capita", 62)],
        ),
        (
            "Tổng giá trị sản xuất đạt 1.710,5 tỷ đồng, tăng 10,3% so với cùng kỳ.",
            [("gross_output", 1710.5), ("output_growth", 10.3)],
        ),
        (
            "Xã hoàn thành 19/19 tiêu chí NTM, 16/19 tiêu chí NTM nâng cao.",
            [("ntm_criteria_met", 19), ("ntm_advanced_criteria_met", 16)],
        ),
        ("Xã có 6 sản phẩm OCOP 3 sao và 1 sản phẩm OCOP 4 sao.", []),
        ("Phấn đấu đạt 90 triệu đồng; đến nay thu nhập bình quân đầu người đạt 75 triệu đồng.",
         [("income_per_capita", 75)]),
        ("Tỷ lệ lao động qua đào tạo đạt 75%, trong đó có bằng cấp, chứng chỉ đạt 35%.",
         [("trained_worker_share", 75)]),
        ("Xã xếp thứ 5 toàn tỉnh về Chỉ số phục vụ người dân, doanh nghiệp với 93,5 điểm.",
         [("service_index_766", 93.5)]),
        ("Tỷ lệ hồ sơ quá hạn chỉ 0,2%.", []),
        ("Các hộ trồng cam có thu nhập bình quân 300 triệu đồng/hộ/năm.", []),
        ("Ông A, 62 tuổi, ở thôn Một có thu nhập 200 triệu đồng/năm.", []),
    ],
)  # fmt: skip
def test_wording(sentence, expected, figures):
    assert figures(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Thu ngân sách thực hiện đến 30/11/2025 đạt hơn 54 tỷ đồng.",
            [("budget_revenue", "2025-01-01", "2025-11-30")],
        ),
        (
            "6 tháng đầu năm 2025, thu ngân sách đạt 8,5 tỷ đồng.",
            [("budget_revenue", "2025-01-01", "2025-06-30")],
        ),
        (
            "Nhiệm kỳ 2020-2025, tỷ lệ hộ nghèo giảm còn 2,3%.",
            [("poverty_rate", "None", "2025-12-31")],
        ),
    ],
)
def test_the_period_of_a_wording(sentence, expected):
    found = extract(
        TITLE + sentence,
        published=date(2026, 1, 8),
        catalogue=load_catalogue(settings.DATA / "indicators.yaml"),
        gazetteer=evaluation.invented_gazetteer(),
        vocabulary=load_vocabulary(settings.DATA / "phrases.yaml"),
    )
    figures = [(one.indicator_id, str(one.period_start), str(one.period_end)) for one in found]
    assert figures == expected
