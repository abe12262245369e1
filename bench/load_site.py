"""The site under load: server processes, nginx before them, and what the system says of them."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.process_figures import descendants, processor_seconds, resident_megabytes
from tests.nginx_front import DOMAIN, nginx
from tests.serving import LONGEST_END_SECONDS, begun, free_port, wait_until_it_answers

HEALTH = "/healthz"


@dataclass(frozen=True)
class Served:
    """A site: where readers ask, the processes of the program, and nginx if there is one."""

    address: str
    programs: list[subprocess.Popen[bytes]]
    front: subprocess.Popen[bytes] | None

    def program_seconds(self) -> float:
        """Seconds of processor that the living processes of the program have used so far."""
        return sum(processor_seconds(one.pid) for one in self.programs if one.poll() is None)

    def front_seconds(self) -> float:
        """The same of nginx with its workers."""
        front = self.front
        return sum(map(processor_seconds, [front.pid, *descendants(front.pid)])) if front else 0.0

    def program_megabytes(self) -> list[float]:
        """What each living process of the program holds in memory, in MB."""
        return [resident_megabytes(one.pid) for one in self.programs if one.poll() is None]


@contextmanager
def site(db: Path, *, processes: int, with_nginx: bool) -> Iterator[Served]:
    """Serve ``db`` by so many processes; nginx is needed for more than one.

    Raises ``RuntimeError`` where one does not start, ``ValueError`` for several without nginx.
    """
    if processes > 1 and not with_nginx:
        raise ValueError("several processes need nginx before them, which shares readers out")
    with ExitStack() as stack:
        places = [f"127.0.0.1:{free_port()}" for _number in range(processes)]
        programs = [_begun(db, place, stack) for place in places]
        for program, place in zip(programs, places, strict=True):
            wait_until_it_answers(program, f"http://{place}{HEALTH}")
        if not with_nginx:
            yield Served(f"http://{places[0]}", programs, None)
            return
        port = free_port()
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        front = stack.enter_context(nginx(folder, port, places))
        yield Served(f"http://127.0.0.1:{port}", programs, front)


def _begun(db: Path, place: str, stack: ExitStack) -> subprocess.Popen[bytes]:
    port = place.rpartition(":")[2]
    program = begun(["-m", "indicators", "serve", "--port", port, "--db", str(db)],
                    environment={"INDICATORS_DB": str(db), "INDICATORS_HOSTS": DOMAIN})  # fmt: skip
    stack.callback(_end, program)
    return program


def _end(program: subprocess.Popen[bytes]) -> None:
    if program.poll() is None:
        program.terminate()
    program.wait(timeout=LONGEST_END_SECONDS)
