"""What damage does: cut, bit-flipped and overwritten files, asked in every way.

``python -m bench.damages [--cases N]`` damages a release, a curated CSV and a collected Parquet
file of a small invented country N times in all, and prints for each kind how often the damage was
told in a sentence, how often it changed nothing that is answered, and how often a wrong number, a
traceback or the end of the process came of it. The exit code is 1 where one of these did.
"""

import argparse
import io
import json
import os
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from functools import partial
from pathlib import Path

from bench.kills import exit_code, forked
from indicators.commands.command_line import main as command
from indicators.curated.check import check
from indicators.curated.recording import record
from tests.collected_country import accept_collected, score
from tests.curated_country import country_to_curate
from tests.small_country import figure, incomes, write_rows

CASES, SEED = 200, 19
TOLD, HARMLESS, WRONG, TRACEBACK, ENDED = (
    "told", "harmless", "wrong number", "traceback", "process ended",
)  # fmt: skip
OUTCOMES = (TOLD, HARMLESS, WRONG, TRACEBACK, ENDED)
TODAY = date(2026, 6, 1)
BLOCK = 512
DATABASE, SOUND = "database", "sound.json"
QUESTIONS = (
    ["rank", "income_per_capita", "--format", "json"], ["profile", "99001", "--format", "json"],
    ["compare", "99001", "99002", "--format", "json"], ["trend", "income_per_capita", "99001"],
    ["areas", "bia", "--format", "json"], ["verify"],
)  # fmt: skip
Answer = tuple[int, str, str]


def damaged(content: bytes, draw: random.Random) -> tuple[str, bytes]:
    """One damage: a flipped bit, a changed digit, a lost end or a foreign block."""
    kind = draw.choice(("bit", "digit", "end", "block"))
    place, changed = draw.randrange(len(content)), bytearray(content)
    if kind == "bit":
        changed[place] ^= 1 << draw.randrange(8)
    elif kind == "end":
        changed = changed[:place]
    elif kind == "block":
        changed[place : place + BLOCK] = draw.randbytes(len(changed[place : place + BLOCK]))
    else:
        digits = [at for at, byte in enumerate(content) if chr(byte).isdecimal()]
        at = draw.choice(digits)
        changed[at] = ord("0") + (changed[at] - ord("0") + draw.randrange(1, 10)) % 10
    return kind, bytes(changed)


def _answers(db: Path) -> list[Answer]:
    answers = []
    for question in QUESTIONS:
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = command([*question, "--db", str(db)])
        answers.append((code, out.getvalue(), err.getvalue()))
    return answers


def judged(answers: Sequence[Answer], sound: Sequence[Answer]) -> str:
    """What came of a damage, by what was answered and what a sound release answers."""
    pairs = list(zip(answers, sound, strict=True))
    if any("Traceback" in err for (_code, _out, err), _good in pairs):
        return TRACEBACK
    if any(code == 0 and out != good[1] for (code, out, _err), good in pairs):
        return WRONG
    if any(code and not err.strip() for (code, _out, err), _good in pairs):
        return WRONG  # failed without a word
    return TOLD if any(code for (code, _out, _err), _good in pairs) else HARMLESS


def _outcome(name: str, folder: Path, sound: Sequence[Answer]) -> str:
    """A database is asked; of other files the check tells it, or the release made of them is."""
    if name == DATABASE:
        return judged(_answers(folder / "release.duckdb"), sound)
    if check(folder / "data", today=TODAY).problems:
        return TOLD
    return judged(_built_answers(folder), sound)


def _built_answers(folder: Path) -> list[Answer]:
    from indicators.release.build import build

    build(folder / "data", folder / "release.duckdb", today=TODAY)
    return _answers(folder / "release.duckdb")


def prepare(folder: Path) -> int:
    """Make a country with curated and collected figures, its release, and what that answers."""
    data = country_to_curate(folder / "data")
    rows = incomes("60", "61", "62", "63", "64", "65")
    rows += [figure(value, area_code=f"9900{n}", indicator_id="poverty_rate")
             for n, value in enumerate(("1.5", "2", "2.5", "3", "3.5"), 1)]  # fmt: skip
    write_rows(data, "observations/invented.csv", "observations", rows)
    record(data, today=TODAY)
    scores = [score(value, f"9900{n}") for n, value in enumerate(("87.25", "80", "75.5"), 1)]
    accept_collected(data, scores)
    (folder / SOUND).write_text(json.dumps(_built_answers(folder)), "utf-8")
    return os.EX_OK


def count(folder: Path, cases: int) -> dict[str, Counter[str]]:
    """The outcomes of so many damages to each kind of file in turn, by kind of file."""
    data, db = folder / "data", folder / "release.duckdb"
    [parquet] = (data / "collected").glob("*.parquet")
    targets = {DATABASE: db, "CSV of figures": data / "observations" / "invented.csv",
               "CSV of areas": data / "areas.csv", "Parquet": parquet}  # fmt: skip
    sound = [tuple(answer) for answer in json.loads((folder / SOUND).read_text("utf-8"))]
    found = {name: Counter[str]() for name in targets}
    draw, names, built = random.Random(SEED), list(targets), db.read_bytes()
    for number in range(cases):
        name = names[number % len(names)]
        whole = targets[name].read_bytes()
        kind, content = damaged(whole, draw)
        targets[name].write_bytes(content)
        code = exit_code(forked(partial(_code, name, folder, sound)))
        targets[name].write_bytes(whole)
        db.write_bytes(built)
        outcome = OUTCOMES[code] if 0 <= code < len(OUTCOMES) else ENDED
        found[name][outcome] += 1
        if outcome not in (TOLD, HARMLESS):
            print(f"{name}: {kind}: {outcome} ({code})", file=sys.stderr, flush=True)
    return found


def _code(name: str, folder: Path, sound: Sequence[Answer]) -> int:
    return OUTCOMES.index(_outcome(name, folder, sound))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 where a damage was neither told nor harmless."""
    parser = argparse.ArgumentParser(prog="python -m bench.damages", description=__doc__)
    parser.add_argument("--cases", type=int, default=CASES)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as at:
        folder = Path(at)
        if exit_code(forked(lambda: prepare(folder))):
            raise RuntimeError("the country to be damaged cannot be made")
        found = count(folder, options.cases)
    print(" | ".join(("file", "cases", *OUTCOMES)))
    for name, outcomes in found.items():
        print(" | ".join(map(str, (name, outcomes.total(), *(outcomes[one] for one in OUTCOMES)))))
    bad = sum(outcomes[one] for outcomes in found.values() for one in (WRONG, TRACEBACK, ENDED))
    print(f"{options.cases} damages, {bad} neither told nor harmless")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
