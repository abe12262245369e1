"""Strange input for readers and routes, made from a seed: bent, torn and crossed, never the same.

All about invented places. A case is made of a ``random.Random`` alone, so that a fault is found
again by its number.
"""

import csv
import io
from collections.abc import Sequence
from random import Random
from urllib.parse import quote

# What has bent readers before: other digits, invisible letters, marks put on letters, formulas,
# markup, numbers no figure has, ends of files and paths.
STRANGE = (
    "\x00", "\u200b", "\u202e", "\ufeff", "\u0301", "\u0323", "\ud7ff", "\ufffd", "\U0001f600",
    "\u0663", "\uff11", "\u00bd", "\u2212", "=1+1", "@SUM(A1)", "-2+3", "\t", "\r\n", "\n\n",
    "<script>alert(1)</script>", "]]>", "&amp;", "'; DROP TABLE area; --", "{{7*7}}", "%s%n",
    "../../etc/passwd", "1e309", "9" * 60, "0.", ",5", "1.2.3", "1,2,3", "1.234.56", "NaN", "inf",
    "12/13/2025", "31/2/2025", "năm 9999", "-0", "100%", "1/0", "(", "[", "\\", '"', "'", ";", "|",
)  # fmt: skip
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạ ĐẠẢ0123456789.,:;%()/-–+ \n"


def bent(text: str, draw: Random, most: int = 6) -> str:
    """The text with some of it taken away, doubled, moved or replaced by what is strange."""
    for _step in range(draw.randint(1, most)):
        place = draw.randrange(len(text) + 1)
        end = min(len(text), place + draw.randint(0, 12))
        part = text[place:end]
        put = draw.choice((
            "", part * 2, part[::-1], draw.choice(STRANGE), draw.choice(LETTERS),
            "".join(draw.choices(LETTERS, k=draw.randint(1, 8))), part.upper(), part.swapcase(),
        ))  # fmt: skip
        text = text[:place] + put + text[end:]
    return text


def any_text(draw: Random, longest: int = 40) -> str:
    """A short text of anything."""
    parts = [draw.choice(STRANGE) if draw.random() < 0.3 else draw.choice(LETTERS)
             for _letter in range(draw.randint(0, longest))]  # fmt: skip
    return "".join(parts)


def printed_number(draw: Random, language: str) -> tuple[str, str]:
    """A number as it is printed in a language, and its value as plain digits."""
    whole, decimals = str(draw.randint(0, 10 ** draw.randint(1, 9))), ""
    if draw.random() < 0.5:
        decimals = "".join(draw.choices("0123456789", k=draw.choice((1, 2))))
    thousands, mark = (".", ",") if language == "vi" else (",", ".")
    grouped = f"{int(whole):,}".replace(",", thousands)
    if not decimals:
        return grouped, whole
    return f"{grouped}{mark}{decimals}", f"{whole}.{decimals}"


UNITS = ("người", "hộ", "%", "triệu đồng", "dossiers")
BEFORE = ("đạt", "tổng số", "còn", "with", "là", "khoảng", "hơn")


def number_line(draw: Random) -> tuple[str, str, str, tuple[int, int]]:
    """A line around one number: text, language, value, and where the digits stand."""
    language = draw.choice(("vi", "vi", "en"))
    printed, value = printed_number(draw, language)
    before = f"{draw.choice(BEFORE)} "
    line = f"{before}{printed} {draw.choice(UNITS)}"
    return line, language, value, (len(before), len(before) + len(printed))


PLACES = ("xã Bịa Một", "xã Bịa Hai", "phường Bịa Bảy", "tỉnh Bịa", "xã Bịa Ba", "Bịa Bốn")
CLAIMS = (
    "thu nhập bình quân đầu người của {place} đạt {number} triệu đồng/người/năm",
    "tỷ lệ hộ nghèo của {place} còn {number}%", "{place} có {number} hộ nghèo trên {count} hộ",
    "thu ngân sách của {place} đạt {number} tỷ đồng, bằng {count}% dự toán",
    "{place} đạt {count}/19 tiêu chí nông thôn mới", "dân số {place} là {count} người",
    "tỷ lệ hồ sơ trực tuyến của {place} đạt {number}% ({count}/{count} hồ sơ)",
    "lần lượt {place} {number}%, {place} {number}%", "phấn đấu {place} đạt {number} triệu đồng",
)  # fmt: skip
WHEN = ("Năm 2025, ", "6 tháng đầu năm 2025, ", "Đến 31/12/2025, ", "Cùng kỳ, ", "Nhiệm kỳ qua, ",
        "", "Quý I/2026, ", "So với năm 2024, ")  # fmt: skip


def article(draw: Random) -> str:
    """Some sentences as newspapers write them, most of them bent."""
    sentences = []
    for _sentence in range(draw.randint(1, 5)):
        claim = draw.choice(CLAIMS)
        while "{" in claim:
            claim = claim.replace("{place}", draw.choice(PLACES), 1)
            claim = claim.replace("{number}", printed_number(draw, "vi")[0], 1)
            claim = claim.replace("{count}", str(draw.randint(0, 99_999)), 1)
        sentences.append(draw.choice(WHEN) + claim)
    text = "Báo Bịa ngày 2/1/2026. " + ". ".join(sentences) + "."
    return bent(text, draw) if draw.random() < 0.8 else text


