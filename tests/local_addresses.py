"""What the addresses of a site answer, out of files of this machine: for lines that ask them.

One place knows how an address becomes a file, so that the same lines can be tried on a server.
"""

import re
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from indicators.open_data.table_files import areas_file, ranking_file
from indicators.open_data.table_lines import API, BUNDLE
from indicators.questions.ranking import rank
from indicators.release.store import Store


def answer(store: Store, bundle: Path, address: str) -> bytes:
    """The bytes that the address gives; ``bundle`` is the folder of an exported one."""
    parts = urlsplit(address)
    asked = parse_qsl(parts.query, strict_parsing=bool(parts.query))
    path = unquote(parts.path)
    if path.startswith(BUNDLE):
        return (bundle / path.removeprefix(BUNDLE)).read_bytes()
    question = {name: value for name, value in asked if name not in ("area", "format")}
    areas = [value for name, value in asked if name == "area"]
    form = dict(asked)["format"]
    kind, _slash, name = path.removeprefix(API).partition("/")
    if kind == "ranking":
        anchor = {"anchor": areas[0]} if areas else {}
        return ranking_file(store, rank(store, name, **question, **anchor)).content(form)
    assert kind in ("compare", "observations") and areas, f"no answer for {address}"
    return areas_file(store, areas, question.get("year")).content(form)


def with_local_files(code: str, store: Store, bundle: Path, folder: Path, site: str) -> str:
    """The code with every address of ``site`` replaced by a file that holds its answer."""
    for place, address in enumerate(dict.fromkeys(re.findall(rf"{site}[^\s\"'`]+", code))):
        file = folder / f"answer-{place}{Path(urlsplit(address).path).suffix or '.csv'}"
        file.write_bytes(answer(store, bundle, address))
        code = code.replace(address, file.as_posix())
    return code
