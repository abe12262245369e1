"""The sections of the methods page about sources, licence and release."""

from typing import Any

import pandas as pd
import streamlit as st

from indicators.language import formats
from indicators.questions import quality as data_quality
from indicators.release.citation import LICENCE_NAME, LICENCE_URL, release_citation, release_day
from indicators.views.words import source_kind_words
from indicators.web.navigation import DOWNLOADS
from pages.parts.frame import Context
from pages.parts.plain import web_address


def show(context: Context) -> None:
    """Every source with the number of figures from it, most first."""
    _ = context.text
    sources = data_quality.source_counts(context.store)
    st.markdown(_summary(context, sources))
    st.dataframe(
        _shown(context, sources),
        hide_index=True,
        height=560,
        column_config=_columns(context),
        placeholder="–",
        alt=_("Sources with the number of figures from each"),
    )
    st.caption(
        _("Where two sources disagree, the figure shown comes from the latest revision, then "
          "from an official text before the press, then from a Vietnamese text before a "
          "translation, then from the later publication.")
    )  # fmt: skip


def _summary(context: Context, sources: pd.DataFrame) -> str:
    lang = context.lang
    counts = {
        "sources": len(sources),
        "translated": int(sources["machine_translated"].sum()),
        "undated": int(sources["published_on"].isna().sum()),
        "unlinked": int(sources["url"].isna().sum()),
    }
    return context.text(
        "{sources} sources. {translated} of them were read in a machine translation, {undated} "
        "show no date of publication, and of {unlinked} no address was kept."
    ).format(**{name: formats.number(count, 0, lang) for name, count in counts.items()})


def _addresses(sources: pd.DataFrame) -> list[str]:
    """The columns of addresses; that of archived copies where there is any."""
    return ["url", *(["archived_url"] if sources["archived_url"].notna().any() else [])]


def _shown(context: Context, sources: pd.DataFrame) -> pd.DataFrame:
    _ = context.text
    return pd.DataFrame(
        {
            "figures": sources["figures"],
            "publisher": sources["publisher"],
            "title": sources["title"],
            "published_on": sources["published_on"].dt.date,
            "kind": sources["kind"].map(source_kind_words(context.lang)),
            "language": [formats.language_name(code, context.lang) for code in sources["language"]],
            "translated": [_("machine translation") if one else ""
                           for one in sources["machine_translated"]],
            **{name: [web_address(url if isinstance(url, str) else None) for url in sources[name]]
               for name in _addresses(sources)},
        }
    )  # fmt: skip


def _columns(context: Context) -> dict[str, Any]:
    _ = context.text
    text, column = st.column_config.TextColumn, st.column_config
    return {
        "figures": column.NumberColumn(_("Figures"), width=80),
        "publisher": text(_("Publisher"), width=170),
        "title": text(_("Title"), width=420),
        "published_on": column.DateColumn(_("Published"), format=_date_format(context), width=100),
        "kind": text(_("Kind"), width=90),
        "language": text(_("Language"), width=100),
        "translated": text(_("Translation"), width=150),
        "url": column.LinkColumn(_("Link"), display_text=_("open"), width=70),
        "archived_url": column.LinkColumn(_("archived copy"), display_text=_("open"), width=70),
    }


def _date_format(context: Context) -> str:
    """The day's pattern in the letters of the table's own dates."""
    return formats.day_pattern(context.lang).replace("d", "D").replace("y", "YYYY")


def show_release(context: Context) -> None:
    """Licence, citation, and what this release is."""
    _ = context.text
    release, lang = context.store.release, context.lang
    st.header(_("Licence and citation"))
    st.markdown(
        _("The table and every file made from it are under {licence}: use them for any purpose, "
          "give credit, say what you changed. Each figure is a fact published by its source; name "
          "the source too.").format(licence=f"[{LICENCE_NAME}]({LICENCE_URL})")
    )  # fmt: skip
    st.code(release_citation(release, lang), language=None, wrap_lines=True)
    st.header(_("Release"))
    numbers = (
        (_("Figures"), release["observations"]),
        (_("Areas with figures"), release["areas_with_figures"]),
        (_("Sources"), release["sources"]),
    )
    with st.container(horizontal=True):
        for label, count in numbers:
            st.metric(label, formats.number(count, 0, lang), border=True)
    newest = release["latest_published_on"]
    lines = [
        _("Release {day}, id `{id}`: equal curated files give an equal id.").format(
            day=formats.day(release_day(release), lang), id=release["release_id"]),
        _("Built on {day}.").format(day=formats.day(release["built_at"], lang)),
    ]  # fmt: skip
    if not pd.isna(newest):
        lines.append(_("The newest source was published on {day}.").format(
            day=formats.day(newest, lang)))  # fmt: skip
    st.markdown("\n".join(f"- {line}" for line in lines))
    st.page_link(DOWNLOADS.file, label=_("Download everything"), icon=":material/download:")
