"""A kept answer on its way out: whole, compressed, a range of it, its headers alone, or 304."""

import hashlib
import re
from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from indicators.open_data.answers.faults import QuestionError
from indicators.web.api.answer_cache import KeptAnswer
from indicators.web.api.problem_json import METHODS, OPEN_TO_ALL

# A release may be swapped at any time; one that is asked for by its id never changes.
FOR_MINUTES = "public, max-age=300"
FOR_A_DAY = "public, max-age=86400"
TOLD_TO_SCRIPTS = ("ETag, Content-Disposition, Content-Length, Content-Range, Retry-After, Link, "
                   "X-Release-Id, X-Synthetic")  # fmt: skip
PREFLIGHT = {
    **OPEN_TO_ALL,
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "Accept, If-None-Match, If-Range, Range",
    "Access-Control-Max-Age": "86400",
}
GZIP = re.compile(r"(?: x- )? gzip (?: \s* ; \s* q= (?P<quality> \d (?: \.\d* )? ) )?",
                  re.VERBOSE | re.IGNORECASE)  # fmt: skip
# What a proxy adds to the ETag of an answer that it, or this server, has compressed.
MARKS = re.compile(r"(?P<weak> W/ )? \" (?P<tag> [^\"]*? ) (?: -gzip )? \"", re.VERBOSE)
ONE_RANGE = re.compile(r"bytes= (?P<first> \d{0,18} ) - (?P<last> \d{0,18} )", re.VERBOSE)


def without_asking(request: Request) -> Response | None:
    """The answer to a method that asks nothing; ``None`` for GET and HEAD.

    Raises ``QuestionError`` for a method that is not served.
    """
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=PREFLIGHT)
    if request.method not in METHODS:
        raise QuestionError("wrong_method", found=request.method, expected=METHODS)
    return None


def tag_of(*parts: str) -> str:
    """The ETag of what these texts name, without quotation marks."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


def unchanged(request: Request, tag: str, *, there: bool = False) -> bool:
    """Whether the client has the answer with this tag already, compressed or not.

    A client that has any answer (``*``) has it only where the answer is known to be ``there``.
    """
    known = request.headers.get("if-none-match", "")
    if known.strip() == "*":
        return there
    return any(one["tag"] == tag for one in MARKS.finditer(known))


def known_already(
    request: Request, tag: str, headers: dict[str, str], *, there: bool = False
) -> Response | None:
    """304, made of the question and the release alone; ``None`` where ``unchanged`` is false."""
    if not unchanged(request, tag, there=there):
        return None
    kept = {name: text for name, text in headers.items() if name in ("Cache-Control", "Vary")}
    return Response(status_code=304, headers={**OPEN_TO_ALL, **kept, "ETag": f'"{tag}"'})


def kept_response(
    request: Request, answer: KeptAnswer, tag: str, headers: dict[str, str]
) -> Response:
    """The answer as the client can take it; raises ``QuestionError`` for a range outside of it.

    ``headers`` are those of this request, beside those that the answer always has.
    """
    headers = headers | answer.headers
    if known := known_already(request, tag, headers, there=True):
        return known
    body, status = answer.body, 200
    within = asked_range(request, tag, len(body))
    if within:
        first, last = within
        # Also of the whole: polars takes a 200 for a server that cannot give ranges.
        headers["Content-Range"] = f"bytes {first}-{last}/{len(body)}"
        body, status = body[first : last + 1], 206
    elif answer.packed is not None and takes_gzip(request):
        headers |= {"Content-Encoding": "gzip"}
        body, tag = answer.packed, f"{tag}-gzip"
    else:
        headers |= as_it_is(request)
    headers |= {"ETag": f'"{tag}"', "Content-Length": str(len(body))}
    return Response(b"" if request.method == "HEAD" else body, status, headers)


def takes_gzip(request: Request) -> bool:
    """Whether the client takes an answer as gzip: with a quality of 0 it says that it does not."""
    named = request.headers.get("accept-encoding", "").split(",")
    found = next(filter(None, (GZIP.fullmatch(one.strip()) for one in named)), None)
    return found is not None and float(found["quality"] or 1) > 0


def as_it_is(request: Request) -> dict[str, str]:
    """What an answer says that is sent as it is: else the server would compress it each time."""
    named = "gzip" in request.headers.get("accept-encoding", "")
    return {"Content-Encoding": "identity"} if named else {}


def asked_range(
    request: Request, tag: str, size: int, *, many: Literal["whole", "refused"] = "whole"
) -> tuple[int, int] | None:
    """First and last byte of the range that is asked for; ``None`` where all of it is.

    Several ranges are answered with the whole, or ``refused``. Raises ``QuestionError`` for a
    range outside of it.
    """
    asked = request.headers.get("range")
    if not asked or request.method != "GET" or not _same_answer(request, tag):
        return None
    if many == "refused" and asked.strip().startswith("bytes=") and "," in asked:
        raise QuestionError("unsatisfiable_range", found=asked, expected=(f"0–{size - 1}",))
    return _range(asked, size)


def _same_answer(request: Request, tag: str) -> bool:
    """Whether a range continues this very answer, or is asked for without a condition."""
    condition = request.headers.get("if-range")
    return condition is None or condition == f'"{tag}"'


def _range(asked: str, size: int) -> tuple[int, int] | None:
    """First and last byte of the one range that is asked for; ``None`` for any other header."""
    found = ONE_RANGE.fullmatch(asked.strip())
    if found is None or not (found["first"] or found["last"]):
        return None
    if not found["first"]:
        first, last = max(0, size - int(found["last"])), size - 1
    else:
        first, last = int(found["first"]), min(int(found["last"] or size), size - 1)
    if first >= size or (found["last"] and found["first"] and int(found["last"]) < first):
        raise QuestionError("unsatisfiable_range", found=asked, expected=(f"0–{size - 1}",))
    return first, last
