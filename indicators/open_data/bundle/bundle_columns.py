"""The columns of the bundle's tables that neither the curated descriptor nor a download declares.

Together with those two every column of the bundle has one declaration: type, meaning, unit, codes.
"""

from typing import get_args

from indicators.catalogue.records import Confidence, CriteriaSet, Direction, Measures, PlanKind
from indicators.country import LEVEL_OF_TYPE, LEVELS
from indicators.open_data.download_columns import Column
from indicators.yardsticks.benchmarks import SCOPES, WITHHELD_REASONS

INDICATORS = (
    Column("theme", "text", "Nhóm chỉ tiêu", "Id of the theme that pages group it under"),
    Column("position", "integer", "Thứ tự trong danh mục, từ 1", "Place in the catalogue, from 1"),
    Column("name_vi", "text", "Tên (tiếng Việt)", "Name in Vietnamese"),
    Column("name_en", "text", "Tên (tiếng Anh)", "Name in English"),
    Column("definition_vi", "text", "Định nghĩa (tiếng Việt)", "Definition in Vietnamese"),
    Column("definition_en", "text", "Định nghĩa (tiếng Anh)", "Definition in English"),
    Column("formula_vi", "text", "Cách tính (tiếng Việt)", "How it comes about, in Vietnamese"),
    Column("formula_en", "text", "Cách tính (tiếng Anh)", "How it comes about, in English"),
    Column("decimals", "integer", "Số chữ số thập phân hiển thị nhiều nhất",
           "Most decimals shown in tables; ranks use the unrounded value"),
    Column("measures", "text",
           "rate: không lớn theo độ dài kỳ; total: cộng dồn trong kỳ; stock: trạng thái ở một ngày",
           "rate does not grow with the length of the period, total adds up through it, stock is a "
           "state on a day"),
    Column("headline", "flag", "TRUE: chỉ tiêu chính của trang đầu",
           "TRUE: one of the few indicators of the first page"),
    Column("against_plan", "text", "Tỷ lệ so với dự toán ngân sách (budget) hay kế hoạch (work)",
           "A share of a plan of the budget (budget) or of work (work); empty: of no plan"),
    Column("amount", "text", "Mã chỉ tiêu số tiền hay số lượng mà tỷ lệ này nói về",
           "Id of the indicator of the amount that the share is of"),
    Column("weighted_by", "text", "Mã chỉ tiêu đếm số người, dùng khi gộp bình quân đầu người",
           "Id of the indicator that counts the heads of a mean per head"),
    Column("counts_people", "flag", "TRUE: chỉ tiêu cho biết số dân",
           "TRUE: the indicator that says how many people an area has"),
    Column("tells_urban_share", "flag", "TRUE: chỉ tiêu cho biết tỷ lệ dân thành thị",
           "TRUE: the indicator that says which share of the people live in towns"),
    Column("criteria_set", "text", "Bộ tiêu chí nông thôn mới: basic hoặc advanced (nâng cao)",
           "Set of new-rural criteria that the count belongs to: basic or advanced"),
    Column("plausible_low", "number", "Số nhỏ hơn bị từ chối khi kiểm tra",
           "Smaller figures of a commune are refused as slips, in the unit of `unit`"),
    Column("plausible_high", "number", "Số lớn hơn bị từ chối khi kiểm tra",
           "Larger figures of a commune are refused as slips, in the unit of `unit`"),
    Column("observations", "integer", "Số số liệu trong bản phát hành",
           "Number of figures in the release, of any area"),
    Column("communes", "integer", "Số xã, phường, đặc khu có số liệu",
           "Number of communes, wards and special zones with a figure"),
)  # fmt: skip

RANKINGS = (
    Column("applicable", "integer", "Số nơi mà chỉ tiêu áp dụng", "Areas that could have a figure"),
    Column("reported", "integer", "Số nơi có số liệu trong bộ kỳ và cơ sở này",
           "Areas that have one, in this set of periods and on this basis"),
    Column("not_reported", "integer", "Số nơi chưa có số liệu nào", "Areas without any figure"),
    Column("other_basis_only", "integer", "Số nơi chỉ có số theo cơ sở khác",
           "Areas with figures on another basis only"),
    Column("other_period_only", "integer", "Số nơi chỉ có số của kỳ khác",
           "Areas with figures of another period only"),
)  # fmt: skip

