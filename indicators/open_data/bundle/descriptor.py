"""The descriptor of a bundle: every file with hash and bytes, every table with every column."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from indicators.open_data.bundle.bundle_tables import BundleTable
from indicators.open_data.bundle.file_sums import FileSum
from indicators.release.citation import LICENCE, LICENCE_URL, release_citation, release_day

DESCRIPTOR_FILE = "datapackage.json"
NAME = "thuoc-xa"
TITLE = "Thước Xã: số liệu các xã, phường, đặc khu của Việt Nam, có nguồn"

MEDIA_TYPES = {
    "csv": "text/csv", "json": "application/json", "geojson": "application/geo+json",
    "parquet": "application/vnd.apache.parquet", "xml": "application/xml", "html": "text/html",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "text/markdown", "txt": "text/plain", "zip": "application/zip",
    "cff": "application/yaml",
}  # fmt: skip

Resource = dict[str, Any]


def table_resource(table: BundleTable, path: str, schema: dict[str, Any]) -> Resource:
    """One table of the bundle as a resource; hash and bytes come when all is written."""
    return {
        "name": table.name,
        "path": path,
        "profile": "tabular-data-resource",
        "title": table.vi,
        "description": table.en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "schema": schema,
    }


def descriptor(
    release: dict[str, Any], tables: Sequence[Resource], sums: Iterable[FileSum]
) -> bytes:
    """The descriptor of these files; the tables first, then every other file.

    A table's keys to tables that this bundle has not are left out.
    """
    by_path = {one.path: one for one in sums if one.path != DESCRIPTOR_FILE}
    known = {one["name"] for one in tables}
    resources = [_with_known_keys(one, known) | _measured(by_path.pop(one["path"]))
                 for one in tables]  # fmt: skip
    resources += [_file_resource(one) for one in by_path.values()]
    content = {
        "name": f"synthetic-{NAME}" if release["synthetic"] else NAME,
        "profile": "data-package",
        "title": TITLE,
        "description": release_citation(release, "en"),
        "version": release["release_id"],
        # The release's own day, so that the same release gives the same bytes when built anew.
        "created": f"{release_day(release)}T00:00:00Z",
        "synthetic": bool(release["synthetic"]),
        "licenses": [{"name": LICENCE, "path": LICENCE_URL}],
        "resources": resources,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _with_known_keys(resource: Resource, known: set[str]) -> Resource:
    schema = resource["schema"]
    keys = [key for key in schema.get("foreignKeys", [])
            if key["reference"]["resource"] in {"", *known}]  # fmt: skip
    return resource | {"schema": schema | ({"foreignKeys": keys} if keys else {})}


def _measured(file: FileSum) -> dict[str, Any]:
    return {"hash": f"sha256:{file.sha256}", "bytes": file.size}


def _file_resource(file: FileSum) -> Resource:
    """A file that is no table of its own; its path is its name."""
    ending = file.path.rpartition(".")[2].lower()
    kind = {"mediatype": MEDIA_TYPES[ending]} if ending in MEDIA_TYPES else {}
    if "." not in file.path.rpartition("/")[2]:  # an answer of the API
        kind = {"mediatype": MEDIA_TYPES["json"]} if "/" in file.path else {}
    # `type` keeps readers from taking a file of a cut for a table of unknown columns.
    return {"name": file.path.lower(), "path": file.path, "type": "file", **kind,
            **_measured(file)}  # fmt: skip
