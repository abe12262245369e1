"""Who may write: one function decides, from what the operator set and what the server signed.

Everything that writes or speaks of writing asks ``writing_right``, and asks again at the moment of
writing. Nothing of the answer comes from the page: the user is what a cookie signed by this server
says, and that is worth as much as the secret that signs it. So a site whose secret could be
guessed, or is another than the one the operator wrote under ``[auth]``, has no curators at all.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from indicators import settings
from indicators.curation.cookie_secrets import weakness

# What `.streamlit/secrets.toml` must say under [auth].
SIGN_IN_KEYS = (
    "redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url",
)  # fmt: skip

_log = logging.getLogger("indicators.curation")


@dataclass(frozen=True)
class Refusal:
    """Why nobody (``of_the_site``) or this user may write: a code with what was found.

    Codes of the site: ``setting_missing``, ``secret_too_short``, ``secret_too_uniform``,
    ``secret_well_known``, ``secret_of_elsewhere``, ``list_unreadable``, ``list_empty``. Of a user:
    ``not_signed_in``, ``signature_outdated``, ``address_unverified``, ``address_not_listed``.
    """

    code: str
    found: str = ""
    expected: str = ""
    of_the_site: bool = True


@dataclass(frozen=True)
class WritingRight:
    """The answer: the ``address`` of a curator who may write, else ``None`` and every reason."""

    address: str | None
    refusals: tuple[Refusal, ...] = ()

    @property
    def site_refusals(self) -> tuple[Refusal, ...]:
        """What the operator has to mend before anyone can write."""
        return tuple(one for one in self.refusals if one.of_the_site)


def writing_right(
    user: Mapping[str, Any], auth: Mapping[str, Any] | None, signing_secret: str, *,
    signature_holds: bool = True,
) -> WritingRight:  # fmt: skip
    """Whether a user may write, with every reason where not.

    ``user`` holds the claims of the signed-in user: ``is_logged_in``, ``email`` and, where the
    provider tells it, ``email_verified``. ``auth`` is the section ``[auth]`` of the secrets,
    ``None`` where there is none. ``signing_secret`` is the one with which the server checks its
    cookies now, and ``signature_holds`` whether the cookie of this user still passes that check.
    """
    listed, refusals = _listed()
    refusals += _sign_in_refusals(auth or {}, signing_secret)
    address = _comparable(str(user.get("email") or ""))
    personal = _personal_refusal(user, address, listed, signature_holds)
    refusals += [Refusal(personal, address, of_the_site=False)] if personal else []
    return WritingRight(None if refusals else address, tuple(refusals))


def _sign_in_refusals(auth: Mapping[str, Any], signing_secret: str) -> list[Refusal]:
    found = [Refusal("setting_missing", f"[auth] {key}") for key in SIGN_IN_KEYS
             if not isinstance(auth.get(key), str) or not auth[key].strip()]  # fmt: skip
    secret = auth.get("cookie_secret")
    if not isinstance(secret, str) or not secret.strip():
        return found
    weak = weakness(secret)
    if weak:
        found.append(Refusal(weak.code, weak.found, weak.expected))
    if signing_secret != secret:
        found.append(Refusal("secret_of_elsewhere"))
    return found


def _personal_refusal(
    user: Mapping[str, Any], address: str, listed: frozenset[str], signature_holds: bool
) -> str:
    """The code of what keeps this user from writing; empty where nothing does.

    An address that the provider calls unverified is nobody's: anyone could have typed it.
    """
    if user.get("is_logged_in") is not True:
        return "not_signed_in"
    if not signature_holds:
        return "signature_outdated"
    if not _verified(user.get("email_verified", True)):
        return "address_unverified"
    return "" if address and address in listed else "address_not_listed"


def allowed_addresses(listed: str) -> frozenset[str]:
    r"""The addresses of a list with commas or lines; ``#`` begins a comment.

    >>> sorted(allowed_addresses("An@example.vn, # Bình\nchi@example.vn"))
    ['an@example.vn', 'chi@example.vn']
    """
    lines = (line.partition("#")[0] for line in listed.splitlines())
    found = (_comparable(part) for line in lines for part in line.split(","))
    return frozenset(address for address in found if address)


def _listed() -> tuple[frozenset[str], list[Refusal]]:
    """The operator's list; one that cannot be read is an empty one, and the log says why."""
    try:
        listed = allowed_addresses(settings.curators())
    except (OSError, UnicodeDecodeError) as error:
        _log.error("the list of curators cannot be read: %s", error)
        return frozenset(), [Refusal("list_unreadable", "INDICATORS_CURATORS_FILE")]
    return listed, [] if listed else [Refusal("list_empty", "INDICATORS_CURATORS")]


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
