"""CSV on the Web: the same tables and columns as the descriptor tells, for readers of CSVW."""

import json
import re
from collections.abc import Sequence
from typing import Any

from indicators.release.citation import LICENCE_URL, PRODUCT, release_citation, release_day

CSVW_FILE = "csv-metadata.json"
CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "vi"}]
DATATYPES = {"string": "string", "integer": "integer", "number": "double", "date": "date"}

Resource = dict[str, Any]


def csvw_metadata(release: dict[str, Any], resources: Sequence[Resource]) -> bytes:
    """A table group of the tables among ``resources`` of the descriptor."""
    tables = {one["name"]: one for one in resources if "schema" in one}
    group = {
        "@context": CONTEXT,
        "dc:title": PRODUCT,
        "dc:description": {"@value": release_citation(release, "en"), "@language": "en"},
        "dc:license": {"@id": LICENCE_URL},
        "dc:identifier": str(release["release_id"]),
        "dc:issued": {"@value": release_day(release).isoformat(), "@type": "xsd:date"},
        "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True},
        "tables": [_table(one, tables) for one in tables.values()],
    }
    return (json.dumps(group, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _table(resource: Resource, tables: dict[str, Resource]) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": [_column(one) for one in resource["schema"]["fields"]]}
    nullable = {one["name"] for one in schema["columns"] if not one.get("required")}
    key = resource["schema"].get("primaryKey", [])
    if key and not nullable & set(key):  # a key of CSVW has no empty cell
        schema["primaryKey"] = key
    foreign = [_foreign_key(one, resource, tables)
               for one in resource["schema"].get("foreignKeys", [])]  # fmt: skip
    if kept := [one for one in foreign if one]:
        schema["foreignKeys"] = kept
    description = {"@value": resource["description"], "@language": "en"}
    return {"url": resource["path"], "dc:title": resource["title"], "dc:description": description,
            "tableSchema": schema}  # fmt: skip


def _column(field: dict[str, Any]) -> dict[str, Any]:
    column: dict[str, Any] = {
        "name": field["name"],
        "titles": field["name"],
        "dc:title": field["title"],
        "dc:description": {"@value": field["description"], "@language": "en"},
        "datatype": _datatype(field),
        "null": "",
    }
    if unit := field.get("unit"):
        column["schema:unitText"] = unit
    if field.get("constraints", {}).get("required"):
        column["required"] = True
    return column


def _datatype(field: dict[str, Any]) -> dict[str, Any] | str:
    if field["type"] == "boolean":
        return {"base": "boolean", "format": "TRUE|FALSE"}
    base, rules = DATATYPES[field["type"]], field.get("constraints", {})
    limits = {name: rules[name] for name in ("minimum", "maximum") if name in rules}
    if "enum" in rules:
        return {"base": base, "format": "|".join(re.escape(code) for code in rules["enum"])}
    return {"base": base, **limits} if limits else base


def _foreign_key(
    key: dict[str, Any], own: Resource, tables: dict[str, Resource]
) -> dict[str, Any] | None:
    """A key of CSVW names exactly one row: those to a table with several rows a code are none."""
    other = tables.get(key["reference"]["resource"] or own["name"])
    fields = key["reference"]["fields"]
    if other is None or other["schema"].get("primaryKey") != fields:
        return None
    return {"columnReference": key["fields"],
            "reference": {"resource": other["path"], "columnReference": fields}}  # fmt: skip
