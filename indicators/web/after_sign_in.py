"""Back to the page on which somebody signed in.

Streamlit ends every sign-in at the home page. Signing in is offered on one page only, so its answer
leads there: a fixed address, and nothing of the request decides it.
"""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CALLBACK = "/oauth2callback"


class AfterSignIn:
    """ASGI middleware: the end of a sign-in leads to ``page`` below the site's own root."""

    def __init__(self, app: ASGIApp, page: str) -> None:
        self.app, self.page = app, page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; only a redirect of the callback to the home page is led further."""

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 302:
                headers = MutableHeaders(scope=message)
                root = scope["path"].removesuffix(CALLBACK) + "/"
                if headers.get("location") == root:
                    headers["location"] = root + self.page
            await send(message)

        signs_in = scope["type"] == "http" and scope["path"].endswith(CALLBACK)
        await self.app(scope, receive, answer if signs_in else send)
