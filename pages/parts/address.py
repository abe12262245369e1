"""The one codec between widgets and the address: what a reader chose is in the URL.

Streamlit's own binding writes the *label* of an option into the URL, which would differ by
language; here the code is written ("province=38"), defaults stay out, and a value that is not
among the options falls back to the default, which the page then says (``not_here``).

A run begins by finding out whether the address was changed from outside: by a link, by the back
button, by typing. Then it is obeyed as a whole, and what it leaves out is the default. Otherwise
what the reader chose in this session holds, also after a visit to another page. All changes are
written at the end of the run in one go, so that each choice is one step of the browser's history.

A link that is copied says more than the address: every choice, also those that are the default
today (``choices``). In a frame (``?embed=true``) no widget is drawn; the address alone chooses.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st

from indicators.language.texts import DEFAULT_LANGUAGE
from indicators.web.navigation import SitePage
from pages.parts.made_once import in_this_run

LANGUAGE = "lang"
# The id of a kept release: every link onward keeps it.
RELEASE = "release"


def begin(page: str) -> None:
    """Start a run of ``page`` (its path): decide whether the address or the session is obeyed."""
    state = _state()
    now = _question(_address_of_run())
    arrived = state["page"] != page
    state["obeyed"] = bool(now) if arrived else now != state["written"]
    state["page"] = page
    state["wanted"], state["chosen_now"], state["read"] = {}, {}, set()
    state["not_here"] = {}


def finish() -> None:
    """End a run: write what was published into the address."""
    state = _state()
    before = _address_of_run()
    after = {**before, **state["wanted"]}
    after = {key: values for key, values in after.items() if values}
    if after != before:
        st.query_params.from_dict(after)
    state["written"] = _question(after)


def chosen_code(
    label: str,
    key: str,
    options: list[str],
    *,
    default: str,
    format_func: Callable[[str], str],
    **widget: Any,
) -> str:
    """A selectbox whose code is in the address under ``key``; returns the chosen code."""
    return _chosen(key, options, default, lambda: str(st.selectbox(
        label, options, key=key, format_func=format_func, **widget)))  # fmt: skip


def chosen_segment(
    label: str,
    key: str,
    options: list[str],
    *,
    default: str,
    format_func: Callable[[str], str],
    **widget: Any,
) -> str:
    """``chosen_code`` as buttons beside each other: for a few options that are seen at once."""
    return _chosen(key, options, default, lambda: str(st.segmented_control(
        label, options, key=key, required=True, format_func=format_func, **widget)))  # fmt: skip


def _chosen(key: str, options: list[str], default: str, drawn: Callable[[], str]) -> str:
    """The code of a widget that ``drawn`` draws, kept in the address while it is no default."""
    kept = _kept(key, asked(key))
    value: str = kept if kept in options else default
    note_unknown(key, [] if kept in options else [kept])
    if not embedded():
        st.session_state[key] = value
        value = drawn()
        _remember(key, value)
    publish(key, [] if value == default else [value], whole=[value])
    return value


def chosen_codes(
    label: str,
    key: str,
    options: list[str],
    *,
    format_func: Callable[[str], str],
    **widget: Any,
) -> list[str]:
    """A multiselect whose codes are in the address under ``key``, repeated."""
    known = set(options)
    text = asked(key)
    kept = _kept(key, text.split(",") if text else []) or []
    values: list[str] = [code for code in dict.fromkeys(kept) if code in known]
    note_unknown(key, [code for code in kept if code not in known])
    if not embedded():
        st.session_state[key] = values
        values = st.multiselect(label, options, key=key, format_func=format_func, **widget)
        _remember(key, values)
    publish(key, values)
    return values


def forget(*keys: str) -> None:
    """Take back what the reader chose under ``keys``: the next run begins from the defaults."""
    for key in keys:
        st.session_state.pop(key, None)
        _state()["chosen"].pop(key, None)


def note_unknown(key: str, values: Iterable[str | None]) -> None:
    """Keep what the address asks for under ``key`` and the page does not have."""
    if obeyed() and (unknown := ",".join(value for value in values if value)):
        _state()["not_here"][key] = unknown


def not_here() -> dict[str, str]:
    """What this run could not do of what the address asks for, by key."""
    return dict(_state()["not_here"])


def obeyed() -> bool:
    """Whether this run takes its question from the address, not from what was chosen before."""
    return bool(_state()["obeyed"])


@dataclass(frozen=True)
class OpenTab:
    """The tab that is open: its code and the container to fill."""

    code: str
    container: Any


def chosen_tab(key: str, labels: dict[str, str], *, lang: str) -> OpenTab:
    """Tabs by code, the open one in the address under ``key``; the first is the default.

    Streamlit knows an open tab by its label, so tabs of another language are other tabs.
    """
    codes, widget = list(labels), f"tab_{key}_{lang}"
    known = {label: code for code, label in labels.items()}
    shown = known.get(str(st.session_state.get(widget)))
    kept = asked(key) if obeyed() else shown or _state()["chosen"].get(key)
    code = kept if kept in labels else codes[0]
    if code != shown:
        st.session_state[widget] = labels[code]
    containers = st.tabs(list(labels.values()), key=widget, on_change="rerun")
    _remember(key, code)
    publish(key, [] if code == codes[0] else [code])
    return OpenTab(code, containers[codes.index(code)])


def asked(key: str) -> str | None:
    """What the address asks for under ``key``: repeated values joined by commas."""
    _state()["read"].add(key)
    values = _address_of_run().get(key)
    return ",".join(values) if values else None


def publish(key: str, values: Iterable[str], *, whole: Iterable[str] | None = None) -> None:
    """Have the values written into the address at the end of the run; none takes the key out.

    ``whole`` is what a copied link says where the address leaves a default out.
    """
    state = _state()
    state["wanted"][key] = list(values)
    state["chosen_now"][key] = state["wanted"][key] if whole is None else list(whole)


def choices() -> tuple[tuple[str, str], ...]:
    """Every choice of this run so far, defaults too: keys and values as an address says them.

    Keys of the address that the page did not ask for (marks of a newsletter) are left out.
    """
    state = _state()
    address = _address_of_run()
    told = {key: address.get(key, []) for key in sorted(state["read"])}
    told |= state["chosen_now"] | {LANGUAGE: [st.session_state.get(LANGUAGE, DEFAULT_LANGUAGE)]}
    joined = ((key, ",".join(value for value in values if value)) for key, values in told.items())
    return tuple((key, text) for key, text in joined if text)


def page_path() -> str:
    """The path of the page of this run, such as ``/xep-hang``."""
    return f"/{_state()['page'] or ''}"


def embedded() -> bool:
    """Whether the page stands in a frame (``?embed=true``): the chart is shown, not the filters."""
    return bool(st.context.is_embedded)


def published(*keys: str) -> dict[str, list[str]]:
    """What this run has published under ``keys`` so far, defaults left out: for a link onward."""
    wanted = _state()["wanted"]
    return {key: wanted[key] for key in keys if wanted.get(key)}


def link(**parameters: str | list[str]) -> dict[str, str | list[str]]:
    """Query parameters for a link to another page, with the language and a pinned release kept."""
    language = st.session_state.get(LANGUAGE)
    if language and language != DEFAULT_LANGUAGE:
        parameters[LANGUAGE] = language
    if release := asked(RELEASE):
        parameters[RELEASE] = release
    return {key: value for key, value in parameters.items() if value}


def root() -> str:
    """What the paths of this site begin with below its host: "/below", or "" where nothing does."""
    base = st.get_option("server.baseUrlPath").strip("/")
    return f"/{base}" if base else ""


def href(page: SitePage, **parameters: str | list[str]) -> str:
    """The address of a page below the site's root; language and a pinned release are kept."""
    asked = urlencode(link(**parameters), doseq=True)
    return f"{root()}{page.address}" + (f"?{asked}" if asked else "")