MEDIANS = (
    Column("level", "text", "Cấp của các nơi được tính", "Level of the areas counted"),
    Column("scope", "text", "Phạm vi: province (tỉnh), region (vùng), area_type (loại), nation",
           "Group: province, region, area_type or nation"),
    Column("scope_code", "text", "Mã của phạm vi (văn bản)",
           "Code of the province, region, type or nation: text"),
    Column("reported", "integer", "Số nơi có số liệu", "Areas of the group with a figure"),
    Column("median", "number", "Trung vị, theo đơn vị ở cột unit; trống khi dưới 5 nơi",
           "Median, in the unit of `unit`; empty where withheld"),
    Column("withheld_because", "text",
           "Vì sao không có trung vị: too_few (quá ít nơi), mixed_periods (kỳ dài ngắn khác nhau)",
           "Why there is no median: too_few areas, or mixed_periods of different length"),
)  # fmt: skip

PEERS = (
    Column("peer_code", "text", "Mã đơn vị tương đồng (văn bản)", "Code of the similar commune"),
    Column("place", "integer", "Thứ tự, 1 là giống nhất", "Place, 1 is the most similar"),
    Column("distance", "number", "Khoảng cách, 0 (như nhau) đến 1",
           "Distance, 0 (alike) to 1, six decimals"),
    Column("match", "number", "Độ khớp, 0 đến 100", "Match, 100 × (1 - distance), two decimals"),
    Column("variables_used", "integer", "Số biến mà cả hai nơi đều có",
           "Number of variables that both communes have"),
    Column("version", "text", "Phiên bản của cách tính và mã bản phát hành",
           "Version of the method and id of the release"),
)  # fmt: skip

THRESHOLDS = (
    Column("region", "text", "Mã vùng; trống: mọi vùng", "Code of the region; empty: all of them"),
    Column("area_type", "text", "Loại đơn vị; trống: mọi loại", "Type of area; empty: all of them"),
    Column("basis", "text", "Cơ sở; trống: mọi cơ sở", "Basis; empty: all of them"),
    Column("excluded_provinces", "text", "Mã các tỉnh không suy được ngưỡng, có dấu phẩy",
           "Codes of provinces, with commas, where it does not follow from the province"),
    Column("valid_from", "date", "Ngày đầu có hiệu lực", "First day on which it counts"),
    Column("valid_to", "date", "Ngày cuối có hiệu lực; trống: còn hiệu lực",
           "Last day on which it counts; empty: it still does"),
    Column("value", "number", "Ngưỡng, theo đơn vị ở cột unit", "Threshold, in the unit of `unit`"),
    Column("unit", "text", "Đơn vị (tiếng Việt)", "Unit in Vietnamese"),
    Column("label_vi", "text", "Đạt ngưỡng nghĩa là gì (tiếng Việt)",
           "What reaching it means, in Vietnamese"),
    Column("label_en", "text", "Đạt ngưỡng nghĩa là gì (tiếng Anh)",
           "What reaching it means, in English"),
    Column("legal_basis", "text", "Văn bản quy định", "Legal text that sets it"),
    Column("confidence", "text",
           "seen: đã đọc văn bản; unverified: chưa kiểm chứng; definition: theo định nghĩa",
           "seen: read in a public text; unverified: known from elsewhere; definition: follows "
           "from the indicator itself"),
)  # fmt: skip

REGIONS = (
    Column("region", "text", "Mã vùng", "Code of the region"),
    Column("name_vi", "text", "Tên vùng (tiếng Việt)", "Name in Vietnamese"),
    Column("name_en", "text", "Tên vùng (tiếng Anh)", "Name in English"),
)

BASES = (
    Column("name_vi", "text", "Tên cơ sở (tiếng Việt)", "Name of the basis in Vietnamese"),
    Column("name_en", "text", "Tên cơ sở (tiếng Anh)", "Name of the basis in English"),
)

APPLICABILITY = (
    Column("valid_from", "date", "Ngày đầu; trống: từ đầu", "First day; empty: no beginning"),
    Column("valid_to", "date", "Ngày cuối; trống: còn áp dụng", "Last day; empty: it goes on"),
)

