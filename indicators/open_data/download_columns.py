"""The columns of every answer: name, order, type, heading and meaning, declared once.

CSV, XLSX, Parquet, the notes sheet, the descriptor of the open-data bundle, the command line's
JSON and the table of the ranking page all read them here.
"""

from dataclasses import dataclass
from typing import Literal

from indicators.sentences.marking import N_

Kind = Literal["text", "integer", "number", "date", "flag"]

# Table Schema's name for each kind.
SCHEMA_TYPES: dict[Kind, str] = {
    "text": "string",
    "integer": "integer",
    "number": "number",
    "date": "date",
    "flag": "boolean",
}


@dataclass(frozen=True)
class Column:
    """One column of a file; ``width`` in characters of a spreadsheet."""

    name: str
    kind: Kind
    vi: str
    en: str
    width: int = 12


AREA_CODE = Column("area_code", "text", "Mã đơn vị hành chính (văn bản, giữ số 0 ở đầu)",
                   "Code of the area: text, leading zeros count")  # fmt: skip
AREA_NAME = Column("area_name", "text", "Tên, không kèm loại", "Name without its type", 18)
AREA_TYPE = Column("area_type", "text", "Loại: xã, phường, đặc khu, tỉnh, thành phố",
                   "Type: commune, ward, special zone, province, city", 10)  # fmt: skip
PROVINCE = Column("province", "text", "Tỉnh, thành phố", "Province or city", 16)
INDICATOR_ID = Column("indicator_id", "text", "Mã chỉ tiêu", "Id of the indicator", 24)
INDICATOR_NAME_VI = Column("indicator_name_vi", "text", "Tên chỉ tiêu (tiếng Việt)",
                           "Name of the indicator in Vietnamese", 32)  # fmt: skip
INDICATOR_NAME_EN = Column("indicator_name_en", "text", "Tên chỉ tiêu (tiếng Anh)",
                           "Name of the indicator in English", 28)  # fmt: skip
BASIS = Column("basis", "text", "Cơ sở: so với gì, tính trên phạm vi nào; trống nếu chỉ có một",
               "What the figure is measured against or covers; empty where there is one way only",
               22)  # fmt: skip
PERIOD_SET = Column(
    "period_set", "text",
    "Bộ kỳ: các kỳ được xếp chung (2025; 2025-07-01/2025-12-31; 2025-part; 2025-stated)",
    "Set of periods that are ranked together (2025; 2025-07-01/2025-12-31; 2025-part; "
    "2025-stated)", 14,
)  # fmt: skip
RELEASE_ID = Column("release_id", "text", "Mã bản phát hành: tệp nguồn như nhau thì mã như nhau",
                    "Id of the release: equal curated files, equal id", 14)  # fmt: skip
SYNTHETIC = Column("synthetic", "flag", "TRUE: số liệu giả định, không nói về nơi nào có thật",
                   "TRUE: invented figures that say nothing about any real place", 9)  # fmt: skip

