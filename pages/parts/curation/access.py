"""Who is signed in, how to sign in, and what an operator must set before anyone can."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from indicators.curation.curators import Refusal, WritingRight
from pages.parts import signed_in
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


def show(context: Context) -> None:
    """One box: who may do what here, and the button that changes it."""
    _ = context.text
    st.markdown(
        _("Turn a newspaper text or an office's spreadsheet into checked rows. Anyone may read "
          "and download candidates; only curators write into the table.")
    )  # fmt: skip
    right = signed_in.right()
    user = signed_in.user()
    if right.site_refusals:
        _show_set_up(right.site_refusals, context)
    elif user.get("is_logged_in") is not True:
        _show_sign_in(context)
    else:
        _show_user(user, right, context)


def reasons(refusals: Sequence[Refusal], context: Context) -> str:
    """Why nobody or this user may write, as one line of Markdown."""
    return "; ".join(_reason(one, context) for one in refusals)


def _reason(refusal: Refusal, context: Context) -> str:
    _ = context.text
    words = {
        "setting_missing": _("{found} is not set"),
        "secret_too_short": _("[auth] cookie_secret has {found} characters, fewer than {expected}: "
                              "it could be guessed"),
        "secret_too_uniform": _("[auth] cookie_secret repeats itself: it could be guessed"),
        "secret_well_known": _("[auth] cookie_secret is a text from an example: it could be "
                               "guessed"),
        "secret_of_elsewhere": _("cookies are signed with another secret than [auth] "
                                 "cookie_secret"),
        "list_unreadable": _("the list of curators ({found}) cannot be read"),
        "list_empty": _("{found} names nobody"),
        "not_signed_in": _("you are not signed in"),
        "signature_outdated": _("your sign-in is no longer valid: sign in again"),
        "address_unverified": _("your provider does not confirm your e-mail address"),
        "address_not_listed": _("your e-mail address is not on this site's list of curators"),
    }  # fmt: skip
    return plain(words[refusal.code].format(found=refusal.found, expected=refusal.expected))


def _show_set_up(refusals: Sequence[Refusal], context: Context) -> None:
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
        st.caption(_("Nobody can write because: {why}.").format(why=reasons(refusals, context)))


def _show_sign_in(context: Context) -> None:
    _ = context.text
    st.info(_("You are not signed in: you can read and download candidates, and nothing is "
              "written. Curators sign in to accept figures."), icon=":material/lock:")  # fmt: skip
    if st.button(_("Sign in"), icon=":material/login:", key="sign_in"):
        st.login()


def _show_user(user: Mapping[str, Any], right: WritingRight, context: Context) -> None:
    _ = context.text
    shown = plain(user.get("email") or user.get("name") or "?")
    if right.address:
        st.success(_("Signed in as curator {address}.").format(address=shown),
                   icon=":material/verified_user:")  # fmt: skip
    else:
        st.warning(_("Signed in as {address}, but nothing can be written: {why}. Ask whoever runs "
                     "the site.").format(address=shown, why=reasons(right.refusals, context)),
                   icon=":material/lock:")  # fmt: skip
    if st.button(_("Sign out"), icon=":material/logout:", key="sign_out"):
        st.logout()
