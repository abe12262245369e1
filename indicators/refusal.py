"""A file that is not read at all: what was found in it, what was expected, what to do."""

from decimal import Decimal

from indicators.coded import Coded, coded
from indicators.problems import Problem, problem_at
from indicators.sentences import sentence


class RefusedFileError(Exception):
    """One file is refused as a whole; nothing of it was taken. ``problem`` says why.

    ``place`` names the file, and the sheet, part or column where that helps.
    """

    def __init__(self, place: str, code: str, /, **parameters: str | int | Decimal | Coded) -> None:
        self._set(problem_at(place, None, None, code, **parameters))

    def _set(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))

    def renamed(self, old: str, new: str) -> "RefusedFileError":
        """The same refusal with another name of the file."""
        other = RefusedFileError.__new__(RefusedFileError)
        problem = self.problem
        other._set(Problem(problem.file.replace(old, new), None, None,
                           problem.fact.replaced(old, new)))  # fmt: skip
        return other


class FaultyValueError(ValueError):
    """A value of a mapping or a question cannot be used; ``fact`` says why."""

    def __init__(self, code: str, /, **parameters: str | int | Coded) -> None:
        self.fact = coded(code, **parameters)
        super().__init__(sentence(self.fact))


class UnanswerableError(FaultyValueError):
    """A question that cannot be answered as it is asked; ``fact`` says what to ask instead."""