FIGURE_COLUMNS: tuple[Column, ...] = (
    Column("rank", "integer", "Thứ hạng trong phạm vi rank_scope; trống khi không xếp hạng",
           "Place among rank_scope; empty where there is no ranking", 7),
    Column("rank_low", "integer", "Thứ hạng cao nhất có thể, xét độ làm tròn của mọi số",
           "Best possible place, given how all figures are rounded", 9),
    Column("rank_high", "integer", "Thứ hạng thấp nhất có thể", "Worst possible place", 9),
    Column("percentile", "number", "Hơn bao nhiêu % số nơi có số liệu (100 = tốt nhất)",
           "Better than this % of the areas that reported (100 = best)", 10),
    Column("rank_scope", "text", "Xếp hạng trong phạm vi nào: VN là cả nước, mã tỉnh, loại đơn vị",
           "Among which areas: VN is the whole country, else province code, area type", 12),
    Column("ranked_areas", "integer", "Số nơi được xếp hạng", "Number of areas ranked", 9),
    AREA_CODE,
    AREA_NAME,
    AREA_TYPE,
    Column("province_code", "text", "Mã tỉnh (văn bản)", "Code of the province: text", 8),
    PROVINCE,
    INDICATOR_ID,
    INDICATOR_NAME_VI,
    INDICATOR_NAME_EN,
    Column("value", "number",
           "Giá trị quyết định thứ hạng, theo đơn vị ở cột unit: tỷ lệ tính từ số đếm nếu khớp số "
           "in, nếu không thì là số in",
           "The number that decides the place, in the unit of `unit`: the share its counts give "
           "where that agrees with the print, else the printed one", 12),
    Column("printed_value", "number", "Số như nguồn in, theo đơn vị ở cột unit",
           "The number as the source prints it, in the unit of `unit`", 12),
    Column("unit", "text", "Đơn vị (tiếng Việt)", "Unit in Vietnamese", 16),
    Column("unit_en", "text", "Đơn vị (tiếng Anh)", "Unit in English", 16),
    Column("direction", "text", "higher: cao là tốt; lower: thấp là tốt; none: không xếp hạng",
           "higher or lower is better; none: listed, never ranked", 9),
    Column("qualifier", "text",
           "exact: đúng số in; about: khoảng; at_least: hơn; nearly: gần; at_most: dưới",
           "Word before the figure: exact, about, at_least, nearly, at_most", 9),
    Column("value_low", "number", "Cận dưới của khoảng mà số in cho phép, kể cả cận",
           "Lower end of what the printed figure allows, included", 11),
    Column("value_high", "number", "Cận trên của khoảng", "Upper end of it", 11),
    Column("high_open", "flag", "TRUE: không kể cận trên", "TRUE: the upper end is left out", 9),
    Column("status", "text", "A: bình thường; E: ước tính; P: tạm tính; B: đứt chuỗi",
           "SDMX OBS_STATUS: A normal, E estimate, P provisional, B series break", 7),
    BASIS,
    PERIOD_SET,
    Column("period_start", "date", "Ngày đầu kỳ; trống khi nguồn không in năm",
           "First day; empty where the source prints no year", 12),
    Column("period_end", "date", "Ngày cuối kỳ, kể cả", "Last day, included", 12),
    Column("numerator", "number", "Tử số in trong nguồn", "Printed count behind a share", 11),
    Column("denominator", "number", "Mẫu số in trong nguồn, hoặc tổng số tiêu chí",
           "Printed base of a share, or the number of criteria", 11),
    Column("computed_share", "number", "Tỷ lệ tính từ tử số và mẫu số, %",
           "Share computed from the printed counts, %", 11),
    Column("contradicted", "flag", "TRUE: tỷ lệ in ra trái với chính số đếm trong nguồn",
           "TRUE: the printed share and its own counts cannot both be right", 9),
    Column("method", "text",
           "Cách tính một số không nguồn nào in: sum (cộng các xã cũ), interval (khoảng, vì có xã "
           "cũ bị chia), share_of_sums, ratio_of_sums, per_area, change …; trống: số in",
           "How a figure that no source prints was made: sum of former units, interval (one was "
           "divided), share_of_sums, ratio_of_sums, per_area, change …; empty: printed", 13),
    Column("parts", "integer", "Số đơn vị cũ gộp thành", "Former units it is made of", 7),
    Column("parts_found", "integer", "Số đơn vị cũ có số", "Former units that have the figure", 7),
    Column("as_printed", "text", "Nguyên văn trong nguồn", "The figure as it is printed", 28),
    Column("locator", "text", "Vị trí trong nguồn: đoạn (paragraph), trang, ô",
           "Paragraph, page or cell of the source", 16),
    Column("correction", "text", "Vì sao giá trị khác số in", "Why it is not as printed: "
           "Vietnamese", 24),
    Column("correction_en", "text", "Vì sao giá trị khác số in (tiếng Anh)",
           "Why it is not as printed", 24),
    Column("note", "text", "Ghi chú, điểm còn ngờ", "Context and doubts: Vietnamese", 32),
    Column("note_en", "text", "Ghi chú, điểm còn ngờ (tiếng Anh)", "Context and doubts", 32),
    Column("flags", "text",
           "province_inferred: nguồn không in tên tỉnh; period_inferred: không in đủ kỳ; "
           "two_plans: có hai dự toán; inconsistent: không khớp với chính nó hoặc bài khác",
           "The source prints no province (province_inferred), not the whole period "
           "(period_inferred), two plans (two_plans), or does not fit together (inconsistent)", 18),
    Column("is_current", "flag", "TRUE: số được chọn để hiển thị; FALSE: số khác cho cùng một ô",
           "TRUE: the figure shown; FALSE: a rival or superseded figure of the same cell", 9),
    Column("revision", "integer", "Lần sửa, từ 1", "Revision, counted from 1", 8),
    Column("recorded_on", "date", "Ngày ghi vào bảng", "Day on which the row was written", 12),
    Column("source_id", "text", "Mã nguồn", "Id of the source", 28),
    Column("publisher", "text", "Nơi đăng", "Newspaper or authority", 22),
    Column("title", "text", "Tiêu đề", "Title as published", 40),
    Column("url", "text", "Địa chỉ; trống khi không lưu", "Address; empty where none was kept", 36),
    Column("archived_url", "text", "Địa chỉ bản lưu; trống khi chưa có bản lưu",
           "Address of an archived copy; empty where there is none", 36),
    Column("source_language", "text", "Ngôn ngữ của bản đã đọc", "Language of the text read", 8),
    Column("published_on", "date", "Ngày đăng; trống khi không thấy",
           "Day of publication; empty where none was seen", 12),
    Column("retrieved_on", "date", "Ngày đọc", "Day on which it was read", 12),
    Column("source_flags", "text",
           "machine_translation: bản dịch máy; publisher_inferred: nơi đăng do suy đoán; "
           "date_not_seen: không thấy ngày đăng",
           "A machine translation, publisher_inferred, or date_not_seen", 18),
    Column("licence", "text", "Giấy phép của bảng này", "Licence of this table", 11),
    Column("citation", "text", "Cách ghi nguồn", "How to cite this figure", 60),
    RELEASE_ID,
    SYNTHETIC,
)  # fmt: skip

