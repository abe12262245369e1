"""Pictures and reports, each against the question it answers, asked without drawing anything.

A ratio of 2 says: drawing takes as long as asking. PNG is that of the same ranking, from its SVG;
reports are whole files. Bytes are printed beside.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.report import Comparison, interleaved_medians
from indicators.pictures.kinds import picture
from indicators.pictures.picture import PictureQuestion
from indicators.pictures.png import png
from indicators.questions.profile import compare, profile
from indicators.questions.ranking import rank
from indicators.release.store import Store
from indicators.reports.asked_report import ReportQuestion
from indicators.reports.making import report_file

COMPARED = 4


def measure(release: Path, *, rounds: int) -> list[Comparison]:
    """Time pictures and reports of one release; nothing is kept between rounds."""
    with Store(release) as store:
        cases, sizes = _cases(store)
        medians = interleaved_medians(
            {name: partial(_made, make) for name, make in cases.items()}, rounds
        )
    for name, size in sizes.items():
        print(f"{name}: {size:,} bytes")
    pairs = {"SVG of a ranking": "rank", "SVG of a distribution": "rank", "SVG of a map": "rank",
             "SVG of an area": "profile", "SVG of a comparison": "compare",
             "PNG of a ranking's SVG": "rank", "PDF of an area": "profile",
             "DOCX of an area": "profile", "PDF of a comparison": "compare"}  # fmt: skip
    return [Comparison(what, medians[what], question, medians[question], "ms")
            for what, question in pairs.items()]  # fmt: skip


def _cases(store: Store) -> tuple[dict[str, Callable[[], object]], dict[str, int]]:
    """What is timed by its name, and the size of each file."""
    catalogue = store.query("indicators").sort_values("communes", ascending=False)
    indicator = str(catalogue["indicator_id"].iloc[0])
    found = store.query("areas_with_figures", province="", row_limit=COMPARED)
    codes = found["area_code"].tolist()
    asked = {
        "SVG of a ranking": ("ranking", PictureQuestion(indicator)),
        "SVG of a distribution": ("distribution", PictureQuestion(indicator)),
        "SVG of a map": ("map", PictureQuestion(indicator)),
        "SVG of an area": ("area", PictureQuestion(codes[0])),
        "SVG of a comparison": ("comparison", PictureQuestion(areas=tuple(codes))),
    }
    ranking = picture(store, *asked["SVG of a ranking"]).svg
    area = ReportQuestion("commune", (codes[0],))
    several = ReportQuestion("comparison", tuple(codes))
    made: dict[str, Callable[[], bytes]] = {
        **{name: partial(_svg, store, *question) for name, question in asked.items()},
        "PNG of a ranking's SVG": lambda: png(ranking),
        "PDF of an area": lambda: report_file(store, area, "pdf"),
        "DOCX of an area": lambda: report_file(store, area, "docx"),
        "PDF of a comparison": lambda: report_file(store, several, "pdf"),
    }  # fmt: skip
    questions: dict[str, Callable[[], object]] = {
        "rank": lambda: rank(store, indicator),
        "profile": lambda: profile(store, codes[0]),
        "compare": lambda: compare(store, codes),
    }
    return {**made, **questions}, {name: len(make()) for name, make in made.items()}


def _svg(store: Store, kind: str, question: PictureQuestion) -> bytes:
    return picture(store, kind, question).svg.encode()


def _made(make: Callable[[], object], _number: int) -> object:
    """One round; what is made does not depend on its number."""
    return make()
