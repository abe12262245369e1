"""Beside a figure: the way to tell that it is wrong, where whoever runs the site has named one."""

from collections.abc import Mapping
from typing import Any

from indicators.web.error_reports import report_address
from indicators.web.ways_out import ShownPart, link_to
from pages.parts import address
from pages.parts.frame import Context


def report_link_address(context: Context, figure: Mapping[str, Any]) -> str:
    """The address that opens a report of ``figure``; "" where nobody takes reports."""
    page = link_to(ShownPart(address.page_path(), address.choices(), ""), address.site())
    return report_address(figure, page, str(context.store.release["release_id"]), context.lang)
