"""How well the reader reads: precision and recall on labelled texts.

``python -m bench.evaluation`` prints three parts apart: the texts the reader
was tuned on, the third that was left untouched, and the real articles beside the repository
(skipped with a message where they are absent). With files it measures these instead: labelled
articles about real places, in the form of ``tests/articles/tuned.yaml``.

A candidate is right when a labelled figure has its area, indicator and value, and agrees in
every other field that the label gives. Precision = right candidates / candidates; recall =
labelled figures found / labelled figures. A label that is ``optional``, because careful people
differ on it, counts neither way.
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from indicators import settings
from indicators.catalogue.loading import load_catalogue
from indicators.catalogue.records import Catalogue
from indicators.extraction.candidate import Candidate
from indicators.extraction.gazetteer import Commune, Gazetteer, load_gazetteer
from indicators.extraction.reader import extract
from indicators.printed.clean_text import decode
from indicators.vocabularies.press_words import PressWords, load_vocabulary

ARTICLES = settings.ROOT / "tests" / "articles"
SEEDS = settings.ROOT.parent / "shared" / "seeds"

# What a curator enters of a figure beside area, indicator and value.
FIELDS = {"basis": "basis", "start": "period_start", "end": "period_end", "qualifier": "qualifier",
          "status": "status"}  # fmt: skip


@dataclass(frozen=True)
class Article:
    """A text with the figures a careful person would enter."""

    id: str
    text: str
    published: date | None
    province: str | None
    expected: tuple[Mapping[str, Any], ...]
    source_id: str = ""


@dataclass(frozen=True)
class Outcome:
    """Candidates and labels of one article that met, and those that did not."""

    article: Article
    right: tuple[Candidate, ...]
    wrong: tuple[Candidate, ...]
    missed: tuple[Mapping[str, Any], ...]


def labelled_articles(path: Path) -> list[Article]:
    """The articles of one labelled file; see the head of ``tests/articles/tuned.yaml``."""
    return [
        Article(
            str(one["id"]),
            one["text"],
            date.fromisoformat(one["published"]) if "published" in one else None,
            one.get("province"),
            tuple(one["expected"] or ()),
        )
        for one in yaml.safe_load(path.read_text("utf-8"))
    ]


def invented_gazetteer(path: Path = ARTICLES / "gazetteer.yaml") -> Gazetteer:
    """The invented places that the labelled articles speak of."""
    data = yaml.safe_load(path.read_text("utf-8"))
    communes = [
        Commune(c["code"], c["name"], frozenset(c["types"]), c["province"])
        for c in data["communes"]
    ]
    return Gazetteer(communes, data["provinces"])


def read(
    article: Article, catalogue: Catalogue, gazetteer: Gazetteer, vocabulary: PressWords
) -> Outcome:
    """Read one article and compare."""
    candidates = extract(
        article.text,
        published=article.published,
        province=article.province,
        catalogue=catalogue,
        gazetteer=gazetteer,
        vocabulary=vocabulary,
    )
    open_labels = list(article.expected)
    right, wrong = [], []
    for candidate in candidates:
        label = next((one for one in open_labels if agrees(candidate, one)), None)
        if label is None:
            wrong.append(candidate)
            continue
        open_labels.remove(label)
        if not label.get("optional"):
            right.append(candidate)
    missed = tuple(one for one in open_labels if not one.get("optional"))
    return Outcome(article, tuple(right), tuple(wrong), missed)


def agrees(candidate: Candidate, label: Mapping[str, Any]) -> bool:
    """Whether a candidate is the labelled figure."""
    area = candidate.area_code or list(candidate.area_candidates)
    record = candidate.record()
    return (
        area == label["area"]
        and candidate.indicator_id == label["indicator"]
        and candidate.value == Decimal(str(label["value"]))
        and all(record[field] == label[name] for name, field in FIELDS.items() if name in label)
        and label.get("check", "") in ("", *(one.code for one in candidate.checks))
    )


def table(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Lines of precision and recall per indicator, and in all."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for outcome in outcomes:
        for place, names in enumerate(
            (
                [c.indicator_id for c in outcome.right],
                [c.indicator_id for c in outcome.wrong],
                [label["indicator"] for label in outcome.missed],
            )
        ):
            for name in names:
                counts[name][place] += 1
    yield f"{'indicator':36}{'right':>7}{'wrong':>7}{'missed':>8}{'precision':>11}{'recall':>8}"
    for name in sorted(counts):
        yield _line(name, *counts[name])
    yield _line("all", *(sum(one[place] for one in counts.values()) for place in range(3)))


def _line(name: str, right: int, wrong: int, missed: int) -> str:
    precision = right / (right + wrong) if right + wrong else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    return f"{name:36}{right:7}{wrong:7}{missed:8}{precision:11.3f}{recall:8.3f}"


def faults(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """One line for each wrong candidate and each missed figure."""
    for outcome in outcomes:
        for one in outcome.wrong:
            yield (
                f"{outcome.article.id}: wrong {one.area_code or one.area_candidates} "
                f"{one.indicator_id} {one.basis} {one.value} {one.period_start}/{one.period_end} "
                f"{one.qualifier} {one.status} {one.as_printed!r}"
            )
        for label in outcome.missed:
            yield f"{outcome.article.id}: missed {dict(label)}"


def seed_articles(data: Path, seeds: Path) -> list[Article]:
    """The real articles with the rows that the curated observations hold for them.

    An area that the text leaves open (its note says "province inferred") counts as found when
    it is among the candidates: the province is given to the reader, as a curator would.
    """
    sources = {row["title"]: row for row in _rows(data / "sources.csv") if not row["url"]}
    provinces = {row["area_code"]: row["parent_code"] for row in _rows(data / "areas.csv")}
    observations = [
        row for file in sorted((data / "observations").glob("*.csv")) for row in _rows(file)
    ]
    articles = []
    for path in sorted(seeds.glob("*.txt")):
        text = decode(path.read_bytes())
        source = next((row for title, row in sources.items() if title in text), None)
        rows = [o for o in observations if source and o["source_id"] == source["source_id"]]
        labels = tuple(_label(row) for row in rows)
        published = source["published_on"] if source else ""
        province = provinces[rows[0]["area_code"]] if rows else None
        articles.append(
            Article(
                path.name,
                text,
                date.fromisoformat(published) if published else None,
                province,
                labels,
                source["source_id"] if source else "",
            )
        )
    return articles


def _label(row: Mapping[str, str]) -> dict[str, Any]:
    return {
        "area": row["area_code"],
        "indicator": row["indicator_id"],
        "value": row["value"],
        "basis": row["basis"],
        "start": row["period_start"] or None,
        "end": row["period_end"],
    }


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def report(title: str, outcomes: list[Outcome]) -> None:
    """Print one part of the evaluation."""
    print(f"\n{title}: {len(outcomes)} texts")
    print("\n".join(table(outcomes)))
    print("\n".join(faults(outcomes)))


def main(files: Sequence[str] = ()) -> int:
    """Evaluate ``files``, or everything there is; the exit code is always 0."""
    catalogue = load_catalogue(settings.DATA / "indicators.yaml")
    vocabulary = load_vocabulary(settings.DATA / "phrases.yaml")
    if files:
        places = load_gazetteer(settings.DATA)
        for name in files:
            articles = labelled_articles(Path(name))
            report(name, [read(one, catalogue, places, vocabulary) for one in articles])
        return 0
    invented = invented_gazetteer()
    for title in ("tuned", "untouched"):
        articles = labelled_articles(ARTICLES / f"{title}.yaml")
        report(title, [read(one, catalogue, invented, vocabulary) for one in articles])
    if not SEEDS.is_dir():
        print(f"\nreal articles: skipped, {SEEDS.name} is not beside the repository")
        return 0
    real = load_gazetteer(settings.DATA)
    seeds = seed_articles(settings.DATA, SEEDS)
    report("real articles", [read(one, catalogue, real, vocabulary) for one in seeds])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
