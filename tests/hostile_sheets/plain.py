"""Sheets as offices send them, with nothing to doubt: honesty must not be bought with silence."""

from collections.abc import Iterator

from tests.hostile_sheets.case import SheetCase, ods, of_columns, text, told, xlsx

# Heading → indicator, values, values as they have to be read.
HEADINGS = {
    "Tỷ lệ hộ nghèo năm 2025 (%)": ("poverty_rate", (4.25, 3.5), ("4.25", "3.5")),
    "Tỷ lệ hộ nghèo cuối năm 2025 (%)": ("poverty_rate", (4.25, 3.5), ("4.25", "3.5")),
    "Tỷ lệ hộ nghèo (theo chuẩn giai đoạn 2022-2025) (%)": (
        "poverty_rate",
        (4.25, 3.5),
        ("4.25", "3.5"),
    ),
    "Kết quả tỷ lệ hộ nghèo (%)": ("poverty_rate", (4.25, 3.5), ("4.25", "3.5")),
    "Tỷ lệ hộ nghèo, %": ("poverty_rate", (4.25, 3.5), ("4.25", "3.5")),
    "1. Tỷ lệ hộ nghèo (%) (*)": ("poverty_rate", (4.25, 3.5), ("4.25", "3.5")),
    "TỶ LỆ HỘ CẬN NGHÈO (%)": ("near_poverty_rate", (4.25, 3.5), ("4.25", "3.5")),
    "Ty le ho ngheo (%)": ("poverty_rate", (4.25, 3.5), ("4.25", "3.5")),
    "Thu nhập bình quân đầu người năm 2025 (triệu đồng/người/năm)": (
        "income_per_capita",
        (65.5, 72),
        ("65.5", "72"),
    ),
    "Thu nhập bình quân đầu người/năm (triệu đồng)": (
        "income_per_capita",
        (65.5, 72),
        ("65.5", "72"),
    ),
    "Thu nhập BQ đầu người ước đạt (tr.đ)": ("income_per_capita", (65.5, 72), ("65.5", "72")),
    "Tổng thu NSNN trên địa bàn (tỷ đồng)": ("budget_revenue", (12.5, 9), ("12.5", "9")),
    "Thực hiện thu ngân sách nhà nước trên địa bàn năm 2025 (triệu đồng)": (
        "budget_revenue",
        (12500, 9000),
        ("12.5", "9"),
    ),
    "Tổng giá trị sản xuất (tỷ đồng)": ("gross_output", (412.5, 390), ("412.5", "390")),
    "Tỷ lệ dân số tham gia bảo hiểm y tế (%)": (
        "health_insurance_coverage",
        (92.5, 95),
        ("92.5", "95"),
    ),
    "Tỷ lệ người dân tham gia BHYT đạt (%)": (
        "health_insurance_coverage",
        (92.5, 95),
        ("92.5", "95"),
    ),
    "Tỷ lệ bao phủ bảo hiểm y tế toàn dân (%)": (
        "health_insurance_coverage",
        (92.5, 95),
        ("92.5", "95"),
    ),
    "Tỷ lệ hộ dân được sử dụng nước sạch (%)": ("clean_water_share", (92.5, 95), ("92.5", "95")),
    "Tỷ lệ lao động qua đào tạo (%)": ("trained_worker_share", (72.5, 75), ("72.5", "75")),
    "Tỷ lệ thu gom rác thải sinh hoạt (%)": ("waste_collected_share", (82.5, 85), ("82.5", "85")),
    "Độ che phủ rừng đạt (%)": ("forest_cover", (42.5, 45), ("42.5", "45")),
    "Dân số trung bình năm 2025 (người)": ("population", (6012, 7013), ("6012", "7013")),
    "Tổng dân số (người)": ("population", (6012, 7013), ("6012", "7013")),
    "Số hồ sơ tiếp nhận": ("dossiers_received", (612, 713), ("612", "713")),
    "Tổng số hồ sơ tiếp nhận trong kỳ": ("dossiers_received", (612, 713), ("612", "713")),
    "Tỷ lệ hồ sơ nộp trực tuyến (%)": ("online_dossier_share", (92.5, 95), ("92.5", "95")),
    "Tỷ lệ giải quyết hồ sơ đúng hạn (%)": ("ontime_dossier_share", (92.5, 95), ("92.5", "95")),
    "Tỷ lệ hồ sơ giải quyết trước và đúng hạn (%)": (
        "ontime_dossier_share",
        (92.5, 95),
        ("92.5", "95"),
    ),
    "Tỷ lệ số hóa hồ sơ, kết quả giải quyết TTHC (%)": (
        "digitised_dossier_share",
        (92.5, 95),
        ("92.5", "95"),
    ),
    "Mức độ hài lòng của người dân, doanh nghiệp (%)": (
        "satisfaction_rate",
        (92.5, 95),
        ("92.5", "95"),
    ),
    "Số tiêu chí NTM đạt": ("ntm_criteria_met", (17, 18), ("17", "18")),
    "Số tiêu chí nông thôn mới nâng cao đã đạt": ("ntm_advanced_criteria_met", (7, 8), ("7", "8")),
    "Số sản phẩm OCOP được công nhận": ("ocop_products", (7, 8), ("7", "8")),
    "Tỷ lệ trường học đạt chuẩn quốc gia (%)": (
        "national_standard_school_share",
        (72.5, 75),
        ("72.5", "75"),
    ),
    "Tổng số đảng viên (đảng viên)": ("party_members", (172, 175), ("172", "175")),
    "Số doanh nghiệp thành lập mới trong năm": ("new_enterprises", (12, 15), ("12", "15")),
    "Số lao động được giải quyết việc làm mới trong năm (người)": (
        "jobs_created",
        (112, 115),
        ("112", "115"),
    ),
    "Tỷ lệ giải ngân vốn đầu tư công (%)": (
        "public_investment_disbursed_share",
        (92.5, 95),
        ("92.5", "95"),
    ),
    "Tốc độ tăng trưởng kinh tế (%)": ("output_growth", (8.5, 9.25), ("8.5", "9.25")),
    "Thu NSNN trên địa bàn so với dự toán tỉnh giao (%)": (
        "budget_revenue_vs_plan",
        (112.5, 95),
        ("112.5", "95"),
    ),
    "Thu ngân sách xã đạt so với dự toán HĐND tỉnh giao (%)": (
        "budget_revenue_vs_plan",
        (112.5, 95),
        ("112.5", "95"),
    ),
    "Diện tích tự nhiên (km2)": ("area_km2", (12.5, 19), ("12.5", "19")),
}


def cases() -> Iterator[SheetCase]:
    for number, (heading, (indicator, values, read)) in enumerate(HEADINGS.items()):
        make = (xlsx, ods, text)[number % 3] if number % 4 else xlsx
        yield make(
            "plain",
            f"{indicator}-{number}",
            of_columns([heading], values),
            told(indicator, read),
            plain=True,
        )
