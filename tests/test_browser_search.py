"""The search for a browser takes one that starts, and says what is wrong with one that does not."""

import os
from pathlib import Path

import pytest

from tests import browser

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that is the whole PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "APPLICATIONS", ())
    return tmp_path


def write_command(folder: Path, name: str, exit_code: int) -> Path:
    command = folder / name
    command.write_text(f"#!/bin/sh\nexit {exit_code}\n")
    command.chmod(0o755)
    return command


def test_a_browser_that_does_not_start_is_passed_over(commands: Path) -> None:
    write_command(commands, "chromium-browser", exit_code=1)
    working = write_command(commands, "google-chrome", exit_code=0)
    assert browser.find_or_install_chromium() == working


def test_many_pages_take_the_one_without_windows_and_measurements_do_not(commands: Path) -> None:
    whole = write_command(commands, "chromium", exit_code=0)
    assert browser.find_or_install_chromium(sparing=True) == whole
    without_windows = write_command(commands, browser.WITHOUT_WINDOWS, exit_code=0)
    assert browser.find_or_install_chromium(sparing=True) == without_windows
    assert browser.find_or_install_chromium() == whole


def test_the_named_browser_comes_first(commands: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_command(commands, "chromium", exit_code=0)
    named = write_command(commands, "my-browser", exit_code=0)
    monkeypatch.setenv("CHROMIUM", "my-browser")
    assert browser.find_or_install_chromium() == named


def test_a_wrong_name_is_an_error_not_a_skip(
    commands: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_command(commands, "chromium", exit_code=0)
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(FileNotFoundError, match="CHROMIUM=/nowhere/chromium: found no browser"):
        browser.find_or_install_chromium()


def test_none_only_when_nothing_can_be_installed(
    commands: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tried = []
    for source in ("_playwright_browser", "_debian_browser", "_downloaded_browser"):
        monkeypatch.setattr(browser, source, lambda source=source: tried.append(source))
    assert browser.find_or_install_chromium() is None
    assert tried == ["_playwright_browser", "_debian_browser", "_downloaded_browser"]
    assert capsys.readouterr().err == browser.NO_BROWSER + "\n"
