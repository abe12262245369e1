"""The right to write of whoever looks at this page now: what the server knows, put to one rule."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from indicators.curation.curators import WritingRight, writing_right


def right() -> WritingRight:
    """Whether this visitor may write at this moment; asked anew each time, nothing is kept."""
    secret = get_cookie_secret()
    return writing_right(user(), _auth_section(), secret, signature_holds=_still_signed(secret))


def is_curator() -> bool:
    """Whether this visitor may write at this moment; who has not signed in is nobody's question."""
    return bool(user().get("is_logged_in")) and bool(right().address)


def user() -> Mapping[str, Any]:
    """The claims of the signed-in user, as read when this visitor's connection was opened."""
    return st.user.to_dict()


def _auth_section() -> Mapping[str, Any] | None:
    """The operator's section ``[auth]``; without secrets that can be read there is none."""
    try:
        section = st.secrets.get("auth") if st.secrets.load_if_toml_exists() else None
    except OSError:
        return None
    return section if isinstance(section, Mapping) else None


def _still_signed(secret: str) -> bool:
    """Whether the cookie of this connection is signed with the secret of now, and not too old.

    Streamlit checks a cookie once, when the connection is opened: one that was forged with a weak
    secret would outlive its correction.
    """

    def unsigned(name: str) -> bytes | None:
        # Streamlit decodes cookies as Latin-1, as HTTP says.
        value = st.context.cookies.get(name)
        return decode_signed_value(secret, name, value.encode("latin-1")) if value else None

    return get_cookie_with_chunks(unsigned, USER_COOKIE_NAME) is not None