def site() -> str:
    """The address of the site that the reader sees, such as ``https://name/below``; no slash."""
    parts = urlsplit(st.context.url or "")
    host = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return f"{host}{root()}"


def _kept(key: str, in_address: Any) -> Any:
    """The value to start a widget from: the address where it is obeyed, else the reader's last.

    A value that the reader has just changed is in the widget's state already.
    """
    if obeyed():
        return in_address
    if key in st.session_state:
        return st.session_state[key]
    return _state()["chosen"].get(key)


def _remember(key: str, value: Any) -> None:
    """Keep a choice for the other pages: Streamlit forgets a widget that is not drawn."""
    _state()["chosen"][key] = value


def _question(keys: dict[str, list[str]]) -> dict[str, list[str]]:
    """Everything in an address but the language, which belongs to the reader, not the page."""
    return {key: values for key, values in keys.items() if key != LANGUAGE}


def _address_of_run() -> dict[str, list[str]]:
    """Keys and values of the address as this run began with it: only ``finish`` writes there."""
    return in_this_run("keys of the address", lambda: {
        key: st.query_params.get_all(key) for key in st.query_params})  # fmt: skip


def _state() -> dict[str, Any]:
    return in_this_run("address", _kept_state)


def _kept_state() -> dict[str, Any]:
    """What this session keeps between its runs; in a run it is asked for fifty times."""
    state: dict[str, Any] = st.session_state.setdefault(
        "_address", {"page": None, "written": {}, "obeyed": True, "wanted": {}, "chosen": {},
                     "chosen_now": {}, "read": set(), "not_here": {}}
    )  # fmt: skip
    return state
