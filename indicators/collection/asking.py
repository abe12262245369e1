"""One request at a time, with a pause: how a public address is asked without being a burden.

Time-outs, broken connections, 5xx, 429 and a page in place of data are tried again with growing
pauses; a ``Retry-After`` is honoured. What still fails is told, never taken for an empty answer.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from indicators import __version__
from indicators.collection.inquiry import Call
from indicators.doubts import Doubt, doubt

AGENT = f"thuoc-xa/{__version__} (open data of communes; asks once a month)"
LARGEST_ANSWER_BYTES = 32 * 2**20
TOO_MANY, SERVER_FAULT = 429, 500

Fault = Callable[[Call, bytes], Doubt | None]


class UnansweredError(Exception):
    """A call that gave no usable answer; ``reason`` says why, ``content`` is what came, if any."""

    def __init__(self, reason: Doubt, content: bytes = b"") -> None:
        super().__init__(str(reason))
        self.reason, self.content = reason, content


@dataclass(frozen=True)
class Manners:
    """Seconds and numbers that decide how hard a source is asked."""

    pause: float = 1.0  # between two requests
    timeout: float = 30.0
    tries: int = 4
    first_wait: float = 2.0  # before the second try; doubled for each further one
    longest_wait: float = 300.0  # a source that wants longer is asked another day
    longest_answer: float = 120.0  # for a whole answer; ``timeout`` starts anew with each piece
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = field(default=lambda seconds: time.sleep(seconds))


class Asker:
    """Asks one call after the other on one connection."""

    def __init__(self, manners: Manners | None = None) -> None:
        self.manners = manners or Manners()
        self._client = httpx.Client(timeout=self.manners.timeout, headers={"User-Agent": AGENT})
        self._asked = False

    def __enter__(self) -> "Asker":
        return self

    def __exit__(self, *_error: object) -> None:
        self._client.close()

    def ask(self, call: Call, fault: Fault) -> bytes:
        """The content of the answer, once it has no fault. Raises ``UnansweredError``."""
        manners, wait = self.manners, self.manners.first_wait
        for left in range(manners.tries - 1, -1, -1):
            manners.sleep(manners.pause if self._asked else 0)
            self._asked = True
            try:
                return self._once(call, fault)
            except _TryAgainError as error:
                asked_for = error.wait or 0.0
                if asked_for > manners.longest_wait:
                    reason = doubt("asked_to_wait", seconds=round(asked_for))
                    raise UnansweredError(reason) from error
                if not left:
                    raise UnansweredError(error.reason, error.content) from error
                manners.sleep(max(wait, asked_for))
                wait *= 2
        raise AssertionError("a call is tried at least once")

    def _once(self, call: Call, fault: Fault) -> bytes:
        try:
            status, headers, content = self._send(call)
        except httpx.TimeoutException as error:
            raise _TryAgainError(doubt("timed_out", seconds=self.manners.timeout)) from error
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise _TryAgainError(doubt("not_reached", fault=type(error).__name__)) from error
        if status == TOO_MANY or status >= SERVER_FAULT:
            raise _TryAgainError(doubt("http_status", status=status), content,
                                 _seconds(headers.get("Retry-After")))  # fmt: skip
        if status != httpx.codes.OK:
            raise UnansweredError(doubt("http_status", status=status), content)
        found = fault(call, content)
        if found is not None and found.code == "page_in_place_of_data":
            raise _TryAgainError(found, content)
        if found is not None:
            raise UnansweredError(found, content)
        return content

    def _send(self, call: Call) -> tuple[int, httpx.Headers, bytes]:
        """Status, headers and content, up to the largest size and the longest time."""
        method, begun = "POST" if call.form else "GET", self.manners.clock()
        with self._client.stream(method, call.url, data=dict(call.form) or None,
                                 headers=dict(call.headers)) as response:  # fmt: skip
            content = bytearray()
            for piece in response.iter_bytes():
                content += piece
                if len(content) > LARGEST_ANSWER_BYTES:
                    raise UnansweredError(doubt("answer_too_large", bytes=LARGEST_ANSWER_BYTES))
                if self.manners.clock() - begun > self.manners.longest_answer:
                    raise _TryAgainError(doubt("timed_out", seconds=self.manners.longest_answer))
            return response.status_code, response.headers, bytes(content)


class _TryAgainError(Exception):
    """A fault that may pass; ``wait`` is what the source asks for, in seconds."""

    def __init__(self, reason: Doubt, content: bytes = b"", wait: float | None = None) -> None:
        super().__init__(str(reason))
        self.reason, self.content, self.wait = reason, content, wait


def _seconds(retry_after: str | None) -> float | None:
    """Seconds of a ``Retry-After``, which is a number or a day and hour; ``None`` for neither."""
    if retry_after is None:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
