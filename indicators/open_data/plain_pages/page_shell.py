"""What every plain page has: head with canonical address and JSON-LD, small style, banner, foot."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from indicators.harmless_text import NOT_IN_XML
from indicators.language.texts import LANGUAGES, translator
from indicators.release.citation import LICENCE_NAME, LICENCE_URL, PRODUCT, release_citation

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:1rem auto;padding:0 1rem;"
    "color:#1b2a30;background:#fff}table{border-collapse:collapse;width:100%}"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .5rem;border-bottom:1px solid #cfd8dc}"
    "caption{text-align:left;font-weight:600}.number{text-align:right}a{color:#0a5f80}"
    ".invented{border:2px solid #8a3b00;padding:.5rem}"
)


@dataclass(frozen=True)
class PageLinks:
    """Where the pages lie: the canonical address of ``xa/CODE`` and the like, and a link to it.

    ``province`` is the address of a province's page by its code, where the pages are served beside
    the plain ones; files alone have none.
    """

    canonical: Callable[[str], str]
    link: Callable[[str], str]
    province: Callable[[str], str] | None = None


def text(value: object) -> str:
    """A text of the data for HTML: marks escaped, what no document can hold replaced."""
    return escape(NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", str(value)))


def anchor(address: object, label: object) -> str:
    """A link to an address of the web; the label alone where the address is of another kind."""
    web = isinstance(address, str) and address.startswith(("https://", "http://"))
    return f'<a href="{text(address)}" rel="nofollow">{text(label)}</a>' if web else text(label)


def page(
    name: str, title: str, description: str, sections: dict[str, str], links: PageLinks,
    release: dict[str, Any], dataset: dict[str, Any],
) -> str:  # fmt: skip
    """A whole document: one section a language, the first one Vietnamese.

    ``name`` is ``xa/CODE`` or ``chi-tieu/ID``; ``dataset`` is written as JSON-LD.
    """
    canonical = links.canonical(name)
    head = [
        '<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{text(title)} – {PRODUCT}</title>",
        f'<meta name="description" content="{text(description)}">',
    ]
    if release["synthetic"]:
        head.append('<meta name="robots" content="noindex">')
    head.append(f'<link rel="canonical" href="{text(canonical)}">')
    head.append(f"<style>{STYLE}</style>")
    head.append(f'<script type="application/ld+json">{json_ld(dataset)}</script>\n</head>\n<body>')
    body = [f'<section lang="{lang}">\n{_banner(release, lang)}{sections[lang]}'
            f"{_foot(release, lang)}</section>" for lang in LANGUAGES]  # fmt: skip
    return "\n".join([*head, *body, "</body>\n</html>\n"])


def json_ld(content: dict[str, Any]) -> str:
    """JSON inside HTML: no letter of it can end the element or begin another."""
    told = json.dumps(content, ensure_ascii=False, allow_nan=False)
    for letter in "<>&\u2028\u2029":
        told = told.replace(letter, f"\\u{ord(letter):04x}")
    return told


def _banner(release: dict[str, Any], lang: str) -> str:
    if not release["synthetic"]:
        return ""
    _ = translator(lang)
    told = _("Invented country: every name and figure here is synthetic and says nothing about any "
             "real place.")  # fmt: skip
    return f'<p class="invented">{text(told)}</p>\n'


def _foot(release: dict[str, Any], lang: str) -> str:
    _ = translator(lang)
    licence = f'<a href="{LICENCE_URL}" rel="license">{LICENCE_NAME}</a>'
    return (f"<p>{text(_('Cite as'))}: {text(release_citation(release, lang))} "
            f"{text(_('Licence'))}: {licence}</p>\n")  # fmt: skip
