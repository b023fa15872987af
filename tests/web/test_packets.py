"""Exports are written beside the pages, which say how far they are; what goes wrong is told."""

import time
from pathlib import Path
from threading import Event
from typing import IO

import pytest

from marsad.web.packets import KEPT, Packet, Packets
from marsad.web.replies import Problem
from marsad.web.traffic import PAUSE

ROWS = [{"id": "a"}, {"id": "b"}, {"id": "c"}]


def test_an_export_says_how_far_it_is(tmp_path: Path) -> None:
    go_on = Event()

    def write(_file: IO[bytes], packet: Packet) -> None:
        for row in packet.counted(ROWS):
            if row["id"] == "c":
                go_on.wait(10)

    packet = Packets().packet("key", len(ROWS), None, write)
    assert not packet.ready(0.1)
    assert packet.done == 2
    go_on.set()
    assert packet.ready(10)
    assert packet.done == packet.total == 3


def _one_byte(file: IO[bytes], _packet: Packet) -> None:
    file.write(b"x")


def test_the_same_export_is_written_once() -> None:
    packets = Packets()
    first = packets.packet("key", 1, None, _one_byte)
    assert packets.packet("key", 1, None, lambda _file, _packet: None) is first
    assert first.ready(10)
    assert first.file.read_bytes() == b"x"


def test_what_goes_wrong_is_told_to_whoever_asks() -> None:
    def write(_file: IO[bytes], _packet: Packet) -> None:
        raise OSError("the disk is full")

    packet = Packets().packet("key", 1, None, write)
    with pytest.raises(OSError, match="the disk is full"):
        packet.ready(10)


def test_of_many_exports_the_oldest_is_given_up() -> None:
    packets, go_on = Packets(), Event()

    def write(_file: IO[bytes], packet: Packet) -> None:
        go_on.wait(10)
        list(packet.counted(ROWS))

    made = [packets.packet(number, 3, None, write) for number in range(KEPT + 1)]
    go_on.set()
    with pytest.raises(Problem, match="ask for this one again"):
        made[0].ready(10)
    assert made[-1].ready(10)


def _all_rows(_file: IO[bytes], packet: Packet) -> None:
    list(packet.counted(ROWS))


def _many_rows(_file: IO[bytes], packet: Packet) -> None:
    list(packet.counted(ROWS * 100))


def test_an_export_gives_way_to_pages_and_not_to_who_waits_for_it() -> None:
    packets = Packets()
    with packets.traffic.counting():
        assert packets.traffic.answering == 1
        began = time.monotonic()
        assert packets.packet("key", 300, None, _many_rows).ready(10)  # nobody but who asks is being answered
        assert time.monotonic() - began < 300 * PAUSE
    with packets.traffic.counting(2):
        began = time.monotonic()
        assert packets.packet("other", 3, None, _all_rows).ready(10)
        assert time.monotonic() - began >= len(ROWS) * PAUSE
    assert packets.traffic.answering == 0
