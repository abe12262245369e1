"""Who is signed in, how to sign in, and what an operator must set before anyone can."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from indicators.curation.curators import curator_address, sign_in_faults
from pages.parts.frame import Context
from pages.parts.plain import plain

SECRETS = """[auth]
redirect_uri = "https://thuoc-xa.example/oauth2callback"
cookie_secret = "..."        # python -c "import secrets; print(secrets.token_urlsafe(48))"
client_id = "..."
client_secret = "..."
server_metadata_url = "https://login.example/.well-known/openid-configuration"
"""
ENVIRONMENT = "INDICATORS_CURATORS=an@example.vn,binh@example.vn"


def curator() -> str | None:
    """The address of the curator who is signed in now, else ``None``."""
    return curator_address(st.user.to_dict())


def show(context: Context) -> None:
    """One box: who may do what here, and the button that changes it."""
    _ = context.text
    st.markdown(
        _("Turn a newspaper text or an office's spreadsheet into checked rows. Anyone may read "
          "and download candidates; only curators write into the table.")
    )  # fmt: skip
    faults = sign_in_faults(_auth_section())
    user = st.user.to_dict()
    if faults:
        _show_set_up(faults, context)
    elif user.get("is_logged_in") is not True:
        _show_sign_in(context)
    else:
        _show_user(user, context)


def _auth_section() -> Mapping[str, Any] | None:
    """The operator's section ``[auth]``; without secrets there is none."""
    if not st.secrets.load_if_toml_exists():
        return None
    section = st.secrets.get("auth")
    return section if isinstance(section, Mapping) else None


def _show_set_up(faults: list[str], context: Context) -> None:
    _ = context.text
    st.info(_("Nothing can be written here: signing in is not set up on this site. You can still "
              "read a text or a spreadsheet below and download the candidates; send the file to "
              "whoever runs the site."), icon=":material/lock:")  # fmt: skip
    with st.expander(_("For whoever runs this site: how to set up signing in")):
        st.markdown(
            _("1. Register this site with an OpenID Connect provider, with the address "
              "`/oauth2callback` of this site as redirect.\n"
              "2. Write `.streamlit/secrets.toml`, readable by the server alone:")
        )  # fmt: skip
        st.code(SECRETS, language="toml")
        st.markdown(
            _("3. List the verified e-mail addresses of the curators when serving, or name a "
              "file with one on each line in `INDICATORS_CURATORS_FILE`:")
        )  # fmt: skip
        st.code(ENVIRONMENT, language="bash")
        st.markdown(_("4. Restart the server. More in `docs/curation.md` and "
                      "`deploy/README.md`."))  # fmt: skip
        st.caption(_("Still missing: {what}").format(what=plain(", ".join(faults))))


def _show_sign_in(context: Context) -> None:
    _ = context.text
    st.info(_("You are not signed in: you can read and download candidates, and nothing is "
              "written. Curators sign in to accept figures."), icon=":material/lock:")  # fmt: skip
    if st.button(_("Sign in"), icon=":material/login:", key="sign_in"):
        st.login()


def _show_user(user: Mapping[str, Any], context: Context) -> None:
    _ = context.text
    address = curator_address(user)
    shown = plain(user.get("email") or user.get("name") or "?")
    if address:
        st.success(_("Signed in as curator {address}.").format(address=shown),
                   icon=":material/verified_user:")  # fmt: skip
    else:
        st.warning(_("Signed in as {address}, who is not on this site's list of curators: nothing "
                     "can be written. Ask whoever runs the site to add the verified address.")
                   .format(address=shown), icon=":material/lock:")  # fmt: skip
    if st.button(_("Sign out"), icon=":material/logout:", key="sign_out"):
        st.logout()
