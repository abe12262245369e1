"""What a request asks of a picture or report: strict keys, checked values, refusals as problems."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from indicators.errors import QUOTED_CHARACTERS
from indicators.language.texts import DEFAULT_LANGUAGE, LANGUAGES
from indicators.pictures.kinds import PictureKind
from indicators.pictures.look import LEAST_WIDTH, MOST_WIDTH, THEMES, USUAL_WIDTH, Look
from indicators.pictures.picture import PictureQuestion
from indicators.pictures.png import MOST_TIMES

LATEST = "latest"
# Keys that may be repeated, or hold several values with commas between them.
LISTS = ("area",)
LOOKS = ("lang", "theme", "width")
LONGEST_VALUE = 2_100  # a definition of an index has up to 2,000 characters

Keys = dict[str, str]


class RefusedError(Exception):
    """A request that gets a problem in place of an answer; ``nearest`` is what was meant, maybe."""

    def __init__(
        self, status: int, title: str, detail: str, *, nearest: Sequence[str] = (),
        retry_after: int | None = None,
    ) -> None:  # fmt: skip
        super().__init__(detail)
        self.status, self.title, self.detail = status, title, detail
        self.nearest, self.retry_after = tuple(nearest), retry_after


@dataclass(frozen=True)
class AskedDrawing:
    """A checked request: the keys that were asked for, in the order of their names."""

    keys: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, items: Iterable[tuple[str, str]], allowed: Sequence[str]) -> "AskedDrawing":
        """The keys of a query; empty ones count as not asked.

        Raises ``RefusedError`` (400) for one that is not ``allowed``, given twice, or too long.
        """
        found: Keys = {}
        for name, value in items:
            if name not in allowed:
                near = difflib.get_close_matches(name[:QUOTED_CHARACTERS], allowed, n=3, cutoff=0.5)
                raise RefusedError(
                    400, "Unknown parameter",
                    f"found parameter {name[:QUOTED_CHARACTERS]!r}, expected one of "
                    f"{', '.join(allowed)}", nearest=near or tuple(allowed))  # fmt: skip
            if len(value) > LONGEST_VALUE:
                raise RefusedError(400, "Wrong value", f"{name}: found {len(value)} characters, "
                                   f"expected at most {LONGEST_VALUE}")  # fmt: skip
            if name in LISTS and name in found:
                found[name] += f",{value}"
            elif name in found:
                raise RefusedError(400, "Repeated parameter", f"{name}: found it twice, expected "
                                   "it once")  # fmt: skip
            elif value:
                found[name] = value
        return cls(tuple(sorted(found.items())))

    def value(self, name: str) -> str | None:
        """The value of a key, ``None`` where it was not asked."""
        return dict(self.keys).get(name)

    def listed(self, name: str) -> tuple[str, ...]:
        """The different values of a key that may hold several."""
        values = (one.strip() for one in (self.value(name) or "").split(","))
        return tuple(dict.fromkeys(one for one in values if one))

    def one_of(self, name: str, allowed: Iterable[str], usual: str) -> str:
        """The value of a key with a few values; raises ``RefusedError`` (400) for another."""
        value, choices = self.value(name) or usual, tuple(allowed)
        if value not in choices:
            near = difflib.get_close_matches(value[:QUOTED_CHARACTERS], choices, n=3, cutoff=0.4)
            raise RefusedError(400, "Wrong value", f"{name}: found {value[:QUOTED_CHARACTERS]!r}, "
                               f"expected one of {', '.join(choices)}",
                               nearest=near or choices)  # fmt: skip
        return value

    def whole(self, name: str, least: int, most: int, usual: int) -> int:
        """A whole number from ``least`` to ``most``; raises ``RefusedError`` (400) for another."""
        value = self.value(name) or str(usual)
        if not (value.isascii() and value.isdigit() and len(value) < 6
                and least <= int(value) <= most):  # fmt: skip
            raise RefusedError(400, "Wrong value", f"{name}: found {value[:QUOTED_CHARACTERS]!r}, "
                               f"expected a whole number from {least} to {most}")  # fmt: skip
        return int(value)

    @property
    def lang(self) -> str:
        """The language; raises ``RefusedError`` for one that there is not."""
        return self.one_of("lang", LANGUAGES, DEFAULT_LANGUAGE)

    @property
    def times(self) -> int:
        """How many pixels of a PNG stand for one of the SVG, in each direction."""
        return self.whole("scale", 1, MOST_TIMES, 1)


def keys_of(kind: PictureKind, form: str) -> tuple[str, ...]:
    """Everything that may be asked of one kind of picture in one form."""
    return (*kind.keys, *LOOKS, "release", *(("scale",) if form == "png" else ()))


def picture_question(
    kind: PictureKind, subject: str, asked: AskedDrawing, site: str, *, width: int = USUAL_WIDTH
) -> PictureQuestion:
    """The question of a picture; raises ``RefusedError`` for a value that cannot be."""
    look = Look(
        width=asked.whole("width", LEAST_WIDTH, MOST_WIDTH, width),
        lang=asked.lang,
        dark=asked.one_of("theme", THEMES, THEMES[0]) == "dark",
    )
    plain = {key: asked.value(key) for key in kind.keys if key not in LISTS}
    return PictureQuestion(
        subject=subject,
        areas=asked.listed("area"),
        look=look,
        site=site,
        **plain,
    )


def problem_of(error: RefusedError) -> Mapping[str, object]:
    """The problem JSON (RFC 9457) of a refusal."""
    nearest = {"nearest": list(error.nearest)} if error.nearest else {}
    return {"type": "about:blank", "title": error.title, "status": error.status,
            "detail": error.detail, **nearest}  # fmt: skip
