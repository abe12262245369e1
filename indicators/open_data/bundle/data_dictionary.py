"""The data dictionary: every column of every table in words, made of the one declaration."""

from collections.abc import Iterable
from typing import Any

from indicators.open_data.bundle.descriptor import Resource

DICTIONARY_FILE = "DATA-DICTIONARY.md"

# Their codes are those of the release, told by its tables.
OF_THE_RELEASE = {"basis": "indicator_bases", "theme": "indicators"}

HEAD = """\
# Từ điển dữ liệu · Data dictionary

Mỗi bảng của gói dữ liệu mở, từng cột: kiểu, nghĩa, đơn vị, mã cho phép. Ô trống là thiếu, không bao giờ là 0.

Every table of the open-data bundle, column by column: type, meaning, unit, codes allowed. An empty cell means missing, never 0.
"""  # noqa: E501  a paragraph of Markdown is one line


def data_dictionary(resources: Iterable[Resource]) -> str:
    """The dictionary of the tables among ``resources`` as Markdown."""
    return HEAD + "".join(_table(one) for one in resources if "schema" in one)


def _table(resource: Resource) -> str:
    schema = resource["schema"]
    lines = [
        f"\n## {resource['name']}\n",
        f"{_capital(resource['title'])}.  \n{_capital(resource['description'])}.\n",
        *_keys(schema),
        "| cột · column | kiểu · type | nghĩa | meaning |",
        "|---|---|---|---|",
        *(_row(field) for field in schema["fields"]),
    ]
    return "\n".join(lines) + "\n"


def _keys(schema: dict[str, Any]) -> list[str]:
    told = []
    if key := schema.get("primaryKey"):
        told.append(f"Khóa · Key: {', '.join(f'`{name}`' for name in key)}.")
    for key in schema.get("foreignKeys", []):
        reference = key["reference"]
        place = f"{reference['resource']}.{reference['fields'][0]}".lstrip(".")
        told.append(f"`{key['fields'][0]}` → `{place}`.")
    return [" ".join(told) + "\n"] if told else []


def _row(field: dict[str, Any]) -> str:
    kind = field["type"] + (f", {field['unit']}" if "unit" in field else "")
    meaning = _cell(field["description"]) + _rules(field)
    return f"| `{field['name']}` | {kind} | {_cell(field['title'])} | {meaning} |"


def _rules(field: dict[str, Any]) -> str:
    """Codes and limits, shortly; those that differ from release to release are in its tables."""
    rules = field.get("constraints", {})
    told = []
    if table := OF_THE_RELEASE.get(field["name"]):
        told.append(f"codes as in `{table}`")
    elif codes := rules.get("enum"):
        told.append("one of " + ", ".join(f"`{code}`" for code in codes))
    if "minimum" in rules:
        highest = f" to {rules['maximum']}" if "maximum" in rules else " or more"
        told.append(f"{rules['minimum']}{highest}")
    if rules.get("required"):
        told.append("never empty")
    return f" ({'; '.join(told)})" if told else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
