"""Where things are, and what an operator may set by environment variables."""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
DASHBOARD = ROOT / "dashboard.py"
# How the address of a lake begins, in place of a path.
LAKE = "ducklake:"


class SettingError(ValueError):
    """An operator's setting that cannot be used; the message says what to write instead."""


def data_directory() -> Path:
    """The curated files, where accepted figures go too: ``INDICATORS_DATA``, or ``data/``."""
    return Path(os.environ.get("INDICATORS_DATA") or DATA)


def database() -> Path:
    """The release to serve: ``INDICATORS_DB``, or ``data/indicators.duckdb``.

    Where ``INDICATORS_DB`` names a lake, this machine's copy of its newest release.
    """
    if address := lake():
        return lake_copies() / f"lake-{hashlib.sha256(address.encode()).hexdigest()[:8]}.duckdb"
    return Path(os.environ.get("INDICATORS_DB") or DATA / "indicators.duckdb")


def named_database(text: str) -> Path:
    """The file that ``text`` names; the address of a lake becomes that of this process."""
    if not text.startswith(LAKE):
        return Path(text)
    os.environ["INDICATORS_DB"] = text
    return database()


def lake() -> str | None:
    """The address of a lake, ``ducklake:…``, where ``INDICATORS_DB`` names one."""
    named = os.environ.get("INDICATORS_DB", "").strip()
    return named if named.startswith(LAKE) else None


def lake_files() -> str | None:
    """Where the Parquet files of the lake lie, seen from this machine: ``INDICATORS_DATA_PATH``, a
    folder or ``s3://bucket/folder``. Builds need it; readers where it is mounted elsewhere.
    """
    return os.environ.get("INDICATORS_DATA_PATH", "").strip() or None


def lake_copies() -> Path:
    """Where copies of releases of a lake are put: ``INDICATORS_LAKE_COPIES``, or ``data/``."""
    return Path(os.environ.get("INDICATORS_LAKE_COPIES") or DATA)


def releases(db: Path | None = None) -> Path:
    """Where releases are kept: ``INDICATORS_RELEASES``, or ``releases/`` beside the database."""
    return Path(os.environ.get("INDICATORS_RELEASES") or (db or database()).parent / "releases")


def boundaries() -> Path | None:
    """Real boundaries for the map: the file of ``boundaries_place`` where it is named or exists."""
    place = boundaries_place(database())
    return place if os.environ.get("INDICATORS_BOUNDARIES") or place.is_file() else None


def boundaries_place(db: Path) -> Path:
    """Where boundaries are looked for: ``INDICATORS_BOUNDARIES``, or beside the database, with its
    name and ``.boundaries.geojson``.
    """
    named = os.environ.get("INDICATORS_BOUNDARIES")
    return Path(named) if named else db.with_suffix(".boundaries.geojson")


def curators() -> str:
    """The e-mail addresses that may write, as text: ``INDICATORS_CURATORS`` (commas) and the file
    ``INDICATORS_CURATORS_FILE`` (lines). Empty = nobody. A file that is missing raises ``OSError``.
    """
    named = os.environ.get("INDICATORS_CURATORS_FILE")
    listed = Path(named).read_text("utf-8-sig") if named else ""
    return "\n".join((os.environ.get("INDICATORS_CURATORS", ""), listed))


def hosts() -> str:
    """The names under which the site is reached, beside those of this machine, as text:
    ``INDICATORS_HOSTS``.
    """
    return os.environ.get("INDICATORS_HOSTS", "")


def embed_origins() -> str:
    """The origins that may show the site in a frame, as text: ``INDICATORS_EMBED_ORIGINS``.
    Empty = none.
    """
    return os.environ.get("INDICATORS_EMBED_ORIGINS", "")


def site_address() -> str:
    """Where the files of the bundle are published, such as ``https://thuocxa.example``, without a
    slash at its end: ``INDICATORS_SITE_ADDRESS``. Empty = not known, addresses begin at the root.

    Raises ``SettingError`` for what is no address of the web.
    """
    address = os.environ.get("INDICATORS_SITE_ADDRESS", "").strip().rstrip("/")
    if address and not address.startswith(("https://", "http://")):
        raise SettingError(f"INDICATORS_SITE_ADDRESS: found {address!r}, expected an address that "
                           "begins with https://")  # fmt: skip
    return address


def report_to() -> str:
    """Where errors in figures are told, as text: ``INDICATORS_REPORT_TO``, an e-mail address or an
    address of the web. Empty = nowhere.
    """
    return os.environ.get("INDICATORS_REPORT_TO", "")
