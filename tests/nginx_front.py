"""The nginx of ``deploy/nginx.conf`` in front of servers on this machine, for tests and load."""

import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.serving import ROOT

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
DOMAIN = "thuoc-xa.example"
LONGEST_START_SECONDS = 20
# Where the shipped configuration says which processes there are.
UPSTREAM_SERVERS = re.compile(r"(?: ^ [ ]+ server [ ] 127\.0\.0\.1: \d+ [^\n]* \n )+",
                              re.VERBOSE | re.MULTILINE)  # fmt: skip


@contextmanager
def nginx(
    folder: Path, port: int, upstreams: Sequence[str], *, strangers: bool = False
) -> Iterator[subprocess.Popen[bytes]]:
    """Run the shipped configuration, with other ports and every file of its own in ``folder``.

    ``upstreams`` are the servers behind it, such as ``127.0.0.1:8501``. For ``strangers`` the
    limits of one address hold here too, and are small. Raises ``RuntimeError`` where it does not
    start.
    """
    config = folder / "nginx.conf"
    config.write_text(_whole_configuration(folder, port, upstreams, strangers=strangers), "utf-8")
    command = [str(NGINX), "-p", str(folder), "-c", str(config)]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    if checked.returncode:
        raise RuntimeError(f"nginx refuses its configuration: {checked.stderr}")
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _wait_until_it_answers(process, port)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=LONGEST_START_SECONDS)


def _whole_configuration(
    folder: Path, port: int, upstreams: Sequence[str], *, strangers: bool
) -> str:
    kinds = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in (
        "client_body", "proxy", "fastcgi", "uwsgi", "scgi"))  # fmt: skip
    # `user` for the workers where root starts it: the folder is of this user alone.
    return (
        f"user root; daemon off; pid {folder}/pid; worker_processes 2;\n"
        f"error_log {folder}/nginx.log;\nevents {{ worker_connections 4096; }}\n"
        f"http {{ access_log off;\n{kinds}{_site(folder, port, upstreams, strangers)}\n}}\n"
    )


def _site(folder: Path, port: int, upstreams: Sequence[str], strangers: bool) -> str:
    """The shipped file with the ports and files of this run."""
    shipped = (ROOT / "deploy/nginx.conf").read_text("utf-8")
    of_one = next(UPSTREAM_SERVERS.finditer(shipped)).group().splitlines()[0]
    servers = (re.sub(r"127\.0\.0\.1:\d+", one, of_one) for one in upstreams)
    site = UPSTREAM_SERVERS.sub("".join(f"{one}\n" for one in servers), shipped)
    site = site.replace("listen 80;", f"listen 127.0.0.1:{port};")
    # Else a test would wait for what operators are promised.
    site = site.replace("proxy_cache_valid      200 10s;", "proxy_cache_valid 200 1s;")
    for place in ("/var/log/nginx/", "/var/lib/nginx/"):
        site = site.replace(place, f"{folder}/")
    if strangers:  # whoever asks here comes from this machine
        site = re.sub(r"(127\.0\.0\.0/8|::1) +0;", r"\1 1;", site)
        site = site.replace("burst=400", "burst=5").replace("thuoc_xa_open 100", "thuoc_xa_open 4")
    return site


def _wait_until_it_answers(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + LONGEST_START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"nginx ended with exit code {process.returncode}")
        asked = urllib.request.Request(f"http://127.0.0.1:{port}/healthz", headers={"Host": DOMAIN})
        try:
            with urllib.request.urlopen(asked, timeout=LONGEST_START_SECONDS):
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"nginx did not answer within {LONGEST_START_SECONDS} s")
