"""A row of download buttons whose files are made only when one is pressed."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from pages.parts import address
from pages.parts.frame import Context

MIME_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "zip": "application/zip",
}


@dataclass(frozen=True)
class Offer:
    """One file on offer: what the button says, the file's name, and what makes its bytes."""

    label: str
    file_name: str
    make: Callable[[], bytes]


def table_offers(
    context: Context, name: Callable[[str], str], content: Callable[[str], bytes], first: str = ""
) -> list[Offer]:
    """One table in each of ``table_files.FORMS``; ``first`` is what the first button says."""
    labels = form_labels(context) | ({"xlsx": first} if first else {})
    return [Offer(label, name(form), partial(content, form)) for form, label in labels.items()]


def form_labels(context: Context) -> dict[str, str]:
    """What the buttons of ``table_files.FORMS`` say, in their order."""
    return {"xlsx": "XLSX", "csv-vn": context.text("CSV for Excel (Việt Nam)"), "csv": "CSV",
            "parquet": "Parquet"}  # fmt: skip


def buttons(key: str, offers: list[Offer]) -> None:
    """One button per offer; the first one stands out. ``key`` tells the rows of a page apart."""
    if address.embedded():
        return
    with st.container(horizontal=True):
        for place, offer in enumerate(offers):
            extension = offer.file_name.rpartition(".")[2]
            st.download_button(
                offer.label,
                offer.make,
                file_name=offer.file_name,
                mime=MIME_TYPES[extension],
                key=f"{key}_{place}",
                type="secondary" if place else "primary",
                icon=":material/download:",
                wrap=True,
                on_click="ignore",  # a download changes nothing on the page
            )