SERIES_BREAKS = (
    Column("break_id", "text", "Mã mốc đứt chuỗi", "Id of the break"),
    Column("on_date", "date", "Ngày đầu của chuỗi mới", "First day of the new series"),
    Column("level", "text", "Cấp có chuỗi bị đứt", "Level of area whose series break"),
    Column("indicator_id", "text", "Mã chỉ tiêu; trống: mọi chỉ tiêu",
           "Id of the indicator; empty: the areas changed, every indicator"),
    Column("name_vi", "text", "Tên mốc (tiếng Việt)", "Name in Vietnamese"),
    Column("name_en", "text", "Tên mốc (tiếng Anh)", "Name in English"),
    Column("explanation_vi", "text", "Điều gì đổi (tiếng Việt)",
           "What changed and is not to be compared, in Vietnamese"),
    Column("explanation_en", "text", "Điều gì đổi (tiếng Anh)", "The same in English"),
    Column("legal_basis", "text", "Văn bản tạo ra mốc", "Legal text that made the break"),
    Column("legal_title_vi", "text", "Tên văn bản (tiếng Việt)", "Its title in Vietnamese"),
    Column("legal_title_en", "text", "Tên văn bản (tiếng Anh)", "Its title in English"),
    THRESHOLDS[-1],
)  # fmt: skip

FORMER_UNITS = (
    Column("from_day", "date", "Ngày đầu mà mã này chỉ đơn vị ấy; trống: từ đầu",
           "First day on which the code meant this unit; empty: no beginning known"),
    Column("to_day", "date", "Ngày cuối mà mã này chỉ đơn vị ấy",
           "Last day on which the code meant this unit, included"),
    Column("is_last", "flag", "TRUE: đơn vị ngay trước ngày sắp xếp 2025",
           "TRUE: of the state before the reform of 2025"),
    Column("part", "text", "whole: toàn bộ nằm ở đó; divided: chỉ một phần",
           "whole: all of it lies in the commune of new_code; divided: a part of it"),
    Column("new_code", "text", "Mã xã ngày nay có cả hay một phần đơn vị ấy",
           "Code of the commune of today that holds it or a part of it"),
)  # fmt: skip

LINEAGE_OPEN = (
    Column("area_code", "text", "Mã xã ngày nay bị ảnh hưởng; trống: không số liệu nào",
           "Code of the commune of today affected; empty where no figure is"),
)  # fmt: skip

# By the name of the table; before these the curated descriptor, after them the downloads' columns.
BY_TABLE: dict[str, tuple[Column, ...]] = {
    "indicators": INDICATORS, "rankings": RANKINGS, "medians": MEDIANS, "peers": PEERS,
    "thresholds": THRESHOLDS, "regions": REGIONS, "indicator_bases": BASES,
    "indicator_applicability": APPLICABILITY, "series_breaks": SERIES_BREAKS,
    "former_units": FORMER_UNITS, "area_lineage_open": LINEAGE_OPEN,
}  # fmt: skip

# Of columns of every table; a figure's own unit stands in its row.
UNITS = {
    "area_km2": "km2", "latitude": "degree", "longitude": "degree", "percentile": "%",
    "computed_share": "%",
}  # fmt: skip

# The codes that a text column may hold, where no curated declaration lists them.
CODES: dict[str, tuple[str, ...]] = {
    "level": LEVELS,
    "area_type": tuple(LEVEL_OF_TYPE),
    "direction": get_args(Direction),
    "measures": get_args(Measures),
    "against_plan": get_args(PlanKind),
    "criteria_set": get_args(CriteriaSet),
    "confidence": get_args(Confidence),
    "scope": SCOPES,
    "withheld_because": WITHHELD_REASONS,
}

# Lowest and highest value of a number; in every table.
LIMITS: dict[str, tuple[int, int | None]] = {
    "rank": (1, None), "rank_low": (1, None), "rank_high": (1, None), "percentile": (0, 100),
    "ranked_areas": (1, None), "parts": (1, None), "parts_found": (0, None), "revision": (1, None),
    "computed_share": (0, None),
    "position": (1, None), "decimals": (0, None), "observations": (0, None), "communes": (0, None),
    "applicable": (0, None), "reported": (0, None), "not_reported": (0, None),
    "other_basis_only": (0, None), "other_period_only": (0, None), "place": (1, None),
    "distance": (0, 1), "match": (0, 100), "variables_used": (1, None),
}  # fmt: skip
