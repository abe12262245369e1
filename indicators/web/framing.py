"""Who may show this site inside a page of their own: nobody, but those the operator names.

A page that frames another can lay its own buttons over it. What a frame may be told by the page
around it is another matter: Streamlit's own list of such pages is empty (``client.allowedOrigins``
in ``.streamlit/config.toml``), also for those who may frame.
"""

import re
from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from indicators.settings import SettingError

SETTING = "INDICATORS_EMBED_ORIGINS"
# Charts for the pages of others: no script and nothing to click but a link, so any page may
# frame them.
EMBEDS = "/embed/"
ORIGIN = re.compile(
    r"https?:// (?:\*\.)? [a-z0-9-]+ (?:\.[a-z0-9-]+)* (?: : \d{1,5} )?",
    re.VERBOSE | re.IGNORECASE,
)


def embedding_origins(listed: str) -> tuple[str, ...]:
    """The origins of a list with commas or blanks, such as ``https://bao.example``.

    ``https://*.bao.example`` names a whole domain. Raises ``SettingError`` for anything that is
    no origin: it would end up in a header.
    """
    origins = tuple(listed.replace(",", " ").split())
    for origin in origins:
        if not ORIGIN.fullmatch(origin):
            raise SettingError(f"{SETTING}: found {origin!r}, expected origins such as "
                               "https://bao.example, without a path; correct it")  # fmt: skip
    return origins


class Framing:
    """ASGI middleware: every answer says which pages may frame it; this site itself always may.

    What lies below ``EMBEDS`` says nothing: any page may. ``root`` is the path of the site.
    """

    def __init__(self, app: ASGIApp, origins: Sequence[str] = (), root: str = "") -> None:
        self.app, self.embeds = app, f"{root}{EMBEDS}"
        self.policy = " ".join(("frame-ancestors 'self'", *origins))
        # The older header knows no list: where there is one, it would forbid what the list allows.
        self.older = None if origins else "SAMEORIGIN"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; answers get the headers, beside a policy that they have already."""

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.append("content-security-policy", self.policy)
                if self.older:
                    headers["x-frame-options"] = self.older
            await send(message)

        free = scope["type"] != "http" or scope["path"].startswith(self.embeds)
        await self.app(scope, receive, send if free else answer)
