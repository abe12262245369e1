"""What may be asked of pictures and reports: the parameters of the API, and how a drawing looks.

A ranking as a picture takes what the ranking of the API takes (``among`` and names too), so that
one question has one answer in every form.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from indicators.language.texts import DEFAULT_LANGUAGE, LANGUAGES
from indicators.open_data.answers import parameters as given
from indicators.open_data.answers.asked import AskedAddress, AskedQuestion
from indicators.open_data.answers.faults import QuestionError
from indicators.open_data.answers.groups import group_asked
from indicators.open_data.answers.names_meant import (
    areas_meant,
    indicators_meant,
    province_meant,
)
from indicators.open_data.answers.parameters import Parameter, in_path
from indicators.pictures.kinds import PictureKind
from indicators.pictures.look import LEAST_WIDTH, MOST_WIDTH, THEMES, USUAL_WIDTH, Look
from indicators.pictures.picture import PictureQuestion
from indicators.pictures.png import MOST_TIMES
from indicators.release.store import Store
from indicators.sentences.marking import N_

LANG = Parameter("lang", N_("Language of the words"), choices=tuple(LANGUAGES),
                 default=DEFAULT_LANGUAGE)  # fmt: skip
THEME = Parameter("theme", N_("Light or dark"), choices=THEMES, default=THEMES[0])
WIDTH = Parameter("width", N_("Width in pixels"), whole=(LEAST_WIDTH, MOST_WIDTH),
                  default=str(USUAL_WIDTH))  # fmt: skip
SCALE = Parameter("scale", N_("Pixels of a PNG for one of the drawing, in each direction"),
                  whole=(1, MOST_TIMES), default="1")  # fmt: skip
X, Y = (replace(given.INDICATOR, name=name) for name in "xy")
# A set of periods and, after a bar, a basis: as the page of two indicators says it.
X_YEAR, Y_YEAR = (
    replace(given.YEAR, name=name, pattern=rf"(?:{given.YEAR.pattern})(?:\|[\w-]*)?",
            form=f"{given.YEAR.form} | 2025|BASIS")
    for name in ("x_year", "y_year")
)  # fmt: skip
COMPOSITE = Parameter("composite", N_("An own index as the address of its page says it"),
                      most_characters=2_000)  # fmt: skip

KNOWN: Mapping[str, Parameter] = {
    one.name: one
    for one in (given.YEAR, given.PROVINCE, given.AREA_TYPE, given.BASIS, given.AMONG_PARAMETER,
                given.AREAS, given.INDICATOR, X, Y, X_YEAR, Y_YEAR, COMPOSITE)
}  # fmt: skip


@cache
def drawing_of(kind: PictureKind, folder: str, form: str) -> AskedAddress:
    """What may be asked of one kind of picture in one form."""
    subject = {"indicator": given.INDICATOR, "area": given.AREA}.get(kind.about)
    of_path = (in_path(subject),) if subject else ()
    own = [given.AREAS_COMPARED if kind.name == "comparison" and key == "area" else KNOWN[key]
           for key in kind.keys]  # fmt: skip
    looks = (LANG, THEME, WIDTH, given.RELEASE, *((SCALE,) if form == "png" else ()))
    path = f"{folder}/{kind.name}" + (f"/{{{subject.name}}}" if subject else "") + f".{form}"
    needs = (("among", "area"),) if "among" in kind.keys else ()
    return AskedAddress(path, (*of_path, *own, *looks), needs)


def look_asked(asked: AskedQuestion, *, width: int = USUAL_WIDTH) -> Look:
    """How the drawing is to look."""
    return Look(
        width=int(asked.one("width") or width),
        lang=asked.one("lang") or DEFAULT_LANGUAGE,
        dark=asked.one("theme") == "dark",
    )


def picture_question(
    store: Store, kind: PictureKind, asked: AskedQuestion, site: str, look: Look
) -> PictureQuestion:
    """The question of a picture, names read as the API reads them.

    Raises ``UnknownNameError`` for a name that the release does not have, ``QuestionError`` where
    a group has no one commune that it is around, or another filter leaves nothing of it.
    """
    province = province_meant(store, asked) if "province" in kind.keys else None
    areas = _areas(store, kind, asked, province)
    told = {key: asked.one(key) for key in kind.keys if key not in ("area", "province")}
    named = [key for key in ("x", "y", "indicator") if told.get(key)]
    told |= {key: indicators_meant(store, asked, key)[0] for key in named}
    return PictureQuestion(
        subject=_subject(store, kind, asked), province=province, areas=areas, look=look,
        site=site, **told,
    )  # fmt: skip


def _subject(store: Store, kind: PictureKind, asked: AskedQuestion) -> str:
    if kind.about == "indicator":
        return indicators_meant(store, asked)[0]
    return areas_meant(store, asked)[0] if kind.about == "area" else ""


def _areas(
    store: Store, kind: PictureKind, asked: AskedQuestion, province: str | None
) -> tuple[str, ...]:
    """The areas that are named, or the one whose group is ranked."""
    if "area" not in kind.keys:
        return ()
    if asked.one("among") is None:
        return tuple(areas_meant(store, asked))
    if len(asked.all("area")) > 1:
        raise QuestionError("too_many_values", "area", str(len(asked.all("area"))), ("1",))
    anchor = group_asked(store, asked, province)["anchor"]
    return (str(anchor),)
