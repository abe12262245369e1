"""The title of a ranking, the headings of its table and of its groups, for all who draw the view.

The page's own table and the answer that travels with the page draw the same view: what they call
its parts stands here once.
"""

from indicators.language import formats
from indicators.language.area_words import area_type, areas_counted
from indicators.language.record_texts import in_language
from indicators.language.texts import translator
from indicators.open_data.download_columns import RANKING_TABLE
from indicators.sentences.marking import N_
from indicators.views.ranking import RankingView, ShownGroup

# The cells of a row from left to right, each with the declared column whose heading it has.
COLUMNS = {"choose": "", **{one.cell: one.name for one in RANKING_TABLE if one.cell}}
OPTIONAL = ("place", "period")
# A longer unit stands below the table alone.
LONGEST_UNIT = 14


def title(view: RankingView, province: str | None, lang: str) -> str:
    """The title of a ranking: "Poverty rate: all communes of Thanh Hóa, 2025".

    ``province`` is its name. Of the bases that have figures one is named, several are counted.
    """
    _, ranking = translator(lang), view.head
    among = area_type(ranking.area_type or ranking.level, lang)
    where = province or _("the whole country")
    name = in_language(ranking.indicator, "name", lang)
    parts = [_("{indicator}: {areas} of {place}").format(indicator=name, areas=among, place=where)]
    if ranking.period:
        parts.append(formats.period_set(ranking.period.code, lang))
    bases = dict.fromkeys(group.basis for group in view.groups)
    named = [name for one in bases if (name := view.basis_names.get(one, ""))]
    if len(named) == 1:
        parts.append(named[0])
    elif named:
        parts.append(_("{count} bases").format(count=formats.number(len(named), 0, lang)))
    return ", ".join(parts)


def group_heading(view: RankingView, group: ShownGroup, lang: str) -> str:
    """The basis of a group with its number of areas; nothing where one group says it all."""
    _ = translator(lang)
    name = view.basis_names.get(group.basis, group.basis)
    if not name and not group.part_year:
        return ""
    parts = [name[:1].upper() + name[1:]] if name else []
    if group.part_year:
        parts.append(_("part of the year only, held against the share of the year gone"))
    return " · ".join([*parts, areas_counted(group.count, lang)])


def column_headings(view: RankingView, lang: str) -> dict[str, str]:
    """The headings of the columns that are shown, by name and from left to right."""
    _ = translator(lang)
    declared = {one.name: one.heading for one in RANKING_TABLE}
    headings = {
        name: _(declared[column] if column else N_("Choose"))
        for name, column in COLUMNS.items()
        if name not in OPTIONAL or name in view.columns
    }
    unit = str(in_language(view.head.indicator, "unit", lang))
    headings["value"] += f" ({unit})" if unit and len(unit) <= LONGEST_UNIT else ""
    return headings