MISSING_COLUMNS: tuple[Column, ...] = (
    AREA_CODE,
    AREA_NAME,
    AREA_TYPE,
    PROVINCE,
    INDICATOR_ID,
    INDICATOR_NAME_VI,
    INDICATOR_NAME_EN,
    BASIS,
    PERIOD_SET,
    Column("reason", "text",
           "Lý do: not_reported, other_basis_only, other_period_only, not_applicable",
           "Reason: not_reported, other_basis_only, other_period_only, not_applicable", 18),
    Column("reason_vi", "text", "Lý do bằng lời (tiếng Việt)", "Reason in Vietnamese", 30),
    Column("reason_en", "text", "Lý do bằng lời (tiếng Anh)", "Reason in English", 30),
    RELEASE_ID,
    SYNTHETIC,
)  # fmt: skip

# What a series adds to its figures.
TREND_COLUMNS: tuple[Column, ...] = (
    Column("series", "text", "Loại kỳ: year, half, quarter, month, ngày-tháng, stated, state, span",
           "Kind of period: year, half, quarter, month, days, stated, state, span", 12),
    Column("segment", "integer", "Số mốc đứt chuỗi nằm trước cuối kỳ; chỉ so trong cùng một đoạn",
           "Series breaks before the end of the period; compare inside one segment only", 9),
    Column("line", "integer", "Các kỳ liền nhau, được nối: cùng số",
           "Neighbouring periods that may be joined have one number", 7),
    Column("spans_break", "flag", "TRUE: một mốc đứt chuỗi nằm trong kỳ",
           "TRUE: a series break lies inside the period", 9),
)  # fmt: skip

UNIT_VI = next(column for column in FIGURE_COLUMNS if column.name == "unit")
PERIOD_START, PERIOD_END = (
    next(column for column in FIGURE_COLUMNS if column.name == name)
    for name in ("period_start", "period_end")
)

# How fresh the figures of an indicator are.
FRESHNESS_COLUMNS: tuple[Column, ...] = (
    Column("newest_period_start", "date", "Ngày đầu của kỳ mới nhất có số",
           "First day of the newest period with a figure", 12),
    Column("newest_period_end", "date", "Ngày cuối của kỳ mới nhất có số",
           "Last day of the newest period with a figure", 12),
    Column("newest_published_on", "date", "Ngày đăng mới nhất của nguồn có chỉ tiêu này",
           "Latest day on which a source with this indicator was published", 12),
    Column("next_period_end", "date", "Ngày cuối của kỳ kế tiếp; trống khi không suy ra được",
           "Last day of the period that follows; empty where it cannot be derived", 12),
    Column("next_not_before", "date", "Số kế tiếp không thể có trước ngày này; trống khi không rõ",
           "The next figure cannot be there before this day; empty where that is unknown", 12),
)  # fmt: skip

