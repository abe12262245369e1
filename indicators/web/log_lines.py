"""The server's own log: one line an event on standard error, where a service manager keeps it."""

import logging

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class OneLine(logging.Formatter):
    """A message on one line: what it quotes of an upload cannot look like an event of its own."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  (name of logging)
        """The line of a record, with breaks and other control characters written as escapes."""
        line = super().formatMessage(record)
        return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in line)


def log_to_stderr() -> None:
    """Write what this project logs from INFO on; a second call changes nothing.

    Without this Python shows warnings alone: "who accepted what" would be logged and never seen.
    """
    log = logging.getLogger("indicators")
    log.setLevel(logging.INFO)
    if not any(isinstance(handler.formatter, OneLine) for handler in log.handlers):
        handler = logging.StreamHandler()
        handler.setFormatter(OneLine(FORMAT))
        log.addHandler(handler)
