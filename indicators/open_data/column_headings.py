"""Short Vietnamese headings of a workbook's columns; the second row keeps the names of the files.

A heading says in a few words what ``download_columns`` explains; a column without one here takes
the beginning of its explanation.
"""

import re

from indicators.open_data.download_columns import COLUMNS_BY_NAME

HEADINGS = {
    "area_name": "Tên đơn vị",
    "newest_published_on": "Ngày đăng mới nhất",
    "next_not_before": "Số kế tiếp không sớm hơn",
    "area_type": "Loại",
    "area_code": "Mã đơn vị",
    "province": "Tỉnh, thành phố",
    "province_code": "Mã tỉnh",
    "indicator_id": "Mã chỉ tiêu",
    "indicator_name_vi": "Chỉ tiêu",
    "indicator_name_en": "Chỉ tiêu (tiếng Anh)",
    "rank": "Hạng",
    "rank_low": "Hạng tốt nhất có thể",
    "rank_high": "Hạng kém nhất có thể",
    "percentile": "Hơn bao nhiêu %",
    "rank_scope": "Xếp hạng trong",
    "ranked_areas": "Số nơi xếp hạng",
    "value": "Giá trị",
    "printed_value": "Số in trong nguồn",
    "unit": "Đơn vị tính",
    "unit_en": "Đơn vị tính (tiếng Anh)",
    "direction": "Chiều tốt",
    "qualifier": "Mức chính xác",
    "value_low": "Cận dưới",
    "value_high": "Cận trên",
    "high_open": "Không kể cận trên",
    "status": "Trạng thái: E ước tính, P tạm tính",
    "basis": "Cơ sở so sánh",
    "period_set": "Bộ kỳ",
    "period_start": "Từ ngày",
    "period_end": "Đến ngày",
    "numerator": "Tử số",
    "denominator": "Mẫu số",
    "computed_share": "Tỷ lệ tính lại, %",
    "contradicted": "Trái với số đếm",
    "method": "Cách tính",
    "parts": "Số đơn vị cũ",
    "parts_found": "Đơn vị cũ có số",
    "as_printed": "Nguyên văn trong nguồn",
    "locator": "Vị trí trong nguồn",
    "correction": "Vì sao khác số in",
    "correction_en": "Vì sao khác số in (tiếng Anh)",
    "note": "Ghi chú",
    "note_en": "Ghi chú (tiếng Anh)",
    "flags": "Dấu hiệu còn ngờ",
    "is_current": "Số được hiển thị",
    "revision": "Lần sửa",
    "recorded_on": "Ngày ghi",
    "source_id": "Mã nguồn",
    "publisher": "Nơi đăng",
    "title": "Tiêu đề nguồn",
    "url": "Địa chỉ nguồn",
    "source_language": "Ngôn ngữ nguồn",
    "published_on": "Ngày đăng",
    "retrieved_on": "Ngày đọc",
    "source_flags": "Dấu hiệu của nguồn",
    "licence": "Giấy phép",
    "citation": "Cách ghi nguồn",
    "release_id": "Mã bản phát hành",
    "synthetic": "Số liệu giả định",
    "reason": "Mã lý do thiếu",
    "reason_vi": "Lý do thiếu",
    "reason_en": "Lý do thiếu (tiếng Anh)",
    "judgement": "Nhận định",
    "judged_by": "Nhận định theo",
    "series": "Loại kỳ",
    "segment": "Đoạn của chuỗi",
    "line": "Nét nối",
    "spans_break": "Đứt chuỗi trong kỳ",
    "score": "Điểm",
    "indicators_known": "Số chỉ tiêu có số liệu",
    "share_first_pct": "Lần đứng đầu, %",
    "share_top_ten_pct": "Lần trong mười hạng đầu, %",
    "points": "Điểm chuẩn hóa",
    "contribution": "Phần đóng góp",
    "rank_without": "Hạng khi bỏ chỉ tiêu",
    "definition": "Định nghĩa của chỉ số",
    "spearman_rho": "Tương quan hạng",
    "pairs": "Số cặp",
}

FIRST_WORDS = re.compile(r"[^:;,(]*")


def heading(name: str) -> str:
    """The Vietnamese heading of a column; its own name where nothing is known of it.

    A column of one of several indicators, such as ``poverty_rate.value``, names that one behind.

    >>> heading("value"), heading("poverty_rate.value")
    ('Giá trị', 'Giá trị · poverty_rate')
    """
    indicator, _point, column = name.rpartition(".")
    told = HEADINGS.get(column) or _explained(column)
    return f"{told} · {indicator}" if indicator else told


def _explained(name: str) -> str:
    known = COLUMNS_BY_NAME.get(name)
    found = FIRST_WORDS.match(known.vi) if known else None
    return found.group().strip() if found and found.group().strip() else name
