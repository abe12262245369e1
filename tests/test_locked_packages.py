"""The locked packages: those of requirements.txt, in the very versions, each with its digests."""

import re
from pathlib import Path

from tests.test_configuration import pinned_names

ROOT = Path(__file__).resolve().parent.parent
PINNED = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[\w.]+)")
DIGEST = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def _pins(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    found = (PINNED.match(line) for line in lines)
    return {one["name"].lower().replace("_", "-").replace(".", "-"): one["version"]
            for one in found if one}  # fmt: skip


def test_what_is_locked_is_what_is_pinned() -> None:
    locked, asked = _pins("requirements.lock"), _pins("requirements.txt")
    known = asked | _pins("constraints.txt")
    assert set(pinned_names("requirements.txt")) <= set(locked)
    # Of another system or Python there are a few that this one never chooses a version for.
    of_others = {"colorama", "pycparser"}
    assert {name: known.get(name) for name in locked if name not in of_others} == {
        name: version for name, version in locked.items() if name not in of_others
    }


def test_every_locked_package_has_digests() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8")
    entries = re.split(r"\n(?=[A-Za-z0-9])", "\n" + text.split("\n\n")[-1])
    packages = [entry for entry in entries if PINNED.match(entry)]
    assert len(packages) == len(_pins("requirements.lock"))
    assert [entry[:60] for entry in packages if not DIGEST.search(entry)] == []
    assert "://" not in text


def test_the_image_takes_nothing_else() -> None:
    told = (ROOT / "deploy/Containerfile").read_text("utf-8")
    assert "--require-hashes" in told and "-r requirements.lock" in told
