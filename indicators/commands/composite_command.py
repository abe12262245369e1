"""The verb ``composite``: an index made on the command line, the same as on its page."""

import argparse
import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from indicators.coded import coded
from indicators.commands import Verbs, add_verb
from indicators.commands.table_file_option import write_table_file

if TYPE_CHECKING:
    from indicators.own_index.composite import Composite
    from indicators.own_index.composite_definition import CompositeDefinition

OK, UNKNOWN_NAME = 0, 2


def compose_index(options: argparse.Namespace) -> int:
    """Make an index of several indicators, with the doubts about every place."""
    from indicators.open_data.composite_download import composite_file  # pandas is slow to import
    from indicators.own_index.composite import compose
    from indicators.own_index.composite_definition import DefinitionError
    from indicators.questions.named import province_code
    from indicators.release.store import Store

    try:
        definition = _definition(options)
        with Store(options.db) as store:
            if options.province:
                code = province_code(store, options.province)
                definition = replace(definition, province=code)
            found = compose(store, definition)
            if options.out:
                return write_table_file(options, lambda: composite_file(store, found))
            _print(found, options.format, synthetic=store.synthetic)
    except DefinitionError as error:
        print(error, file=sys.stderr)
        return UNKNOWN_NAME
    return OK


def add_composite_verb(verbs: Verbs) -> argparse.ArgumentParser:
    """Add the verb with its options."""
    parser: argparse.ArgumentParser = add_verb(verbs, "composite", compose_index)
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--indicators", help="ids with weights, as poverty_rate:2,output_growth:1")
    chosen.add_argument("--definition", help="the whole index as one text, as in the address")
    parser.add_argument("--normalise", help="min_max, z_score, percentile, goalposts or "
                                            "distance_to_target")  # fmt: skip
    parser.add_argument("--aggregate", help="arithmetic or geometric")
    parser.add_argument("--posts", action="append", metavar="ID=LOW..HIGH", default=[])
    parser.add_argument("--target", action="append", metavar="ID=NUMBER", default=[])
    parser.add_argument("--set", action="append", metavar="ID=SET", default=[],
                        help="a set of periods in place of the default one")  # fmt: skip
    parser.add_argument("--basis", action="append", metavar="ID=BASIS", default=[])
    parser.add_argument("--least", help="share of the indicators that an area must have, up to 1")
    parser.add_argument("--province", help="2-digit code or name")
    parser.add_argument("--area-type", dest="area_type")
    parser.add_argument("--draws", type=int)
    parser.add_argument("--seed", type=int)
    return parser


def composite_object(composite: "Composite", *, synthetic: bool) -> dict[str, Any]:
    """An index as one JSON object; missing values are ``null``, lists are best first."""
    from indicators.open_data.json_answers import records

    parts: dict[str, list[dict[str, Any]]] = {}
    for part in records(composite.parts):
        parts.setdefault(part["area_code"], []).append(part)
    return {
        "definition": composite.definition.encode(),
        "official": False,
        "synthetic": synthetic,
        "indicators": [
            {"indicator_id": ranking.indicator["indicator_id"], "weight": component.weight,
             "direction": ranking.indicator["direction"], "unit": ranking.indicator["unit"],
             "period_set": ranking.period.code if ranking.period else None,
             "basis": ranking.basis, "reported": ranking.coverage.reported}
            for component, ranking in zip(composite.definition.components, composite.rankings,
                                          strict=True)
        ],
        "ranked": len(composite.rows),
        "too_few": len(composite.too_few),
        "left_out": len(composite.left_out),
        "without_any": composite.without_any,
        "rows": [
            row | {"parts": parts[row["area_code"]]} for row in records(composite.rows)
        ],
    }  # fmt: skip


def _definition(options: argparse.Namespace) -> "CompositeDefinition":
    from indicators.own_index import composite_definition as definitions

    if options.definition:
        definition = definitions.decode(options.definition)
    else:
        definition = _of_indicators(options)
    named = {
        "normalisation": options.normalise,
        "aggregation": options.aggregate,
        "least_share": options.least and definitions.number_from("least", options.least),
        "area_type": options.area_type,
        "draws": options.draws,
        "seed": options.seed,
    }
    return replace(definition, **{key: value for key, value in named.items() if value is not None})


def _of_indicators(options: argparse.Namespace) -> "CompositeDefinition":
    """The components with what the repeated options say of single indicators."""
    from indicators.own_index import composite_definition as definitions

    details: dict[str, dict[str, Any]] = {}
    for field, texts, read in (
        ("posts", options.posts, definitions.posts_from),
        ("target", options.target, partial(definitions.number_from, coded("index_target"))),
        ("period_set", options.set, str),
        ("basis", options.basis, str),
    ):
        for text in texts:
            one, _equals, value = text.partition("=")
            details.setdefault(one, {})[field] = read(value)
    components = definitions.weighted(options.indicators)
    unknown = sorted(set(details) - {one.indicator_id for one in components})
    if unknown:
        raise definitions.DefinitionError(coded("index_option"), unknown[0],
                                          coded("index_wants_known"))  # fmt: skip
    return definitions.CompositeDefinition(
        tuple(replace(one, **details.get(one.indicator_id, {})) for one in components)
    )


def _print(composite: "Composite", form: str, *, synthetic: bool) -> None:
    import json

    from indicators.commands.tables_as_text import print_frame

    if form == "json":
        answer = composite_object(composite, synthetic=synthetic)
        print(json.dumps(answer, ensure_ascii=False, indent=1, allow_nan=False))
        return
    if form == "table":
        print(_heading(composite, synthetic))
    if form == "csv" or len(composite.rows):
        print_frame(composite.rows, form)


def _heading(composite: "Composite", synthetic: bool) -> str:
    names = ", ".join(
        f"{ranking.indicator['indicator_id']} ({ranking.period.code if ranking.period else '-'})"
        for ranking in composite.rankings
    )
    lines = [
        "An index of your own choice, not an official one: " + names,
        f"definition: {composite.definition.encode()}",
        f"{len(composite.rows)} areas ranked, {len(composite.left_out)} have too few of the "
        f"indicators, {composite.without_any} none",
    ]
    if len(composite.too_few):
        lines.append(f"not ranked: only {len(composite.too_few)} areas have enough indicators")
    if synthetic:
        lines.append("SYNTHETIC: an invented country")
    return "\n".join(lines)
