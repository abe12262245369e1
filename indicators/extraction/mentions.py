"""A name in a text, and what part it plays in its sentence."""

from dataclasses import dataclass

from indicators.extraction.gazetteer import Commune


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text. ``kind``: ``commune``, ``former``, ``province`` or ``part``.

    ``communes`` are the communes it may stand for; one once resolved, none for other kinds.
    ``apposed`` tells that it only says where the commune, or the village, in front of it lies;
    ``aside`` that the sentence speaks of something else ("giáp với xã …"); ``unclear`` that it
    may; ``linked`` that "và" or a comma joins it to the name in front of it; ``from_source`` that
    only where the text was published tells which of several communes of this name it is.
    """

    start: int
    end: int
    kind: str
    name: str
    communes: tuple[Commune, ...] = ()
    apposed: bool = False
    aside: bool = False
    unclear: bool = False
    linked: bool = False
    from_source: bool = False

    @property
    def spoken_of(self) -> bool:
        """Whether the sentence may be about this commune."""
        return self.kind == "commune" and not self.apposed and not self.aside
