"""The settings beside the code: known to Streamlit, readable in both themes, pinned."""

import re
import tomllib
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from streamlit import config

ROOT = Path(__file__).parent.parent
SETTINGS = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))


def flattened(settings: dict[str, Any], prefix: str = "") -> list[str]:
    """Return the dotted name of every value in nested tables."""
    return [
        name
        for key, value in settings.items()
        for name in (
            flattened(value, f"{prefix}{key}.") if isinstance(value, dict) else [f"{prefix}{key}"]
        )
    ]


def luminance(colour: str) -> float:
    """Return the relative luminance (0 black, 1 white) of `#RRGGBB` as WCAG 2 defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, from 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def pinned_names(file_name: str) -> list[str]:
    lines = (ROOT / file_name).read_text(encoding="utf-8").splitlines()
    required = [line for line in lines if line and not line.startswith(("#", "-c", "-r"))]
    pinned = r'[A-Za-z0-9._-]+==\d[\w.]*(; sys_platform != "win32")?(\s+#.*)?'
    for line in required:
        assert re.fullmatch(pinned, line), f"{file_name}: {line}"
    return [line.split("==")[0].lower().replace("_", "-") for line in required]


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)


@pytest.mark.parametrize("name", flattened(SETTINGS))
def test_streamlit_knows_the_setting(name: str) -> None:
    assert name in config._config_options_template


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("colour", "least"), [("textColor", 11), ("primaryColor", 3), ("linkColor", 5)]
)
def test_colours_stand_out_from_both_backgrounds(theme: str, colour: str, least: float) -> None:
    colours = SETTINGS["theme"][theme]
    for background in ("backgroundColor", "secondaryBackgroundColor"):
        assert contrast(colours[colour], colours[background]) >= least


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_white_text_is_readable_on_buttons(theme: str) -> None:
    assert contrast("#FFFFFF", SETTINGS["theme"][theme]["primaryColor"]) >= 4.5


def test_every_requirement_has_one_exact_version() -> None:
    names = [
        name
        for file_name in ("requirements.txt", "requirements-dev.txt", "constraints.txt")
        for name in pinned_names(file_name)
    ]
    assert sorted(names) == sorted(set(names))


def test_the_server_runs_on_the_quicker_event_loop() -> None:
    uvloop = pytest.importorskip("uvloop", reason="uvloop does not exist for Windows")
    factory = uvicorn.Config(app="indicators.web.server:application").get_loop_factory()
    assert factory is not None
    with closing(factory()) as loop:
        assert isinstance(loop, uvloop.Loop)
