"""Where one figure comes from, down to the paragraph, and what speaks for and against it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from indicators.language import formats
from indicators.language.figure_words import published, value_in_words
from indicators.language.remarks import locator_in, remark, written
from indicators.language.texts import plural_translator, translator
from indicators.questions.evidence import Cell, Rival, ShareCheck, is_translation, share_check

Figure = Mapping[str, Any]


@dataclass(frozen=True)
class SourceLine:
    """One line about a source: what it tells ("" for a line without a label), and addresses.

    ``url`` is that of the text, ``archived`` that of a kept copy, "" where there is none; both as
    they were entered, for whoever draws the line to check.
    """

    label: str
    text: str
    url: str = ""
    archived: str = ""


def source_label(cell: Cell, lang: str) -> str:
    """Publisher and day, such as "Báo Mẫu, 4/1/2026"."""
    return f"{cell.chosen['publisher']}, {published(cell.chosen, lang)}"


def warnings(cell: Cell, lang: str) -> list[str]:
    """What a reader should know before opening the source: contradicted, corrected, rivals."""
    _, ngettext = translator(lang), plural_translator(lang)
    told = []
    check = share_check(cell.chosen)
    if check and check.outcome == "contradicts":
        told.append(_("its own counts contradict it"))
    if cell.chosen["correction"]:
        told.append(_("corrected"))
    if cell.rivals:
        count = len(cell.rivals)
        told.append(
            ngettext("{count} other source", "{count} other sources", count).format(count=count)
        )
    return told


def source_lines(figure: Figure, lang: str) -> list[SourceLine]:
    """Everything that is known of the source of one figure, one line each."""
    _ = translator(lang)
    check = share_check(figure)
    lines = [
        _titled(_("Source"), figure),
        SourceLine(_("Published by"), f"{figure['publisher']}, {published(figure, lang)}"),
        SourceLine(_("Place in the text"), located(figure, lang)),
        SourceLine(_("As printed"), quoted(figure["as_printed"])),
        SourceLine(_("Check"), check_words(check, figure, lang) if check else ""),
        SourceLine(_("Correction"), curator_words(written(figure, "correction", lang), lang)),
        SourceLine(_("Remark"), curator_words(remark(figure, lang), lang)),
        SourceLine(_("About the source"), curator_words(remark(figure, lang, "source_"), lang)),
        SourceLine(_("Revision"), revision_words(figure, lang)),
    ]
    if is_translation(figure):
        told = _("Read in a machine translation: the original may word or round it differently.")
        lines.append(SourceLine("", told))
    return [line for line in lines if line.text]


def _titled(label: str, figure: Figure) -> SourceLine:
    title = str(figure["title"] or figure["publisher"])
    return SourceLine(label, title, str(figure["url"] or ""),
                str(figure.get("archived_url") or ""))  # fmt: skip


def located(figure: Figure, lang: str) -> str:
    """For example "đoạn 27", or that the place in the text is not recorded."""
    return locator_in(figure["locator"], lang) or translator(lang)("not recorded")


def quoted(printed: str | None) -> str:
    """The number as printed, in quotation marks; empty where it is not kept."""
    return f"“{printed}”" if printed else ""


def check_words(check: ShareCheck, figure: Figure, lang: str) -> str:
    """For example "5.839/6.012 = 97,12%, khớp “hơn 97%”": the counts against the printed share."""
    _ = translator(lang)
    pattern = {
        "agrees": _("{counts} = {share}, agrees with {printed}"),
        "contradicts": _("{counts} = {share}, contradicts {printed}. Both are kept; the printed "
                         "figure is shown and its interval reaches over both."),
        "computed": _("{counts} = {share}; the share itself is not printed and comes from these "
                      "two counts"),
        "rounded_parts": _("{counts} = {share}, beside {printed}: the two parts are rounded in "
                           "print"),
    }[check.outcome]  # fmt: skip
    parts = (check.numerator, check.denominator)
    return pattern.format(
        counts="/".join(formats.number_as_needed(part, 3, lang) for part in parts),
        share=formats.per_cent(check.share, lang, formats.COUNTED_SHARE_DECIMALS),
        printed=quoted(figure["as_printed"]) or value_in_words(figure, None, lang),
    )


def curator_words(text: str, lang: str) -> str:
    """A remark of whoever entered the figure, marked as such."""
    if not text:
        return ""
    return f"{text} ({translator(lang)('note of the person who entered it')})"


def revision_words(figure: Figure, lang: str) -> str:
    """When the figure was entered; which revision it is, where it is not the first."""
    _ = translator(lang)
    day = formats.day(figure["recorded_on"], lang)
    if figure["revision"] == 1:
        return _("first entry, {day}").format(day=day)
    return _("revision {number}, {day}").format(number=int(figure["revision"]), day=day)


def rival_lines(cell: Cell, lang: str) -> list[SourceLine]:
    """The figures that other sources print for the same cell, the one that is shown first."""
    if not cell.rivals:
        return []
    shown = _rival(cell.chosen, [translator(lang)("shown")], lang)
    return [shown, *(_rival(one.figure, _about_rival(one, lang), lang) for one in cell.rivals)]


def _rival(figure: Figure, about: list[str], lang: str) -> SourceLine:
    label = value_in_words(figure, None, lang)
    told = [f"{figure['publisher']}, {published(figure, lang)}", *about]
    one = _titled(label, figure)
    return SourceLine(label, f"{one.text}. {'. '.join(told)}", one.url, one.archived)


def _about_rival(rival: Rival, lang: str) -> list[str]:
    figure = rival.figure
    told = [quoted(figure["as_printed"]), why_not(rival, lang),
            curator_words(figure["note"] or "", lang)]  # fmt: skip
    return [one for one in told if one]


def why_not(rival: Rival, lang: str) -> str:
    """Why this source's figure is not the one that is shown."""
    _ = translator(lang)
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


def revision_lines(cell: Cell, lang: str) -> list[SourceLine]:
    """What was recorded before from the same source, the latest first."""
    return [
        SourceLine(revision_words(figure, lang), value_in_words(figure, None, lang))
        for figure in cell.revisions
    ]
