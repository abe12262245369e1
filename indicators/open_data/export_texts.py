"""The README of the open-data bundle, in Vietnamese and English."""

from collections.abc import Mapping
from typing import Any

from indicators.release.citation import LICENCE_URL, release_citation, release_day

MORE_VI = {
    "neighbours": "hai xã, phường giáp nhau (chung ranh giới trên khoảng 200 m)",
    "wage_regions": "vùng lương tối thiểu (I đến IV) của một xã; không phải thước đo thu nhập",
}
MORE_EN = {
    "neighbours": "two communes that share a border of more than about 200 m",
    "wage_regions": "the region of the minimum wage (I to IV) of a commune; no measure of income",
}

README = """\
# Thước Xã: số liệu các xã, phường, đặc khu của Việt Nam, có nguồn

{banner_vi}Bản phát hành {day} (`{release_id}`): {observations} số liệu của {areas} đơn vị, đọc từ {sources} nguồn.

## Có gì trong gói này
| tệp | mỗi dòng là |
|---|---|
| `{observations_csv}`, `.parquet`{xlsx} | một số liệu của một đơn vị, chỉ tiêu, kỳ và cơ sở, từ một nguồn; `is_current` = TRUE là số được chọn để hiển thị |
| `{rankings_csv}` | một đơn vị trong bảng xếp hạng mặc định của một chỉ tiêu: thứ hạng, khoảng thứ hạng, độ phủ |
| `{medians_csv}` | trung vị của một chỉ tiêu (bộ kỳ mặc định) trong một tỉnh, vùng, loại đơn vị hoặc cả nước, với số nơi có số liệu; dưới 5 nơi thì để trống |
| `{peers_csv}` | một trong mười đơn vị tương đồng nhất của một xã, với khoảng cách, độ khớp (0-100) và phiên bản của cách tính |
| `{areas_csv}` | một đơn vị hành chính và thời gian hiệu lực |
| `{lineage_csv}` | một đơn vị cũ và đơn vị mà nó nhập vào, theo từng bước có ngày (`valid_from`) |
{more_vi}| `{indicators_csv}` | một chỉ tiêu: định nghĩa, công thức, đơn vị, chiều |
| `{sources_csv}` | một nguồn |
| `datapackage.json` | mô tả mọi cột (Frictionless Data Package) |

## Đọc trước khi dùng
- **Ô trống là thiếu số liệu, không bao giờ là 0.** Phần lớn các xã chưa có số liệu công khai; hãy luôn nêu độ phủ cạnh thứ hạng.
- Số liệu của một phần năm không xếp chung với cả năm; các cơ sở (`basis`) khác nhau không xếp chung.
- Mỗi số in ra ứng với một khoảng (`value_low` đến `value_high`); hai nơi có khoảng chồng nhau thì chưa thể nói nơi nào hơn, vì vậy thứ hạng cũng là khoảng (`rank_low` đến `rank_high`).
- Phường không có tiêu chí nông thôn mới: đó là “không áp dụng”, không phải thiếu.
- Chữ bắt đầu bằng =, +, -, @ trong CSV và XLSX có dấu ' phía trước để bảng tính không chạy nó như công thức; Parquet giữ nguyên văn.

## Mở bằng Excel
Mở tệp XLSX; đó là cách chắc chắn nhất, vì mã như `01` giữ số 0 ở đầu và máy dùng dấu phẩy thập phân vẫn đọc đúng số. Với CSV: Dữ liệu → Từ văn bản/CSV, chọn UTF-8, dấu phẩy, để cột mã kiểu Văn bản, và các cột số chọn Đổi kiểu → Dùng ngôn ngữ → Tiếng Anh (Hoa Kỳ): thiếu bước này, 0.624 thành 624.

## Cách ghi nguồn
{citation_vi} Giấy phép: {licence_url}
Mỗi con số là dữ kiện do nguồn nêu ở cùng dòng công bố; hãy dẫn cả nguồn ấy (cột `citation`).

---

# Thước Xã: sourced figures of Viet Nam's communes

{banner_en}Release {day} (`{release_id}`): {observations} figures of {areas} areas, read from {sources} sources.

## What is inside
| file | one row is |
|---|---|
| `{observations_csv}`, `.parquet`{xlsx} | one figure of one area, indicator, period and basis, from one source; `is_current` = TRUE is the one that is shown |
| `{rankings_csv}` | one area in the default ranking of an indicator: rank, rank interval, coverage |
| `{medians_csv}` | the median of an indicator (default set) in a province, region, type or the nation, with the number of areas behind it; empty below 5 |
| `{peers_csv}` | one of the ten communes most like a commune, with distance, match (0-100) and the version of the method |
| `{areas_csv}` | one area and the time it is valid |
| `{lineage_csv}` | one former unit and the unit it went into, by dated steps (`valid_from`) |
{more_en}| `{indicators_csv}` | one indicator: definition, formula, unit, direction |
| `{sources_csv}` | one source |
| `datapackage.json` | every column described (Frictionless Data Package) |

## Read before use
- **An empty cell means missing, never 0.** Most communes have no public figure yet; always give the coverage beside a rank.
- Part-year figures are not ranked with full years; different bases (`basis`) are not ranked together.
- Each printed figure stands for an interval (`value_low` to `value_high`); where intervals overlap nobody can say who is ahead, so a rank is an interval too (`rank_low` to `rank_high`).
- Wards have no new-rural criteria: that is "not applicable", not missing.
- In CSV and XLSX a text that begins with =, +, - or @ has an apostrophe before it, so that no spreadsheet runs it; Parquet keeps the text as it was.

## Open it
Excel: open the XLSX, the safest way: codes such as `01` keep their zero, and a machine with decimal commas reads the numbers right. CSV: Data → From Text/CSV, UTF-8, comma, code columns as Text, columns of numbers by Change Type → Using Locale → English (United States).

LibreOffice: open the CSV with character set UTF-8, separator comma, language English (USA), and the columns `area_code` and `province_code` as Text.

Python
```python
import pandas as pd
figures = pd.read_csv("{observations_csv}", dtype={{"area_code": str, "province_code": str}},
                      parse_dates=["period_start", "period_end"], decimal=".")
shown = figures[figures["is_current"]]
```

R
```r
library(readr)
figures <- read_csv("{observations_csv}",
                    col_types = cols(area_code = "c", province_code = "c"),
                    locale = locale(decimal_mark = ".", encoding = "UTF-8"))
shown <- subset(figures, is_current)
```

Stata
```stata
set dp period
import delimited using "{observations_csv}", encoding("UTF-8") varnames(1) ///
    bindquote(strict) stringcols(_all) clear
destring value rank rank_low rank_high, replace
```

## Citation
{citation_en} Licence: {licence_url}
Each figure is a fact published by the source named in its row; cite that source too (column `citation`).
"""  # noqa: E501  a paragraph of Markdown is one line

