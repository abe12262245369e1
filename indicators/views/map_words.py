"""What a map says of its classes, of areas without a figure, and of where its shapes come from."""

from indicators.judgement import MINIMUM_REPORTED
from indicators.language import formats
from indicators.language.texts import translator
from indicators.maps.map_areas import AreaMap
from indicators.maps.map_layer import Origin
from indicators.questions.ranking import Ranking


def map_alt(ranking: Ranking, lang: str) -> str:
    """What a map of a ranking is of, for who does not see it."""
    _ = translator(lang)
    if ranking.level == "province":
        return _("Map of Viet Nam by province.")
    return _("Map of the province by commune.") if ranking.province else (
        _("Map of Viet Nam by commune."))  # fmt: skip


def about_classes(drawn: AreaMap, lang: str) -> list[str]:
    """How the classes were made, and what the signs of missing areas mean."""
    _ = translator(lang)
    told = []
    if drawn.classes is None:
        told.append(_("With fewer than {count} figures there are no classes: each area that has "
                      "one is named.").format(count=MINIMUM_REPORTED))  # fmt: skip
    elif drawn.classes.cuts:
        numbers = (formats.number_as_needed(cut, 2, lang) for cut in drawn.classes.cuts)
        told.append(_("Classes are separated at {cuts}.").format(cuts="; ".join(numbers)))
    else:
        told.append(_("Each class has about the same number of areas; areas with equal values "
                      "are in the same class."))  # fmt: skip
    told.append(_("Outlined areas have no figure here: that is not a low value."))
    if drawn.count("not_applicable"):
        told.append(_("The indicator does not exist for the areas in flat grey."))
    return told


def about_cells(lang: str) -> str:
    """What schematic cells are not."""
    return translator(lang)(
        "The cells are schematic, not boundaries: each commune is drawn as the "
        "surroundings of its centre point, in proportion to its area."
    )


def about_boundaries(origin: Origin, lang: str) -> str:
    """Where boundaries come from, and how near to them the lines of the map are."""
    _ = translator(lang)
    lines = _("lines as in the file")
    if origin.moved_m is not None:
        lines = _("lines simplified, in nine of ten communes by less than {metres} m").format(
            metres=formats.number_as_needed(origin.moved_m, 0, lang)
        )
    source = origin.source or _("not named in the file")
    return _("Boundaries: {lines}, source: {source}.").format(lines=lines, source=source)
