"""Who may write: one answer for the page, the server and the log, with a reason for every no."""

import logging
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest

from indicators.candidates.files import candidate
from indicators.curation.cookie_secrets import weakness
from indicators.curation.curators import WritingRight, allowed_addresses, writing_right
from indicators.curation.publishing import NoRightError, publish
from indicators.web.server import FORMAT, OneLine
from tests.curated_country import country_to_curate
from tests.small_country import figure

SECRET = "Zk3vXo8QfW1pLs7RtB5nYc2HdJ9gMa4E"
AUTH = {"redirect_uri": "https://a.example/oauth2callback", "cookie_secret": SECRET,
        "client_id": "a", "client_secret": "b",
        "server_metadata_url": "https://a.example/.well-known/openid-configuration"}  # fmt: skip
AN = {"is_logged_in": True, "email": "an@example.vn"}


@pytest.fixture(autouse=True)
def _one_curator(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDICATORS_CURATORS", "an@example.vn, kn@example.vn,")
    monkeypatch.delenv("INDICATORS_CURATORS_FILE", raising=False)


def _codes(right: WritingRight) -> list[str]:
    return [one.code for one in right.refusals]


@pytest.mark.parametrize(("user", "code"), [
    (AN, None),
    ({"is_logged_in": True, "email": "An@Example.vn"}, None),
    ({**AN, "email_verified": "true"}, None),
    ({**AN, "email_verified": False}, "address_unverified"),
    ({**AN, "email_verified": None}, "address_unverified"),
    ({**AN, "is_logged_in": "yes"}, "not_signed_in"),
    ({"email": "an@example.vn"}, "not_signed_in"),
    ({"is_logged_in": True, "email": "\u212an@example.vn"}, "address_not_listed"),
    ({"is_logged_in": True, "email": ""}, "address_not_listed"),
    ({"is_logged_in": True, "email": ["an@example.vn"]}, "address_not_listed"),
    ({}, "not_signed_in"),
])  # fmt: skip
def test_a_user_may_write_or_is_told_why_not(user: dict[str, object], code: str | None) -> None:
    right = writing_right(user, AUTH, SECRET)
    assert _codes(right) == ([code] if code else [])
    assert right.address == (None if code else "an@example.vn")
    assert right.site_refusals == ()


@pytest.mark.parametrize(("secret", "code", "found"), [
    ("changeme", "secret_too_short", "8"),
    (" " * 40, "setting_missing", "[auth] cookie_secret"),
    (SECRET[:31] + " ", "secret_too_short", "31"),
    ("change-me before you serve this to the public", "secret_well_known", ""),
    ("s" * 64, "secret_too_uniform", ""),
    ("password" * 5, "secret_too_uniform", ""),
    ("0123456789abcdef" * 2, "secret_too_uniform", ""),
    ("abcdefghijklmnopqrstuvwxyz0123456789", "secret_too_uniform", ""),
    ("", "setting_missing", "[auth] cookie_secret"),
    (12345678901234567890123456789012, "setting_missing", "[auth] cookie_secret"),
])  # fmt: skip
def test_a_secret_that_can_be_guessed_leaves_the_site_without_curators(
    secret: object, code: str, found: str
) -> None:
    right = writing_right(AN, {**AUTH, "cookie_secret": secret}, str(secret))
    assert [(one.code, one.found) for one in right.site_refusals] == [(code, found)]
    assert right.address is None


@pytest.mark.parametrize("make", [lambda: secrets.token_urlsafe(48), lambda: secrets.token_hex(32)])
def test_a_secret_made_as_the_documents_say_is_good(make: Callable[[], str]) -> None:
    assert [weakness(make()) for _once in range(200)] == [None] * 200


def test_a_cookie_signed_with_another_secret_than_that_of_auth_is_worth_nothing() -> None:
    assert _codes(writing_right(AN, AUTH, SECRET[::-1])) == ["secret_of_elsewhere"]
    without = {name: text for name, text in AUTH.items() if name != "cookie_secret"}
    right = writing_right(AN, without, SECRET)
    assert [(one.code, one.found) for one in right.refusals] == [
        ("setting_missing", "[auth] cookie_secret")
    ]
    assert writing_right(AN, None, SECRET).address is None


def test_a_signature_that_no_longer_holds_is_nobodys() -> None:
    assert _codes(writing_right(AN, AUTH, SECRET, signature_holds=False)) == ["signature_outdated"]


def test_everything_that_an_operator_has_not_set_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INDICATORS_CURATORS", "no address")
    found = [(one.code, one.found) for one in writing_right({}, None, SECRET).site_refusals]
    assert found == [("list_empty", "INDICATORS_CURATORS"),
                     *(("setting_missing", f"[auth] {key}") for key in AUTH)]  # fmt: skip


def test_the_list_is_read_anew_each_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("INDICATORS_CURATORS")
    monkeypatch.setenv("INDICATORS_CURATORS_FILE", str(tmp_path / "list"))
    assert _codes(writing_right(AN, AUTH, SECRET)) == ["list_unreadable", "address_not_listed"]
    (tmp_path / "list").write_text("# curators\nan@example.vn  # since 2026\n", "utf-8")
    assert writing_right(AN, AUTH, SECRET).address == "an@example.vn"
    (tmp_path / "list").write_text("# curators\n", "utf-8")
    assert _codes(writing_right(AN, AUTH, SECRET)) == ["list_empty", "address_not_listed"]


def test_a_list_is_read_by_lines_and_commas() -> None:
    assert allowed_addresses("a@b.vn,, C@d.vn # x@y.vn\n@\nno") == {"a@b.vn", "c@d.vn"}


def test_nobody_writes_who_has_no_right_at_that_moment_and_the_log_says_who_did(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    data = country_to_curate(tmp_path / "data")
    row = candidate({**figure("61", area_code="99002"), "decision": "accept"})
    before = sorted((data / "observations").iterdir())
    db = tmp_path / "r.duckdb"
    caplog.set_level(logging.INFO, "indicators.curation")
    with pytest.raises(NoRightError, match="signature_outdated"):
        publish([row], data, db, right=lambda: writing_right(AN, AUTH, SECRET,
                                                             signature_holds=False))  # fmt: skip
    assert sorted((data / "observations").iterdir()) == before
    assert not db.exists()
    assert caplog.messages == []
    told: list[str] = []
    outcome = publish([row], data, db, right=lambda: writing_right(AN, AUTH, SECRET),
                      step=told.append)  # fmt: skip
    assert (len(outcome.added), told) == (1, ["accept", "build"])
    assert db.is_file()
    [line] = caplog.messages
    assert line.startswith("an@example.vn accepted 1 rows, 0 of them revisions, into ")


def test_a_logged_event_is_one_line() -> None:
    record = logging.LogRecord("indicators.curation", logging.WARNING, "", 0, "could not: %s",
                               ("a\nb\u2028c\x1b[0m",), None)  # fmt: skip
    line = OneLine(FORMAT).format(record)
    assert line.endswith(r"WARNING indicators.curation: could not: a\nb\u2028c\x1b[0m")