BANNER_VI = (
    "> **Số liệu giả định.** Mọi tên và số ở đây đều bịa ra, không nói về nơi nào có thật.\n\n"
)
BANNER_EN = (
    "> **Synthetic.** Every name and figure here is invented and says nothing about any real "
    "place.\n\n"
)


def readme(release: dict[str, Any], files: dict[str, str]) -> str:
    """The README of a bundle; ``files`` gives the file of each table."""
    invented = bool(release["synthetic"])
    return README.format(
        banner_vi=BANNER_VI if invented else "",
        banner_en=BANNER_EN if invented else "",
        day=release_day(release),
        release_id=release["release_id"],
        observations=release["observations"],
        areas=release["areas_with_figures"],
        sources=release["sources"],
        observations_csv=files["observations"],
        xlsx=_xlsx_mark(release),
        rankings_csv=files["rankings"],
        medians_csv=files["medians"],
        peers_csv=files["peers"],
        areas_csv=files["areas"],
        lineage_csv=files["area_lineage"],
        more_vi=_more(files, MORE_VI),
        more_en=_more(files, MORE_EN),
        indicators_csv=files["indicators"],
        sources_csv=files["sources"],
        citation_vi=release_citation(release, "vi"),
        citation_en=release_citation(release, "en"),
        licence_url=LICENCE_URL,
    )


def _more(files: Mapping[str, str], told: Mapping[str, str]) -> str:
    """Lines for files that not every release has."""
    return "".join(f"| `{files[name]}` | {words} |\n" for name, words in told.items()
                   if name in files)  # fmt: skip


def _xlsx_mark(release: dict[str, Any]) -> str:
    from indicators.open_data.downloads import MOST_ROWS_ON_REQUEST

    return ", `.xlsx`" if release["observations"] <= MOST_ROWS_ON_REQUEST else ""
