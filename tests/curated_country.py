"""The invented country as a curator's site: its data, its release, its address with sign-in."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from indicators.release.build import build
from tests.openid_provider import CLIENT_ID, CLIENT_SECRET, OpenIdProvider
from tests.serving import port_of_a_site, serving
from tests.small_country import DATA, figure, write_country

CURATOR = "bien-tap@example.vn"
SECRET = "only for the tests, and long enough for them"
ARTICLE = (
    "Báo Bịa ngày 2/1/2026. Năm 2025, thu nhập bình quân đầu người của xã Bịa Hai đạt 61,5 triệu "
    "đồng/người/năm. Tỷ lệ hộ nghèo của xã còn 1,92%."
)


@dataclass(frozen=True)
class Site:
    """A served site with the folder that its accepted figures go to."""

    address: str
    data: Path
    provider: OpenIdProvider
    log: Path

    def table(self) -> dict[str, str]:
        """Every accepted row as it lies on the disk: the text of each batch by its name."""
        return {path.name: path.read_text("utf-8")
                for path in sorted((self.data / "observations").glob("*.csv"))}  # fmt: skip


def country_to_curate(directory: Path) -> Path:
    """The invented country with an income of Bịa Ba, and the vocabularies that readers need."""
    data = write_country(directory, [figure("60", area_code="99003")])
    for name in ("phrases.yaml", "phrases.schema.json", "headers.yaml"):
        shutil.copy(DATA / name, data / name)
    return data


def write_built_country(folder: Path) -> None:
    """This country in ``data`` with its release beside it; made once a run."""
    build(country_to_curate(folder / "data"), folder / "release.duckdb")


@contextmanager
def curated_site(
    country: Path,
    directory: Path,
    provider: OpenIdProvider,
    *,
    secret: str | None = SECRET,
    environment: dict[str, str] | None = None,
) -> Iterator[Site]:
    """Serve a copy of the built ``country`` with sign-in by ``provider`` and one curator listed.

    ``secret`` signs the cookies; ``None`` leaves the whole section ``[auth]`` out.
    """
    shutil.copytree(country, directory, dirs_exist_ok=True)
    data, db = directory / "data", directory / "release.duckdb"
    port = port_of_a_site()
    if secret is not None:
        write_secrets(directory, port, provider, secret)
    served_with = {
        "INDICATORS_DATA": str(data),
        "INDICATORS_CURATORS": f"somebody@example.vn, {CURATOR.upper()}",
        "HOME": str(directory),  # Streamlit reads ~/.streamlit/secrets.toml too
        "USERPROFILE": str(directory),
        **(environment or {}),
    }
    log = directory / "server.log"
    with serving(db, port=port, environment=served_with, log=log) as address:
        yield Site(address, data, provider, log)


def write_secrets(directory: Path, port: int, provider: OpenIdProvider, secret: str) -> None:
    """What an operator writes: ``.streamlit/secrets.toml`` in the home of the service."""
    secrets = directory / ".streamlit" / "secrets.toml"
    secrets.parent.mkdir(exist_ok=True)
    secrets.write_text(
        "[auth]\n"
        f'redirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
        f'cookie_secret = "{secret}"\n'
        f'client_id = "{CLIENT_ID}"\n'
        f'client_secret = "{CLIENT_SECRET}"\n'
        f'server_metadata_url = "{provider.metadata_url}"\n',
        "utf-8",
    )
