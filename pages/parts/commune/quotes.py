"""Sentences to quote, each with what it does not allow one to say, and buttons that copy them."""

from typing import Any

import streamlit as st

from indicators.yardsticks.safe_sentence import SafeParagraph
from pages.parts.frame import Context

CSS = """
h2{font-family:var(--st-font);color:var(--st-text-color);font-size:20px;line-height:28px;
font-weight:600;margin:0 0 4px}h2:empty{display:none}
.quotes{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(300px,100%),1fr));gap:12px;
font-family:var(--st-font);color:var(--st-text-color);font-size:13px;line-height:18px}
.quotes article{border:1px solid var(--st-border-color);border-radius:6px;padding:6px 12px;
break-inside:avoid;display:flex;flex-direction:column;gap:4px}
.quotes header{display:flex;justify-content:space-between;align-items:center;gap:8px}
.quotes h3{font-size:14px;line-height:18px;font-weight:600;margin:0;padding:0}
.quotes blockquote{margin:0;padding:0 0 0 10px;border-left:3px solid currentColor}
.quotes cite{display:block;font-style:normal;font-size:11px;line-height:14px}
.quotes details{font-size:13px;line-height:18px}
.quotes summary{cursor:pointer;min-height:24px}
.quotes ul{margin:0;padding-left:18px}
.quotes button{font:inherit;min-height:28px;padding:2px 10px;border-radius:6px;cursor:pointer;
border:1px solid var(--st-border-color);background:transparent;color:inherit;white-space:nowrap}
.quotes button:focus-visible,.quotes summary:focus-visible{outline:3px solid
var(--st-primary-color);outline-offset:2px}
@media (max-width:700px){.quotes{grid-auto-flow:column;grid-template-columns:none;
grid-auto-columns:88%;overflow-x:auto;scroll-snap-type:x proximity;align-items:start}
.quotes article{scroll-snap-align:start}}
@media (pointer:coarse){.quotes button,.quotes summary{min-height:40px}}
@media print{.quotes{font-size:10px;line-height:13px;gap:6px}.quotes button{display:none}
.quotes h3{font-size:11px;line-height:14px}.quotes cite,.quotes details{font-size:9px;
line-height:11px}.quotes article{padding:4px 6px;gap:2px}}
"""

# Texts come as data and are put in as text, never as markup.
JS = """
export default function ({ data, parentElement }) {
  const add = (into, name, text) => {
    const made = into.appendChild(document.createElement(name))
    if (text) made.textContent = text
    return made
  }
  const copy = (into, label, text) => {
    const button = add(into, "button", label)
    button.type = "button"
    button.onclick = async () => {
      try { await navigator.clipboard.writeText(text) } catch {
        const area = add(into, "textarea", text)
        area.select(); document.execCommand("copy"); area.remove()
      }
      said.textContent = data.copied
      button.textContent = data.copied
      setTimeout(() => { button.textContent = label; said.textContent = "" }, 2000)
    }
  }
  const root = parentElement.querySelector(".quotes")
  const said = parentElement.querySelector("[role=status]")
  parentElement.querySelector("h2").textContent = data.heading
  root.replaceChildren()
  for (const one of data.quotes) {
    const article = add(root, "article")
    const head = add(article, "header")
    add(head, "h3", one.name)
    copy(head, data.copy, one.quote + "\\n" + one.cited)
    const quote = add(article, "blockquote", one.quote)
    add(quote, "cite", one.cited)
    if (!one.caveats.length) continue
    const more = add(article, "details")
    add(more, "summary", data.caveats + " (" + one.caveats.length + ")")
    const list = add(more, "ul")
    for (const text of one.caveats) add(list, "li", text)
    copy(more, data.copyCaveats, one.caveats.map((text) => "– " + text).join("\\n"))
  }
}
"""

HTML = (
    '<h2></h2><div class="quotes"></div>'
    '<span role="status" style="position:absolute;clip-path:inset(50%)"></span>'
)

_drawn = st.components.v2.component("thuoc_xa.quotes", html=HTML, css=CSS, js=JS)


def quotes(
    context: Context, told: list[tuple[str, SafeParagraph]], *, key: str, heading: str = ""
) -> None:
    """One block a figure: name, quote with its source, and behind a line what it does not allow.

    ``told`` has the name of each figure's indicator beside what can be said of it; ``key`` tells
    several of these on one page apart; ``heading`` stands above them.
    """
    _ = context.text
    _drawn(
        key=key,
        data={
            "heading": heading,
            "quotes": [_quote(name, safe) for name, safe in told],
            "copy": _("Copy the sentence"),
            "copied": _("Copied"),
            "caveats": _("What these data do not allow one to say"),
            "copyCaveats": _("Copy these reservations"),
        },
    )


def _quote(name: str, safe: SafeParagraph) -> dict[str, Any]:
    return {
        "name": name,
        "quote": " ".join(safe.said),
        "cited": " ".join(safe.citation),
        "caveats": list(safe.not_allowed),
    }
