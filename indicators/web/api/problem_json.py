"""Refusals as problem JSON (RFC 9457): one record for programs, a sentence for their authors."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from indicators.language.question_fault_words import fault_sentence, fault_title
from indicators.open_data.answers.faults import QuestionError, nearest_to
from indicators.open_data.answers.openapi import PROBLEM_TYPE
from indicators.open_data.answers.operations import OPERATIONS, ROOT
from indicators.release.store import ReleaseError

DOCUMENTATION = f"{ROOT}/docs"
OPEN_TO_ALL = {"Access-Control-Allow-Origin": "*"}
METHODS = ("GET", "HEAD", "OPTIONS")
# A route takes all of them, so that every one is answered in the same way.
EVERY_METHOD = (*METHODS, "POST", "PUT", "PATCH", "DELETE", "TRACE")

# A build that puts it right takes about so long.
RETRY_AFTER_BUILD_SECONDS = 60
# Folders of routes: what none of them answers is refused as a program can read it.
FOLDERS = ("/api", "/map", "/chart", "/embed", "/report")


def problem_response(fault: QuestionError) -> JSONResponse:
    """The fault with its status; caches keep none of them, since a release may put it right."""
    headers = {**OPEN_TO_ALL, "Cache-Control": "no-store"}
    if fault.retry_after is not None:
        headers["Retry-After"] = str(fault.retry_after)
    if fault.code == "wrong_method":
        headers["Allow"] = ", ".join(METHODS)
    return JSONResponse(problem_object(fault), fault.status, headers, PROBLEM_TYPE)


def problem_object(fault: QuestionError) -> dict[str, Any]:
    """Type, title, status, detail, in English and Vietnamese, and what the fault knows."""
    known: dict[str, Any] = {
        "parameter": fault.parameter,
        "found": fault.found,
        "expected": list(fault.expected),
        "nearest": list(fault.nearest),
    }
    told = {
        "title": fault_title(fault.code, "en"),
        "status": fault.status,
        "detail": fault_sentence(fault.code, "en", fact=fault.fact, **known),
        "title_vi": fault_title(fault.code, "vi"),
        "detail_vi": fault_sentence(fault.code, "vi", fact=fault.fact, **known),
        "code": fault.code,
    }
    given = {name: value for name, value in known.items() if value}
    return {"type": f"{DOCUMENTATION}#{fault.code}", **told, **given}


def no_release(error: ReleaseError) -> QuestionError:
    """The fault of a server that has no release to ask."""
    return QuestionError("no_release", found=str(error), retry_after=RETRY_AFTER_BUILD_SECONDS)


def unknown_path(path: str) -> QuestionError:
    """The fault of a path at which there is nothing, with the paths that look like it."""
    paths = [f"{ROOT}{one.path}" for one in OPERATIONS]
    return QuestionError("unknown_path", found=path, expected=(f"{ROOT}/",),
                         nearest=nearest_to(path, paths))  # fmt: skip


def unknown_routes() -> list[Route]:
    """What answers where a folder of routes has nothing, to be mounted after all others of it."""
    return [Route(f"{folder}/{{rest:path}}", unknown, methods=EVERY_METHOD) for folder in FOLDERS]


def unknown(request: Request) -> JSONResponse:
    """404 as problem JSON."""
    return problem_response(unknown_path(request.url.path))
