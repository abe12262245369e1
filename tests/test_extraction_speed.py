"""Time grows with the length of a text, whatever stands in it. Ratios, no seconds."""

import time
import unicodedata
from functools import cache, partial

import pytest

from bench import evaluation
from indicators import settings
from indicators.catalogue.loading import load_catalogue
from indicators.extraction.gazetteer import load_gazetteer
from indicators.extraction.reader import extract
from indicators.vocabularies.press_words import load_vocabulary

ARTICLE = (
    "Năm 2025, tổng thu ngân sách nhà nước trên địa bàn xã Mẫu Sơn đạt 12,345 tỷ đồng, bằng "
    "136% dự toán; thu nhập bình quân đầu người đạt 60 triệu đồng. Công tác tuyên truyền được "
    "quan tâm, Nhân dân đồng thuận với chủ trương của cấp ủy, chính quyền địa phương.\n"
)

# Each text has about `size` characters.
HOSTILE = {
    "articles": lambda size: ARTICLE * (size // len(ARTICLE)),
    "digits": lambda size: "thu ngân sách xã Mẫu Sơn đạt " + "9" * size,
    "digits and dots": lambda size: "1." * (size // 2),
    "numbers": lambda size: "xã Mẫu Sơn " + "1, " * (size // 3),
    "nested brackets": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "zero-width": lambda size: "thu" + "\u200b" * size + " ngân sách 5 tỷ",
    "combining marks": lambda size: "a" + "\u0301" * size,
    "decomposed": lambda size: unicodedata.normalize("NFD", ARTICLE) * (size // len(ARTICLE)),
    "no end of sentence": lambda size: "tỷ lệ hộ nghèo của xã Mẫu Sơn là 2% và " * (size // 40),
    "dots": lambda size: "." * size,
    "blanks": lambda size: "thu" + " " * size + "ngân sách",
    "lines": lambda size: "\n" * size,
    "one word": lambda size: "a" * size,
    "names": lambda size: "xã Mẫu Sơn Mẫu Sơn, xã A B C D E " * (size // 33),
    "dates": lambda size: "từ ngày 1/7 đến " * (size // 16),
    "denials": lambda size: "xã Mẫu Sơn " + "không đạt 5% " * (size // 13),
    "plans": lambda size: "xã Mẫu Sơn " + "kế hoạch giao 5 tỷ đồng, " * (size // 25),
    "conditions": lambda size: "nếu xã Mẫu Sơn đạt " * (size // 19),
    "turns": lambda size: "xã Mẫu Sơn không mà là 5% nhưng " * (size // 33),
    "names of plans": lambda size: "theo kế hoạch " * (size // 14),
    "taken back": lambda size: "Thông tin này " + "của xã Mẫu Sơn 5% " * (size // 18),
    "shares of nothing": lambda size: "xã Mẫu Sơn đúng hạn " + "0/0% " * (size // 5),
    "words for a commune": lambda size: "Xã " * (size // 3),
    "names of no commune": lambda size: "Xã A B " * (size // 7),
    "communes joined": lambda size: "và xã " * (size // 6),
    "names joined": lambda size: "xã Mẫu Sơn và xã Mẫu Thủy " * (size // 26),
    "a long list of names": lambda size: "các xã Mẫu Sơn, " + "Mẫu Thủy, " * (size // 10),
    "asides": lambda size: "giáp với xã Mẫu Sơn, " * (size // 21),
    "former offices": lambda size: "nguyên chủ tịch ubnd xã Mẫu Sơn " * (size // 32),
    "open brackets with years": lambda size: "xã Mẫu Sơn (năm 2024: " * (size // 22),
    "values in turn": lambda size: (
        "xã Mẫu Sơn thu ngân sách lần lượt " + "1 tỷ đồng, " * (size // 11)
    ),
    "earlier years": lambda size: "cùng kỳ năm trước đạt 5 tỷ đồng, " * (size // 33),
    "pasts": lambda size: "xã Mẫu Sơn trước đây có 5%, năm ngoái 4%, nay còn 3%, " * (size // 54),
    "of the province": lambda size: "tỷ lệ hộ nghèo của tỉnh 5% " * (size // 27),
    "provinces": lambda size: "tỉnh Sông Mẫu " * (size // 14),
    "special zones": lambda size: "đặc khu Mẫu Đảo Mẫu Đảo " * (size // 24),
    "bodies": lambda size: "trạm y tế xã Mẫu Sơn tiếp nhận 5 hồ sơ, " * (size // 40),
    "units merged": lambda size: "sáp nhập xã A" + ", xã B" * (size // 6) + " và hai xã khác",
    "fractions": lambda size: "xã Mẫu Sơn đạt " + "1/" * (size // 2),
}


@pytest.fixture(scope="module")
def timed():
    """How many processor seconds the reading of a text takes, among the names of a gazetteer."""
    catalogue = load_catalogue(settings.DATA / "indicators.yaml")
    vocabulary = load_vocabulary(settings.DATA / "phrases.yaml")

    def measure(gazetteer, text):
        start = time.process_time()
        extract(text, catalogue=catalogue, vocabulary=vocabulary, gazetteer=gazetteer)
        return time.process_time() - start

    return measure


@pytest.fixture(scope="module")
def seconds(timed):
    return partial(timed, evaluation.invented_gazetteer())


@pytest.fixture(scope="module")
def of_long(seconds):
    """Seconds of the long text of a kind, measured once."""
    return cache(lambda kind: seconds(HOSTILE[kind](24_000)))


@pytest.mark.parametrize("kind", HOSTILE)
def test_four_times_the_text_takes_about_four_times_as_long(kind, seconds, of_long):
    short, long = HOSTILE[kind](6_000), HOSTILE[kind](24_000)
    most = 9 * min(seconds(short) for _ in range(3)) + 0.05
    assert of_long(kind) <= most or seconds(long) <= most


@pytest.fixture(scope="module")
def dense(seconds):
    """Processor seconds of an article of 24,000 characters full of figures."""
    return min(seconds(HOSTILE["articles"](24_000)) for _ in range(3))


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_text_takes_much_longer_than_dense_articles(kind, of_long, dense):
    assert of_long(kind) <= 20 * dense + 0.05


@pytest.fixture(scope="module")
def among_all_names(timed):
    return partial(timed, load_gazetteer(settings.DATA))


@pytest.fixture(scope="module")
def dense_among_all(among_all_names):
    return min(among_all_names(HOSTILE["articles"](40_000)) for _ in range(2))


@pytest.mark.parametrize("kind", ["words for a commune", "names of no commune"])
def test_words_for_a_commune_take_no_longer_than_articles(kind, among_all_names, dense_among_all):
    """Among all the names of the country: each place of a name is looked up once."""
    text, most = HOSTILE[kind](40_000), 3 * dense_among_all + 0.05
    assert any(among_all_names(text) <= most for _ in range(2))
