"""Whether the secret that signs cookies could be guessed.

Whoever knows the secret can write a cookie that says "signed in, as that curator". Length alone
says little: "changeme" four times has the 32 characters of a good secret and falls to the first
guess. Nothing here can prove a secret good; it refuses what a guesser tries first.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

SHORTEST = 32
# A random text of 32 hexadecimal digits has 14 different ones on average and almost never below 10.
FEWEST_CHARACTERS = 10
# Different runs of three characters: a random text of 32 has nearly 30, "changeme" four times 8.
FEWEST_RUNS = 20
# Different steps from one character to the next: "abcdef…" has one, a random text some twenty.
FEWEST_STEPS = 8

# What examples and templates write where a secret is to stand.
WELL_KNOWN = re.compile(r"change[\W_]*(me|this|it)|replace[\W_]*(me|this|it)|token_urlsafe",
                        re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True)
class Weakness:
    """Why a secret can be guessed: a code, the count that was found and the least expected."""

    code: str
    found: str = ""
    expected: str = ""


def weakness(secret: str) -> Weakness | None:
    """The first thing that makes a secret easy to guess; ``None`` where nothing was found.

    >>> weakness("changeme").code, weakness("0123456789" * 4).code
    ('secret_too_short', 'secret_too_uniform')
    """
    text = secret.strip()
    if len(text) < SHORTEST:
        return Weakness("secret_too_short", str(len(text)), str(SHORTEST))
    if WELL_KNOWN.search(text):
        return Weakness("secret_well_known")
    return Weakness("secret_too_uniform") if _uniform(text) else None


def _uniform(text: str) -> bool:
    """Few characters, a piece over and over, or a walk along the alphabet."""
    runs = {text[start : start + 3] for start in range(len(text) - 2)}
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return (len(set(text)) < FEWEST_CHARACTERS or len(runs) < FEWEST_RUNS
            or len(steps) < FEWEST_STEPS)  # fmt: skip
