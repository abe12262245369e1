"""The sites of one run take one another's ports, and never one that somebody listens on."""

import socket

import pytest

from tests import serving


def test_a_port_that_was_left_is_taken_again(monkeypatch: pytest.MonkeyPatch) -> None:
    left = [serving.free_port()]
    monkeypatch.setattr(serving, "_LEFT", list(left))
    assert serving.port_of_a_site() == left[0]
    assert serving._LEFT == []  # another site at the same time has another


def test_a_port_that_somebody_took_meanwhile_is_left_to_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setattr(serving, "_LEFT", [taken.getsockname()[1]])
        port = serving.port_of_a_site()
        assert port != taken.getsockname()[1]
    with pytest.raises(OSError), socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        serving.free_port(taken.getsockname()[1])
