"""Who may write: signed in by the operator's OpenID provider, and on the operator's list.

What is decided here is asked again at the moment of writing. Nothing of it comes from the page:
the user is what the server's own signed cookie says, the list is what the operator wrote.
"""

import logging
from collections.abc import Mapping
from typing import Any

from indicators import settings

# What `.streamlit/secrets.toml` must say under [auth].
SIGN_IN_KEYS = (
    "redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url",
)  # fmt: skip
# The secret signs the cookie that says who somebody is: a short or copied one can be guessed.
SHORTEST_SECRET = 32

_log = logging.getLogger("indicators.curation")


def allowed_addresses(listed: str) -> frozenset[str]:
    r"""The addresses of a list with commas or lines; ``#`` begins a comment.

    >>> sorted(allowed_addresses("An@example.vn, # Bình\nchi@example.vn"))
    ['an@example.vn', 'chi@example.vn']
    """
    lines = (line.partition("#")[0] for line in listed.splitlines())
    found = (_comparable(part) for line in lines for part in line.split(","))
    return frozenset(address for address in found if address)


def curator_address(user: Mapping[str, Any]) -> str | None:
    """The address of a user who may write, else ``None``.

    ``user`` holds the claims of the signed-in user: ``is_logged_in``, ``email`` and, where the
    provider tells it, ``email_verified``. An address that the provider calls unverified is
    nobody's: anyone could have typed it.
    """
    if user.get("is_logged_in") is not True or not _verified(user.get("email_verified", True)):
        return None
    address = _comparable(str(user.get("email") or ""))
    return address if address and address in _allowed() else None


def sign_in_faults(auth: Mapping[str, Any] | None) -> list[str]:
    """What is missing before anyone can sign in and write; an empty list = all is set.

    ``auth`` is the section ``[auth]`` of the secrets, ``None`` where there is none.
    """
    given = auth or {}
    faults = [f"[auth] {key}" for key in SIGN_IN_KEYS if not str(given.get(key) or "").strip()]
    secret = str(given.get("cookie_secret") or "")
    if 0 < len(secret) < SHORTEST_SECRET:
        faults.append(f"[auth] cookie_secret: {len(secret)} < {SHORTEST_SECRET}")
    if not _allowed():
        faults.append("INDICATORS_CURATORS")
    return faults


def _allowed() -> frozenset[str]:
    """The operator's list; a list that cannot be read is an empty one, and the log says why."""
    try:
        return allowed_addresses(settings.curators())
    except (OSError, UnicodeDecodeError) as error:
        _log.error("the list of curators cannot be read: %s", error)
        return frozenset()


def _comparable(address: str) -> str:
    """An address without regard to case; empty for what is none.

    Only ASCII: letters of other scripts may look or fold like those of somebody on the list.
    """
    address = address.strip()
    name, _at, host = address.partition("@")
    plain_address = address.isascii() and name and host and "@" not in host
    return address.lower() if plain_address else ""


def _verified(claim: Any) -> bool:
    """Some providers send the claim as text."""
    return claim is True or str(claim).strip().lower() == "true"