# The releases that there are.
RELEASE_COLUMNS: tuple[Column, ...] = (
    RELEASE_ID,
    Column("day", "date", "Ngày của bản phát hành: ngày ghi số mới nhất",
           "Its day: that on which its newest figure was recorded", 12),
    Column("is_latest", "flag", "TRUE: bản đang được dùng", "TRUE: the one that is served", 9),
    Column("is_kept", "flag", "TRUE: các tệp được giữ, ở /data/<release_id>/",
           "TRUE: its files are kept, at /data/<release_id>/", 9),
    Column("answers", "flag", "TRUE: API trả lời được cho bản này",
           "TRUE: the API answers for it", 9),
    Column("content_hash", "text", "Mã băm nội dung của mọi bảng: bảng như nhau thì mã như nhau",
           "Digest of all its tables: equal tables, equal hash", 64),
    Column("sums_hash", "text", "SHA-256 của tệp SHA256SUMS", "SHA-256 of its SHA256SUMS", 64),
    Column("observations", "integer", "Số số liệu", "Number of figures", 9),
    Column("bytes", "integer", "Dung lượng giữ trên đĩa, byte", "Bytes it takes on the disk", 12),
    Column("kept_at", "text", "Lúc được giữ (UTC)", "When it was kept (UTC)", 26),
    Column("previous", "text", "Bản được giữ trước đó", "The release kept before it", 14),
    Column("figures_new", "integer", "Số ô mới so với bản trước", "Figures that are new since", 9),
    Column("figures_gone", "integer", "Số ô không còn", "Figures that are gone since", 9),
    Column("figures_changed", "integer", "Số ô đã đổi", "Figures that changed since", 9),
    Column("sources_new", "integer", "Số nguồn mới", "Sources that are new since", 9),
    Column("sources_gone", "integer", "Số nguồn không còn", "Sources that are gone since", 9),
    Column("sources_changed", "integer", "Số nguồn đã đổi", "Sources that changed since", 9),
    Column("indicators_new", "integer", "Số chỉ tiêu mới", "Indicators that are new since", 9),
    Column("indicators_gone", "integer", "Số chỉ tiêu không còn",
           "Indicators that are gone since", 9),
    Column("indicators_changed", "integer",
           "Số chỉ tiêu có định nghĩa, cơ sở, ngưỡng hay phạm vi đã đổi",
           "Indicators whose record, bases, thresholds or types of areas changed since", 9),
)  # fmt: skip

# What changed between two releases.
RELEASE_CHANGE_COLUMNS: tuple[Column, ...] = (
    Column("change", "text", "new: mới; gone: không còn; changed: đã đổi",
           "new, gone or changed since the earlier release", 9),
    AREA_CODE,
    AREA_NAME,
    AREA_TYPE,
    PROVINCE,
    INDICATOR_ID,
    INDICATOR_NAME_VI,
    INDICATOR_NAME_EN,
    PERIOD_START,
    PERIOD_END,
    BASIS,
    Column("differs", "text", "Những cột khác nhau, cách bằng dấu cách; trống ở ô mới và ô mất",
           "The columns that differ, with blanks between; empty for new and gone", 18),
    Column("old_value", "number", "Giá trị trước đây", "The value before", 12),
    Column("new_value", "number", "Giá trị nay", "The value now", 12),
    UNIT_VI,
    Column("old_as_printed", "text", "Nguyên văn trước đây", "As printed before", 28),
    Column("new_as_printed", "text", "Nguyên văn nay", "As printed now", 28),
    Column("old_qualifier", "text", "Từ đi kèm trước đây", "Word before the figure, before", 9),
    Column("new_qualifier", "text", "Từ đi kèm nay", "Word before the figure, now", 9),
    Column("old_status", "text", "Trạng thái trước đây", "Status before", 7),
    Column("new_status", "text", "Trạng thái nay", "Status now", 7),
    Column("old_source_id", "text", "Nguồn trước đây", "Source before", 28),
    Column("new_source_id", "text", "Nguồn nay", "Source now", 28),
)  # fmt: skip

