"""Rounds in which every engine answers in turn, each in a process of its own."""

import gc
import importlib
import multiprocessing
import os
import statistics
import sys
from collections.abc import Callable, Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from bench.engines.flat_figures import COMPARED, RUG_INDICATORS, TREND_AREAS, Asked
from bench.process_figures import resident_megabytes
from bench.report import CLOCKS

QUESTIONS = ("rank", "profile", "compare", "series", "rug", "verdict")
FLOOR = "numpy cube"
# In which module an engine is, as what, and which package it needs.
ENGINES = {
    FLOOR: ("memory_engines", "Cube", "numpy"),
    "ours": ("our_engine", "Ours", "numpy"),
    "pandas": ("memory_engines", "Pandas", "pandas"),
    "polars": ("memory_engines", "Polars", "polars"),
    "DuckDB by hand": ("sql_engines", "DuckByHand", "duckdb"),
    "SQLite": ("sql_engines", "Sqlite", "sqlite3"),
    "chDB": ("sql_engines", "ChDb", "chdb"),
}
Cases = Mapping[str, Callable[[int], Any]]


def cases_of(engine: Any, asked: Asked) -> Cases:
    """The questions, each with the number of its round: indicators and areas take turns."""
    indicators, areas, last = asked.indicators, asked.areas, asked.last

    def one(number: int) -> int:
        return indicators[number % 6]

    return {
        "rank": lambda number: engine.rank(one(number), last),
        "profile": lambda number: engine.profile(areas[number : number + 1], last),
        "compare": lambda number: engine.profile(areas[number : number + COMPARED], last),
        "series": lambda number: engine.series(one(number), areas[:TREND_AREAS]),
        "rug": lambda number: engine.rug(indicators[:RUG_INDICATORS], areas, last),
        "verdict": lambda number: engine.verdict(one(number), last),
    }


def _answer(pipe: Connection, name: str, asked: Asked, clock: str) -> None:
    """In a process of its own: load, then answer each question with its milliseconds."""
    module, engine_class, _package = ENGINES[name]
    engines = importlib.import_module(f"bench.engines.{module}")
    cases = cases_of(getattr(engines, engine_class)(asked), asked)
    pipe.send(resident_megabytes(os.getpid()))
    while (task := pipe.recv()) is not None:
        question, number = task
        gc.collect()
        start = CLOCKS[clock]()
        cases[question](number)
        pipe.send((1000 * (CLOCKS[clock]() - start), resident_megabytes(os.getpid())))


def measured(
    asked: Asked, names: list[str], rounds: int, clock: str = "wall"
) -> dict[str, dict[str, float]]:
    """By engine: the median milliseconds of each question, and its process in megabytes."""
    context = multiprocessing.get_context("spawn")
    pipes, processes = {}, []
    for name in names:
        pipes[name], other = context.Pipe()
        processes.append(
            context.Process(target=_answer, args=(other, name, asked, clock), daemon=True)
        )
        processes[-1].start()
        print(f"{Path(asked.release).stem}: {name} loads", file=sys.stderr, flush=True)
        pipes[name].recv()  # it has loaded
    taken: dict[str, dict[str, list[float]]] = {n: {q: [] for q in QUESTIONS} for n in names}
    memory = dict.fromkeys(names, 0.0)
    for number in range(-1, rounds):
        print(f"round {number + 1} of {rounds}", file=sys.stderr, flush=True)
        for question in QUESTIONS:
            for name, pipe in pipes.items():
                pipe.send((question, max(number, 0)))
                milliseconds, memory[name] = pipe.recv()
                if number >= 0:
                    taken[name][question].append(milliseconds)
    for pipe in pipes.values():
        pipe.send(None)
    for process in processes:
        process.join()
    return {
        name: {q: statistics.median(taken[name][q]) for q in QUESTIONS} | {"MB": memory[name]}
        for name in names
    }
