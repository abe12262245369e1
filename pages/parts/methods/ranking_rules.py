"""The section of the methods page on ranks and intervals, with worked examples."""

import streamlit as st

from indicators.judgement import MINIMUM_REPORTED
from indicators.language import formats
from indicators.printed.examples import PrintedForm, interval_examples, rank_examples
from indicators.printed.intervals import Interval
from pages.parts.frame import Context


def show(context: Context) -> None:
    """The rules in words, then the two tables that they can be checked on."""
    _ = context.text
    st.header(_("How a printed number becomes an interval"))
    st.markdown(
        _("A source rounds. Each figure stands for all values that it may have been "
          "rounded from; counts printed with numerator and denominator are exact.")
    )  # fmt: skip
    st.table(_interval_rows(context))
    st.header(_("How areas are ranked"))
    st.markdown("\n".join(f"- {rule}" for rule in _rules(context)))
    st.markdown(_("An example with five invented areas, higher is better:"))
    st.table(_rank_rows(context))
    st.caption(_("C prints more than 97: from 97 up to 98. B prints 97.61. Nobody can say which of "
                 "the two is ahead, so both may be second or third."))  # fmt: skip
    st.header(_("What is missing, and why"))
    st.markdown("\n".join(f"- {rule}" for rule in _missing_rules(context)))
    st.header(_("Which year is shown"))
    st.markdown(_("The latest year with at least half as many areas as the best year. Within it "
                  "the full year if it has {count} areas, else the set of periods with most "
                  "areas.").format(count=MINIMUM_REPORTED))  # fmt: skip


def _rules(context: Context) -> list[str]:
    _ = context.text
    return [
        _("Equal values share the best place (1, 2, 2, 4); places are computed before rounding."),
        _("One number decides the place, the interval and who is best: the share that the printed "
          "counts give where it agrees with the printed one within rounding, else the printed "
          "one. Sentences quote what is printed. A share never passes 0 or 100."),
        _("The best possible place is 1 plus the areas that are surely better; the worst is the "
          "number of areas that are not surely worse. Surely means that the intervals do not "
          "overlap."),
        _("The catalogue says whether higher or lower is better. Where it is neither, areas are "
          "listed and never ranked."),
        _("Full years, parts of a year, and levels stated without their year are never ranked "
          "together. Figures on different bases are never ranked together."),
        _("With fewer than {count} areas there are values and no places.").format(
            count=MINIMUM_REPORTED),
        _("The percentile is the share of reported areas that an area is better than; equal areas "
          "count half."),
    ]  # fmt: skip


def _missing_rules(context: Context) -> list[str]:
    _ = context.text
    return [
        _("**No figure found**: no source that was read has one. It is never 0."),
        _("**Only on another basis** or **only for another period**: there is a figure, and it "
          "cannot be ranked with these."),
        _("**Does not apply**: the indicator does not exist for this type of area, such as "
          "new-rural criteria for a ward."),
    ]  # fmt: skip


def _interval_rows(context: Context) -> dict[str, list[str]]:
    _ = context.text
    words = {
        "exact": _("half a unit of the last printed digit each side"),
        "about": _("one unit of the last significant digit each side"),
        "at_least": _("up to the next unit of the last significant digit"),
        "nearly": _("one unit of the last significant digit below"),
        "at_most": _("one unit of the last significant digit below"),
    }
    examples = interval_examples()
    return {
        _("Printed"): [_printed(one, context.lang) for one in examples],
        _("Rule"): [words[one.qualifier] for one in examples],
        _("Interval"): [_interval(one.interval, context.lang) for one in examples],
    }


def _rank_rows(context: Context) -> dict[str, list[str]]:
    _ = context.text
    examples = rank_examples()
    lang = context.lang
    return {
        _("Area"): [one.name for one in examples],
        _("Printed"): [_printed(one.form, lang) for one in examples],
        _("Interval"): [_interval(one.form.interval, lang) for one in examples],
        _("Place (possible places)"): [
            formats.rank_interval(one.rank, one.rank_low, one.rank_high, lang) for one in examples
        ],
    }


def _printed(form: PrintedForm, lang: str) -> str:
    return formats.qualified(form.value, form.qualifier, 3, lang)


def _interval(interval: Interval, lang: str) -> str:
    """As "97,605 ≤ x < 97,615"; the second sign tells whether the upper end counts."""
    low, high = (formats.number_as_needed(end, 4, lang) for end in (interval.low, interval.high))
    return f"{low} ≤ x {'<' if interval.high_open else '≤'} {high}"