# What a program is given of each row, in this order; ``name`` is the name of the area.
RANKING_ANSWER = (
    "rank", "rank_low", "rank_high", "area_code", "name", "province", "value", "as_printed",
    "qualifier", "status", "basis", "period_start", "period_end", "percentile", "source_id",
    "value_low", "value_high", "high_open", "contradicted", "method", "parts", "parts_found",
)  # fmt: skip

PROFILE_ANSWER = (
    "area_code", "name", "indicator_id", "value", "unit", "as_printed", "qualifier", "status",
    "basis",
    "period_set", "period_start", "period_end", "rank", "rank_low", "rank_high", "reported",
    "province_rank", "province_rank_low", "province_rank_high", "province_reported",
    "percentile", "missing_reason", "source_id", "value_low", "value_high", "high_open",
    "contradicted", "method", "parts", "parts_found",
)  # fmt: skip

# What a comparison, and a profile among a group of communes, add.
MORE_ANSWERS = (
    "surely_best", "group_rank", "group_rank_low", "group_rank_high", "group_reported",
    "group_median",
)  # fmt: skip

TREND_ANSWER = (
    "area_code", "basis", "series", "segment", "line", "spans_break", "period_start", "period_end",
    "value", "as_printed", "value_low", "value_high", "high_open", "qualifier", "status", "rank",
    "rank_low", "rank_high", "reported", "restated_by", "source_id",
)  # fmt: skip


@dataclass(frozen=True)
class ShownColumn:
    """One column of a page's table and its heading, a text to translate.

    ``tells`` names the column of a file whose meaning it has; empty where it has one of its own.
    ``cell`` is the cell of the drawn table below this heading, and the class of its style; empty
    where it is told in another one.
    """

    name: str
    heading: str
    tells: str = ""
    cell: str = ""


# What the ranking page tells of each figure, from left to right. ``bar`` is drawn on one scale,
# ``type`` and ``province`` stand beside the name, ``basis`` above its group, ``status`` behind what
# is printed, ``locator`` at the source.
RANKING_TABLE: tuple[ShownColumn, ...] = (
    ShownColumn("place", N_("Rank"), cell="place"),
    ShownColumn("area", N_("Area"), cell="area"),
    ShownColumn("value", N_("Value"), cell="value"),
    ShownColumn("bar", N_("Value on a common scale"), cell="draw"),
    ShownColumn("as_printed", N_("As printed"), "as_printed", cell="print"),
    ShownColumn("province", N_("Province")),
    ShownColumn("type", N_("Type of area")),
    ShownColumn("period", N_("Period"), cell="period"),
    ShownColumn("basis", N_("Measured against"), "basis"),
    ShownColumn("status", N_("Remark")),
    ShownColumn("publisher", N_("Source"), "publisher", cell="source"),
    ShownColumn("locator", N_("Paragraph"), "locator"),
    ShownColumn("url", N_("Text"), "url"),
)

# Beside the value of one of several indicators, in the sheet of a rug.
RUG_COLUMNS: tuple[Column, ...] = (
    Column("judgement", "text",
           "better: tốt hơn; worse: kém hơn; same: bằng; unknown: không nói được; not_judged: "
           "không nhận định; trống: không có số liệu",
           "better, worse, same (at the yardstick), unknown (cannot be told), not_judged; empty: "
           "no figure", 12),
    Column("judged_by", "text", "So với ngưỡng hay trung vị nào, hoặc vì sao không nhận định",
           "Against which threshold or median, or why it is not judged", 40),
)  # fmt: skip

COLUMNS_BY_NAME = {
    column.name: column
    for columns in (FRESHNESS_COLUMNS, RELEASE_COLUMNS, RELEASE_CHANGE_COLUMNS, FIGURE_COLUMNS,
                    MISSING_COLUMNS, TREND_COLUMNS, RUG_COLUMNS)
    for column in columns
}  # fmt: skip


def meaning(name: str, lang: str) -> str | None:
    """What a column of a file means, in the reader's language; ``None`` for an unknown one."""
    known = COLUMNS_BY_NAME.get(name)
    return None if known is None else known.en if lang == "en" else known.vi
