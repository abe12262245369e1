"""The README of the open-data bundle, in Vietnamese and English."""

from collections.abc import Mapping
from typing import Any

from indicators.open_data.bundle.bundle_tables import TABLES
from indicators.release.citation import LICENCE_URL, release_citation, release_day

README = """\
# Thước Xã: số liệu các xã, phường, đặc khu của Việt Nam, có nguồn

{banner_vi}Bản phát hành {day} (`{release_id}`): {observations} số liệu của {areas} đơn vị, đọc từ {sources} nguồn.

## Có gì trong gói này
| tệp | mỗi dòng là |
|---|---|
{tables_vi}| `datapackage.json` | mô tả mọi cột, liệt kê mọi tệp (Frictionless Data Package); `csv-metadata.json`: cùng nội dung theo CSV on the Web; `DATA-DICTIONARY.md`: để đọc |
| `SHA256SUMS` | mã băm của mọi tệp: `sha256sum -c SHA256SUMS` |
| `CITATION.cff`, `LICENSE` | cách ghi nguồn, giấy phép |

Thư mục xuất đầy đủ còn có, ngoài tệp zip của các bảng trên:

| thư mục | trong đó |
|---|---|
| `indicators/`, `provinces/` | mỗi chỉ tiêu, mỗi tỉnh một tệp CSV, JSON, Parquet, cạnh đó là `.metadata.json` |
| `sdmx/` | số liệu đang hiển thị theo SDMX-CSV 2.0, cấu trúc và danh mục mã theo SDMX-ML 3.0 |
| `map/` | các ô giản lược của bản đồ (GeoJSON), không phải ranh giới |
| `html/` | mỗi xã, mỗi chỉ tiêu một trang HTML không cần máy chủ; `sitemap.xml`, `robots.txt` |
| `api/v1/` | câu trả lời của API dưới đúng đường dẫn của nó (JSON), cho máy chủ tệp tĩnh; `_headers` nói kiểu của chúng |

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
{tables_en}| `datapackage.json` | every column described, every file listed (Frictionless Data Package); `csv-metadata.json`: the same as CSV on the Web; `DATA-DICTIONARY.md`: to be read |
| `SHA256SUMS` | digests of all files: `sha256sum -c SHA256SUMS` |
| `CITATION.cff`, `LICENSE` | citation, licence |

The whole folder that `export` writes has, beside a zip of the tables above:

| folder | holds |
|---|---|
| `indicators/`, `provinces/` | one file per indicator and per province as CSV, JSON, Parquet, with `.metadata.json` beside them |
| `sdmx/` | the figures shown as SDMX-CSV 2.0, structure and code lists as SDMX-ML 3.0 |
| `map/` | the schematic cells of the map (GeoJSON), which are no boundaries |
| `html/` | one HTML page per commune and per indicator, no server needed; `sitemap.xml`, `robots.txt` |
| `api/v1/` | the answers of the API under its own paths (JSON), for a server of static files; `_headers` tells their type |

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
codes <- c("area_code", "province_code", "rank_scope", "period_set", "locator", "as_printed")
figures <- read.csv("{observations_csv}",
                    colClasses = setNames(rep("character", length(codes)), codes),
                    na.strings = "", dec = ".", fileEncoding = "UTF-8-BOM")
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
        tables_vi=_tables(files, release, "vi"),
        tables_en=_tables(files, release, "en"),
        citation_vi=release_citation(release, "vi"),
        citation_en=release_citation(release, "en"),
        licence_url=LICENCE_URL,
    )


def _tables(files: Mapping[str, str], release: dict[str, Any], lang: str) -> str:
    """A line for each table that this release has."""
    other_forms = {"observations": f", `.parquet`{_xlsx_mark(release)}"}
    return "".join(
        f"| `{files[table.name]}`{other_forms.get(table.name, '')} "
        f"| {table.en if lang == 'en' else table.vi} |\n"
        for table in TABLES if table.name in files
    )  # fmt: skip


def _xlsx_mark(release: dict[str, Any]) -> str:
    from indicators.open_data.downloads import MOST_ROWS_ON_REQUEST

    return ", `.xlsx`" if release["observations"] <= MOST_ROWS_ON_REQUEST else ""
