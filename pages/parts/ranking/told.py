"""The sentences around a ranking, ready for the page: made once for all who ask the same."""

from dataclasses import dataclass

from indicators.language.record_texts import in_language
from indicators.pictures import captions
from indicators.views import words
from indicators.views.ranking import RankingView
from indicators.views.ranking_headings import title
from indicators.views.verdict_words import with_links
from pages.parts import cached
from pages.parts.frame import Context
from pages.parts.made_once import drawn_once
from pages.parts.plain import plain
from pages.parts.ranking.answer_table import COMMUNE_ADDRESS, kept_in_links


@dataclass(frozen=True)
class Told:
    """What the page says in words; Markdown but for ``strip``, which is HTML.

    ``title`` is the question and ``strip`` its answer in short, ``coverage`` says how much is known
    and which way is better, ``note`` why there are no ranks or what differs from row to row ("":
    nothing), ``measured`` what the indicator is. ``caption`` names the table where it leaves the
    page, as plain text.
    """

    title: str
    strip: str
    coverage: str
    note: str
    measured: str
    caption: str


def told(context: Context, view: RankingView) -> Told:
    """The sentences of one view."""
    return drawn_once(context.store, "told", view.mark, kept_in_links(), context.lang,
                      draw=lambda: _told(context, view))  # fmt: skip


def _told(context: Context, view: RankingView) -> Told:
    head, lang = view.head, context.lang
    province = cached.province_labels().get(head.province or "")
    unit = context.text("Unit: {unit}.").format(
        unit=plain(in_language(head.indicator, "unit", lang))
    )
    return Told(
        title=plain(title(view, province, lang)),
        strip=with_links(view.strip, COMMUNE_ADDRESS, kept_in_links()),
        coverage=f"{words.coverage_sentence(head.coverage, lang)} "
                 f"{words.direction_sentence(head.indicator['direction'], lang)}",
        note=_note(context, view),
        measured=f"{plain(in_language(head.indicator, 'definition', lang))} {unit}",
        caption=captions.ranking_title(context.store, head, lang),
    )  # fmt: skip


def _note(context: Context, view: RankingView) -> str:
    """By which rule areas are not ranked, or in what their figures differ."""
    head = view.head
    if head.not_ranked_because == "mixed_bases":
        return context.text("Each basis is ranked by itself: figures on different bases are "
                            "never ranked together.")  # fmt: skip
    if reason := words.not_ranked_sentence(head, context.lang):
        return reason
    if head.period and head.period.gathered:
        return context.text("Each area's latest part-year figure; the periods differ and are "
                            "shown in every row.")  # fmt: skip
    return ""
