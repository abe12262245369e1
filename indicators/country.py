"""What is so in Viet Nam since the reform of 2025: its day, levels and types of areas.

The files of SQL that need them name ``$reform_day`` and ``$nation``; ``release.store`` gives them.
"""

from datetime import date
from typing import Any, Literal

# Since this day there are two levels below the nation; areas of today are valid from it on.
REFORM = date(2025, 7, 1)

NATION = "VN"

Level = Literal["nation", "province", "commune"]
LEVELS: tuple[Level, ...] = ("nation", "province", "commune")

LEVEL_OF_TYPE: dict[str, Level] = {
    "quốc gia": "nation",
    "tỉnh": "province",
    "thành phố": "province",
    "xã": "commune",
    "phường": "commune",
    "đặc khu": "commune",
}
PROVINCE_TYPES = tuple(name for name, level in LEVEL_OF_TYPE.items() if level == "province")
COMMUNE_TYPES = tuple(name for name, level in LEVEL_OF_TYPE.items() if level == "commune")

SQL_CONSTANTS = {"reform_day": REFORM, "nation": NATION}


def constants_in(sql: str) -> dict[str, Any]:
    """The constants of the country that a text of SQL names, as its parameters."""
    return {name: value for name, value in SQL_CONSTANTS.items() if f"${name}" in sql}
