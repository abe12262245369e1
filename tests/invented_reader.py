"""The reader with a handful of invented communes, for tests of single sentences."""

from datetime import date
from functools import lru_cache
from typing import Any

from indicators import settings
from indicators.catalogue.loading import load_catalogue
from indicators.catalogue.records import Catalogue
from indicators.extraction.candidate import Candidate
from indicators.extraction.gazetteer import Commune, Gazetteer
from indicators.extraction.reader import extract
from indicators.vocabularies.press_words import load_vocabulary

PUBLISHED = date(2026, 1, 4)
SON, THUY, LAM, HOA, BINH = "97001", "97002", "97003", "97004", "97005"
NAMES = {
    SON: "xã Mẫu Sơn",
    THUY: "xã Mẫu Thủy",
    LAM: "xã Mẫu Lâm",
    HOA: "phường Mẫu Hòa",
    BINH: "xã Mẫu Bình",
}


@lru_cache
def invented_places() -> Gazetteer:
    """Five communes of one province and a namesake of one of them in another."""
    communes = [
        Commune(code, name.split(" ", 1)[1], frozenset({name.split()[0]}), "97")
        for code, name in NAMES.items()
    ]
    namesake = Commune("98005", "Mẫu Bình", frozenset({"xã"}), "98")
    return Gazetteer(
        [*communes, namesake],
        {"97": "Sông Mẫu", "98": "Núi Mẫu"},
        {"97": frozenset({"Sông Mẫu", "Bến Mẫu"}), "98": frozenset({"Núi Mẫu"})},
    )


@lru_cache
def _catalogue() -> Catalogue:
    return load_catalogue(settings.DATA / "indicators.yaml")


def read(text: str, published: date | None = PUBLISHED, **given: Any) -> list[Candidate]:
    """The candidates of one text about the invented places."""
    return extract(
        text,
        published=published,
        catalogue=_catalogue(),
        gazetteer=invented_places(),
        vocabulary=load_vocabulary(settings.DATA / "phrases.yaml"),
        **given,
    )


def told(text: str, province: str | None = None) -> list[tuple[str | None, str, float]]:
    """Area, indicator and value of the candidates that nothing speaks against."""
    return [
        (one.area_code, one.indicator_id, float(one.value))
        for one in read(text, province=province)
        if not one.checks
    ]


def doubted(
    text: str, province: str | None = None
) -> list[tuple[str | None, float, tuple[str, ...]]]:
    """Area, value and codes of the doubts of the candidates that something speaks against."""
    return [
        (one.area_code, float(one.value), tuple(check.code for check in one.checks))
        for one in read(text, province=province)
        if one.checks
    ]
