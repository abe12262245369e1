"""How every report ends: what the figures do not allow one to say, sources, release, address."""

from indicators.language import formats
from indicators.language.texts import plural_translator, translator
from indicators.pictures.captions import banner, release_line
from indicators.release.citation import release_day
from indicators.release.store import Store
from indicators.reports.asked_report import ReportQuestion
from indicators.reports.cited import Cited
from indicators.reports.content import Block, Headed, Listed, MeetingReport


def limits(lang: str, more: tuple[str, ...] = ()) -> tuple[Block, ...]:
    """What holds for all figures of this table, after what holds for those of this report."""
    _ = translator(lang)
    general = (
        _("A printed number stands for an interval; places in brackets cannot be told apart from "
          "the place before them."),
        _("What is missing was not found in the texts that were read: it is neither zero nor bad."),
        _("Figures of different periods or bases are not compared, a part of a year is no year."),
        _("Most figures were printed by newspapers and authorities of the place itself; nobody "
          "has measured them anew."),
    )  # fmt: skip
    return Headed(_("What must be kept in mind")), Listed((*more, *general))


def closed(
    store: Store, question: ReportQuestion, cited: Cited, *, title: str,
    subtitle: str, blocks: tuple[Block, ...], page: str,
) -> MeetingReport:  # fmt: skip
    """The report with its sources, release and address."""
    lang = question.lang
    suffix = "" if lang == "vi" else f"{'&' if '?' in page else '?'}lang={lang}"
    return MeetingReport(
        title=title,
        subtitle=subtitle,
        blocks=blocks,
        sources_heading=translator(lang)("Sources"),
        sources=cited.sources(store, lang),
        release=release_line(store, lang),
        address=f"{question.site}{page}{suffix}" if question.site else "",
        banner=banner(store, lang),
        lang=lang,
        released=release_day(store.release),
    )


def left_out_words(left: int, lang: str) -> str:
    """How many rows did not fit; "" where all did."""
    if left <= 0:
        return ""
    return plural_translator(lang)(
        "{count} more did not fit these two pages; the site shows all.",
        "{count} more did not fit these two pages; the site shows all.",
        left,
    ).format(count=formats.number(left, 0, lang))
