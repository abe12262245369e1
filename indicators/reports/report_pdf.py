"""A report as PDF by Typst: tagged, with the fonts of the pictures, the same bytes each time."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from indicators.pictures.font_table import in_font
from indicators.pictures.png import own_fonts
from indicators.reports.content import MeetingReport

if TYPE_CHECKING:
    import typst

TEMPLATE = Path(__file__).with_name("report.typ")
# PDF for universal accessibility: tagged, titled, every picture told in words.
STANDARD: Literal["ua-1"] = "ua-1"
PAGES = "<pages>"

_one_at_a_time = threading.Lock()


def pdf(report: MeetingReport) -> bytes:
    """The report; its date is that of the release."""
    moment = datetime.combine(report.released, time(), UTC)
    with _one_at_a_time:
        made = _compiler().compile(
            input=_template(), format="pdf", sys_inputs=_inputs(report), pdf_standards=STANDARD,
            timestamp=moment,
        )  # fmt: skip
    if not isinstance(made, bytes):
        raise ValueError(f"found {type(made).__name__} from the compiler, expected one document")
    return made


def pages_of_report(report: MeetingReport) -> int:
    """How many pages the report takes."""
    import typst

    found = typst.query(
        _template(), PAGES, field="value", one=True, sys_inputs=_inputs(report),
        font_paths=own_fonts(), ignore_system_fonts=True,
    )  # fmt: skip
    return int(json.loads(found))


def _inputs(report: MeetingReport) -> dict[str, str]:
    return {"report": in_font(json.dumps(report.data, ensure_ascii=False))}


@cache
def _template() -> bytes:
    return TEMPLATE.read_bytes()


@cache
def _compiler() -> typst.Compiler:
    """One compiler for all reports: its fonts are read once."""
    import typst

    return typst.Compiler(_template(), font_paths=own_fonts(), ignore_system_fonts=True)
