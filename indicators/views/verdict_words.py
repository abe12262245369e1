"""The verdict above a ranking in words, and as the lines that a page shows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from indicators.language import formats, quoted
from indicators.language.record_texts import in_language
from indicators.language.texts import translator
from indicators.language.yardstick_words import no_median_words
from indicators.questions.ranking import Ranking
from indicators.views.verdict import Outcome, RankingVerdict, Row, summary

# So many names still fit into a line; more are a count, and the table has them.
MOST_NAMED = 6
MOST_PARTS_NAMED = 3

# The sign of each outcome, so that colour never stands alone.
SIGNS: dict[Outcome, str] = {
    "below": "▼", "met": "▲", "part_year": "◔", "better": "▲", "worse": "▼", "over": "△",
    "under": "▽", "same": "=", "cannot_be_told": "≈", "no_yardstick": "–",
}  # fmt: skip
# Told also where the count is 0: this is the answer.
ALWAYS: dict[str, tuple[Outcome, ...]] = {
    "plan": ("below", "met"),
    "threshold": ("below", "met", "cannot_be_told"),
    "median": ("better", "worse", "cannot_be_told"),
    "none": (),
}
SIDES: tuple[Outcome, ...] = ("over", "under", "cannot_be_told")
# The counts that are followed by names.
NAMED: tuple[Outcome, ...] = ("below", "part_year", "worse")


# Where a link of a kept strip begins and ends: no letters, and no text holds them.
LINK_BEGINS, LINK_ENDS = "\ufdd0", "\ufdd1"


def link_later(code: str) -> str:
    """The link of a strip that is kept for many pages: ``with_links`` makes an address of it."""
    return f"{LINK_BEGINS}{quote(code)}{LINK_ENDS}"


def with_links(strip: str, before: str, after: str = "") -> str:
    """A kept strip with addresses of communes: what stands before each code, and after it."""
    found = strip.replace(LINK_BEGINS, escape(before, quote=True))
    return found.replace(LINK_ENDS, escape(after, quote=True))


@dataclass(frozen=True)
class StripWords:
    """How a strip is worded: the ranking it is on, names of bases, and the address of a commune."""

    ranking: Ranking
    basis_names: dict[str, str]
    link: Callable[[str], str]
    lang: str


def outcome_word(outcome: Outcome, kind: str, lang: str) -> str:
    """An outcome in a few words; of a plan and of a threshold they differ."""
    _ = translator(lang)
    of_plan: dict[str, str] = {"below": _("below plan"), "met": _("plan met")}
    words: dict[str, str] = {
        "below": _("below the threshold"),
        "met": _("threshold met"),
        "part_year": _("part of the year only"),
        "better": _("better than the median"),
        "worse": _("worse than the median"),
        "over": _("above the median"),
        "under": _("below the median"),
        "same": _("the median itself"),
        "cannot_be_told": _("cannot be told"),
        "no_yardstick": _("no yardstick"),
    }
    return (of_plan if kind == "plan" else {}).get(outcome) or words[outcome]


def strip_html(found: list[RankingVerdict], how: StripWords) -> str:
    """The strip: the answer of all bases together, a line per verdict, and what silence means.

    Where there are several lines they stand twice, once to be opened: a style sheet shows one of
    the two, the second on a narrow screen.
    """
    _ = translator(how.lang)
    lines = "".join(f"<li>{_line(one, how)}</li>" for one in found)
    silence = escape(_("Sources report successes; silence is not success."))
    said = f'<p class="silence">{silence}</p>'
    label = escape(_("The answer in short"), quote=True)
    if len(found) < 2:
        told = f"<ul>{lines or _nothing_known(how)}</ul>"
    else:
        opened = escape(_("On each basis ({count})").format(count=_number(len(found), how)))
        first = f'<p class="all">{_all_bases(found, how)}</p>' if found[0].kind == "plan" else ""
        told = (f'{first}<ul class="by-basis">{lines}</ul>'
                f"<details><summary>{opened}</summary><ul>{lines}</ul></details>")  # fmt: skip
    return f'<section class="verdict" aria-label="{label}">{told}{said}</section>'


def _all_bases(found: list[RankingVerdict], how: StripWords) -> str:
    """Each commune once: what is known of it on any basis."""
    _ = translator(how.lang)
    total = summary(found)
    told = _("All bases together, each area once: below plan {below} · plan met {met} · "
             "part of the year only {part_year} · cannot be told {cannot_be_told} · "
             "not known {not_known}")  # fmt: skip
    counts = {name: formats.number(count, 0, how.lang) for name, count in vars(total).items()}
    return escape(told.format(**counts))


def _nothing_known(how: StripWords) -> str:
    _ = translator(how.lang)
    count = formats.number(how.ranking.coverage.applicable, 0, how.lang)
    told = _("No area has a figure here · not known {count}").format(count=count)
    return f"<li>{escape(told)}</li>"


def _line(verdict: RankingVerdict, how: StripWords) -> str:
    _ = translator(how.lang)
    always = SIDES if "over" in verdict.areas or "under" in verdict.areas else ALWAYS[verdict.kind]
    outcomes = [one for one in SIGNS if one in always or verdict.count(one)]
    parts = [_count(one, verdict, how) for one in outcomes]
    parts.append(f"{escape(_('not known'))} <b>{_number(verdict.not_known, how)}</b>")
    against = _against(verdict, how)
    if verdict.kind != "plan" and (name := how.basis_names.get(verdict.basis)):
        against = f"{name}. {against}"
    return f"{escape(against)}: {' · '.join(parts)}"


def _against(verdict: RankingVerdict, how: StripWords) -> str:
    """What the figures of a line are held against."""
    _ = translator(how.lang)
    if verdict.kind == "plan":
        name = how.basis_names.get(verdict.basis, verdict.basis)
        return name[:1].upper() + name[1:] if name else _("Against the plan")
    if verdict.kind == "threshold":
        values = " – ".join(
            dict.fromkeys(_value(one, how) for one in (verdict.yardstick[0], verdict.yardstick[-1]))
        )
        label = in_language(verdict.label, "label", how.lang)
        return _("Against {threshold} ({value})").format(threshold=label, value=values)
    if verdict.kind == "none":
        return no_median_words(str(verdict.reason), verdict.known, how.lang).rstrip(".")
    told = (_("Against the median of the country ({value})") if verdict.everywhere
            else _("Against the median of these areas ({value})"))  # fmt: skip
    return told.format(value=_value(verdict.yardstick[0], how))


def _count(outcome: Outcome, verdict: RankingVerdict, how: StripWords) -> str:
    """One count with its sign, and the names behind it where they are few."""
    word = escape(outcome_word(outcome, verdict.kind, how.lang))
    told = (f'<span class="{outcome}"><span aria-hidden="true">{SIGNS[outcome]}</span> {word} '
            f"<b>{_number(verdict.count(outcome), how)}</b></span>")  # fmt: skip
    rows = verdict.areas.get(outcome, ())
    named = _names(outcome, rows, how) if rows and outcome in NAMED else ""
    return f"{told} ({named})" if named else told


def _names(outcome: Outcome, rows: Sequence[Row], how: StripWords) -> str:
    if outcome == "part_year":
        return _parts(rows, how)
    return ", ".join(_linked(row, how) for row in rows) if len(rows) <= MOST_NAMED else ""


def _parts(rows: Sequence[Row], how: StripWords) -> str:
    """So much of the plan against so much of the year gone: of each, or how many keep the pace."""
    _ = translator(how.lang)
    if len(rows) <= MOST_PARTS_NAMED:
        return "; ".join(f"{_linked(row, how)} {escape(_part(row, how))}" for row in rows)
    paces = [row["pace"] for row in rows]
    told = _("ahead of an even pace {ahead}, behind it {behind}, cannot be told {open}")
    return escape(told.format(
        ahead=_number(paces.count("ahead"), how), behind=_number(paces.count("behind"), how),
        open=_number(len(paces) - paces.count("ahead") - paces.count("behind"), how),
    ))  # fmt: skip


def _part(row: Row, how: StripWords) -> str:
    _ = translator(how.lang)
    told = _("{value} with {elapsed} of the year gone").format(
        value=_figure(row, how), elapsed=formats.per_cent(row["elapsed_pct"], how.lang)
    )
    if row["pace"] == "not_from_january":  # of which plan nobody says: no pace to be held against
        period = formats.period(row["period_start"], row["period_end"], how.lang)
        told = f"{_figure(row, how)} ({period})"
    full = full_years_words(row.get("full_years", ()), how.ranking.indicator, how.basis_names,
                            how.lang)  # fmt: skip
    return ", ".join([told, *full])


def full_years_words(
    full_years: Sequence[Row], indicator: Row, basis_names: Mapping[str, str], lang: str
) -> list[str]:
    """What is known of the whole year beside a part of it: a text for each other basis."""
    _ = translator(lang)
    decimals, unit = max(int(indicator["decimals"]), 0), str(in_language(indicator, "unit", lang))
    several, told = len(full_years) > 1, []
    for row in full_years:
        value = quoted.as_ranked(row, decimals, lang, unit)
        basis = basis_names.get(row["basis"], row["basis"])
        told.append(_("full year, {basis}: {value}").format(basis=basis, value=value) if several
                    else _("full year on another basis: {value}").format(value=value))  # fmt: skip
    return told


def _figure(row: Row, how: StripWords) -> str:
    return quoted.as_ranked(row, _decimals(how), how.lang, _unit(how))


def _linked(row: Row, how: StripWords) -> str:
    address = escape(how.link(str(row["area_code"])), quote=True)
    return f'<a href="{address}" target="_self">{escape(str(row["name"]))}</a>'


def _value(value: float, how: StripWords) -> str:
    return formats.with_unit(value, _decimals(how), _unit(how), how.lang)


def _unit(how: StripWords) -> str:
    return str(in_language(how.ranking.indicator, "unit", how.lang))


def _decimals(how: StripWords) -> int:
    return max(int(how.ranking.indicator["decimals"]), 0)


def _number(count: int, how: StripWords) -> str:
    return formats.number(count, 0, how.lang)