OF_PLACES = ("Tên đơn vị", "Xã, phường")
HEADINGS = ("Tỷ lệ hộ nghèo (%)", "Thu nhập bình quân đầu người (triệu đồng/người/năm)",
            "Dân số (người)", "Mã ĐVHC", "Hộ nghèo (hộ)", "STT", "Năm", "Ghi chú",
            "Kế hoạch 2025", "Thực hiện 2025", "So sánh (%)", "Ước 2025")  # fmt: skip
NUMBERS = ("1,92", "78,6", "3,5", "61,5", "0,4", "12", "9.876", "12.345,6")


def sheet(draw: Random) -> bytes:
    """A table as an office sends it, as CSV in some encoding, its cells and often bytes bent."""
    strange = draw.choice((0, 0.05, 0.2))
    columns = draw.sample(HEADINGS[:3], draw.randint(0, 2))
    columns += draw.sample(HEADINGS, draw.randint(0, 3))
    columns.insert(0 if draw.random() < 0.8 else len(columns) // 2, draw.choice(OF_PLACES))
    rows: list[list[str]] = [["TỈNH BỊA - KẾT QUẢ THỰC HIỆN NĂM 2025"]]
    rows = rows if draw.random() < 0.9 else []
    rows.append([bent(one, draw, 1) if draw.random() < strange else one for one in columns])
    rows += [[_cell(one, strange, draw) for one in columns] for _row in range(draw.randint(0, 7))]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=draw.choice(",;\t")).writerows(rows)
    encoding = draw.choice(("utf-8", "utf-8-sig", "utf-16"))
    content = bytearray(text.getvalue().encode(encoding, "replace"))
    for _bend in range(draw.choice((0, 0, 1, 3))):
        place = draw.randrange(len(content))
        content[place : place + draw.randint(0, 6)] = draw.randbytes(draw.randint(0, 4))
    return bytes(content)


def _cell(heading: str, strange: float, draw: Random) -> str:
    if draw.random() < strange:
        return any_text(draw, 8)
    if heading in OF_PLACES:
        return draw.choice(PLACES)
    if draw.random() < 0.7:
        return draw.choice(NUMBERS)
    return draw.choice((printed_number(draw, "vi")[0], str(draw.randint(0, 10**6)), "", "-", "x",
                        f"{draw.random():.3f}", "99001"))  # fmt: skip


RIGHT: dict[str, tuple[str, ...]] = {
    "indicator": ("income_per_capita", "poverty_rate"), "area": ("99001", "99001,99002"),
    "province": ("99", "98"), "year": ("2025", "2025-01-01/2025-06-30"), "lang": ("vi", "en"),
    "area_type": ("xã", "phường"), "among": ("province", "peers", "type"), "release": ("latest",),
    "format": ("json", "csv", "parquet"), "q": ("bia mot", "Bịa"), "level": ("commune",),
    "limit": ("5",), "x": ("income_per_capita",), "y": ("poverty_rate",), "width": ("720",),
    "theme": ("dark", "light"), "basis": ("",), "embed": ("true",), "anchor": ("99001",),
    "url": ("http://localhost/xep-hang?indicator=poverty_rate",), "maxwidth": ("500",),
    "indicators": ("income_per_capita,poverty_rate",), "weights": ("1,2",), "title": ("x",),
    "no_such_key": ("1",),
}  # fmt: skip
KEYS = tuple(RIGHT)
VALUES = tuple(value for values in RIGHT.values() for value in values)


def query(draw: Random, keys: Sequence[str] = KEYS) -> str:
    """``keys`` of an address and their values, right ones and strange ones; now and then others."""
    parts = []
    for _key in range(draw.choice((0, 1, 1, 1, 2, 2, 3, 5))):
        name = draw.choice(keys if draw.random() < 0.9 else KEYS)
        value = draw.choice(RIGHT[name])
        chance = draw.random()
        if chance < 0.2:
            value = any_text(draw, 60)
        elif chance < 0.4:
            value = bent(value, draw, 2)
        elif chance < 0.5:
            name, value = any_text(draw, 10), draw.choice(VALUES)
        parts.append(f"{_escaped(name, draw)}={_escaped(value, draw)}")
    return draw.choice(("&", "&", "&", ";", "&&")).join(parts)


def _escaped(text: str, draw: Random) -> str:
    escaped = quote(text.encode("utf-8", "surrogatepass"))
    return escaped if draw.random() < 0.9 else escaped.replace("%", draw.choice(("%25", "%", "+")))


def path(template: str, draw: Random) -> str:
    """The path of a template, its last parts right or strange."""
    found = template
    right = {"{indicator}": RIGHT["indicator"], "{area}": ("99001", "99002"), "{code}": VALUES}
    for name, values in right.items():
        value = draw.choice(values) if draw.random() < 0.8 else any_text(draw, 12)
        found = found.replace(name, quote(value.encode("utf-8", "surrogatepass"), safe=""))
    return found + (f"/{quote(any_text(draw, 6))}" if draw.random() < 0.05 else "")
