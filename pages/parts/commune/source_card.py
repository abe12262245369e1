"""Where one figure comes from, down to the paragraph, and what speaks for and against it."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from indicators.language import formats
from indicators.language.remarks import locator_in, remark, written
from indicators.questions.evidence import Cell, Rival, ShareCheck, is_translation, share_check
from pages.parts.figure_words import value_words
from pages.parts.frame import Context
from pages.parts.leaving.report_error import report_markdown
from pages.parts.plain import linked, plain, web_address

Figure = Mapping[str, Any]


def source_card(context: Context, cell: Cell) -> None:
    """The source of a cell's figure behind one click, its rivals and revisions with it."""
    with st.expander(card_label(context, cell), type="compact"):
        st.markdown(source_lines(context, cell.chosen))
        if cell.rivals:
            st.markdown(rival_lines(context, cell))
        if cell.revisions:
            st.markdown(revision_lines(context, cell))


def card_label(context: Context, cell: Cell) -> str:
    """Name the publisher and what a reader should know before opening the card."""
    _, ngettext = context.text, context.plural
    figure = cell.chosen
    parts = [f"{plain(figure['publisher'])}, {published(context, figure)}"]
    check = share_check(figure)
    if check and check.outcome == "contradicts":
        parts.append(_("its own counts contradict it"))
    if figure["correction"]:
        parts.append(_("corrected"))
    if cell.rivals:
        count = len(cell.rivals)
        parts.append(
            ngettext("{count} other source", "{count} other sources", count).format(count=count)
        )
    return " · ".join(parts)


def source_link(context: Context, figure: Figure) -> str:
    """The title with its address, and the archived copy for when that is gone."""
    told = linked(figure["title"] or figure["publisher"], figure["url"])
    archived = web_address(figure.get("archived_url"))
    return f"{told} ([{context.text('archived copy')}]({archived}))" if archived else told


def source_lines(context: Context, figure: Figure) -> str:
    """The source card of one figure as a Markdown list."""
    _ = context.text
    check = share_check(figure)
    lines = [
        (_("Source"), source_link(context, figure)),
        (_("Published by"), f"{plain(figure['publisher'])}, {published(context, figure)}"),
        (_("Place in the text"), located(context, figure)),
        (_("As printed"), quoted(figure["as_printed"])),
        (_("Check"), check_words(context, check, figure) if check else None),
        (_("Correction"), curator_words(context, written(figure, "correction", context.lang))),
        (_("Remark"), curator_words(context, remark(figure, context.lang))),
        (_("About the source"), curator_words(context, remark(figure, context.lang, "source_"))),
        (_("Revision"), revision_words(context, figure)),
    ]
    told = [f"- **{label}:** {text}" for label, text in lines if text]
    if report := report_markdown(context, figure):
        told.append(f"- :material/flag: {report}")
    if is_translation(figure):
        told.append(f"- :material/translate: {_translation_warning(context)}")
    return "\n".join(told)


def published(context: Context, figure: Figure) -> str:
    """The day of publication, or that none was seen."""
    if figure["published_on"] is None:
        return context.text("no date seen")
    return formats.day(figure["published_on"], context.lang)


def located(context: Context, figure: Figure) -> str:
    """For example "đoạn 27", or that the place in the text is not recorded."""
    return plain(locator_in(figure["locator"], context.lang)) or context.text("not recorded")


def quoted(printed: str | None) -> str | None:
    """The number as printed, in quotation marks."""
    return f"“{plain(printed)}”" if printed else None


def check_words(context: Context, check: ShareCheck, figure: Figure) -> str:
    """For example "5.839/6.012 = 97,12%, khớp “hơn 97%”": the counts against the printed share."""
    _ = context.text
    counts, share = _counts(context, check), _share(context, check)
    pattern = {
        "agrees": _("{counts} = {share}, agrees with {printed}"),
        "contradicts": _("{counts} = {share}, contradicts {printed}. Both are kept; the printed "
                         "figure is shown and its interval reaches over both."),
        "computed": _("{counts} = {share}; the share itself is not printed and comes from these "
                      "two counts"),
        "rounded_parts": _("{counts} = {share}, beside {printed}: the two parts are rounded in "
                           "print"),
    }[check.outcome]  # fmt: skip
    printed = quoted(figure["as_printed"]) or plain(value_words(context, figure))
    return pattern.format(counts=counts, share=share, printed=printed)


def _counts(context: Context, check: ShareCheck) -> str:
    parts = (check.numerator, check.denominator)
    return "/".join(formats.number_as_needed(part, 3, context.lang) for part in parts)


def _share(context: Context, check: ShareCheck) -> str:
    return formats.per_cent(check.share, context.lang, formats.COUNTED_SHARE_DECIMALS)


def curator_words(context: Context, text: str) -> str | None:
    """A remark of whoever entered the figure, marked as such."""
    if not text:
        return None
    return f"{plain(text)} *({context.text('note of the person who entered it')})*"


def revision_words(context: Context, figure: Figure) -> str | None:
    """When the figure was entered; which revision it is, where it is not the first."""
    day = formats.day(figure["recorded_on"], context.lang)
    if figure["revision"] == 1:
        return context.text("first entry, {day}").format(day=day)
    return context.text("revision {number}, {day}").format(number=int(figure["revision"]), day=day)


def _translation_warning(context: Context) -> str:
    return context.text("Read in a machine translation: the original may word or round it "
                        "differently.")  # fmt: skip


def rival_lines(context: Context, cell: Cell) -> str:
    """The figures that other sources print for the same cell, with the chosen one marked."""
    _ = context.text
    heading = _("Sources of this figure")
    chosen = f"- :material/check: **{_line(context, cell.chosen)}** ({_('shown')})"
    others = [f"- {_rival_line(context, rival)}" for rival in cell.rivals]
    return "\n".join([f"**{heading}**", "", chosen, *others])


def _line(context: Context, figure: Figure) -> str:
    title = source_link(context, figure)
    return (
        f"{plain(value_words(context, figure))}: {title}, {plain(figure['publisher'])}, "
        f"{published(context, figure)}"
    )


def _rival_line(context: Context, rival: Rival) -> str:
    figure = rival.figure
    told = [_line(context, figure), why_not(context, rival)]
    if figure["as_printed"]:
        told.insert(1, quoted(figure["as_printed"]) or "")
    if figure["note"]:
        told.append(curator_words(context, figure["note"]) or "")
    return ". ".join(told)


def why_not(context: Context, rival: Rival) -> str:
    """Why this source's figure is not the one that is shown."""
    _ = context.text
    reason = {
        "revision": _("The one shown is a later revision."),
        "kind": _("The one shown comes from an official text."),
        "language": _("The one shown comes from a Vietnamese text, this one from another "
                      "language."),
        "published": _("The one shown was published later."),
        "dated": _("The one shown has a date of publication, this one has none."),
        "order": _("Nothing tells the two apart; the one shown comes first in the files."),
    }[rival.preferred_by].rstrip(".")  # fmt: skip
    return f"{_('Same figure')}. {reason}" if rival.same_figure else reason


def revision_lines(context: Context, cell: Cell) -> str:
    """What was recorded before from the same source."""
    _ = context.text
    lines = [
        f"- {revision_words(context, figure)}: {plain(value_words(context, figure))}"
        for figure in cell.revisions
    ]
    return "\n".join([f"**{_('Earlier entries')}**", "", *lines])
