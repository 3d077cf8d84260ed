"""Reading in processes of their own: a crash, a hang, a glutton cost one page each."""

import asyncio
import os
import signal
import time

import pytest

from crawler.workers import NoReaders, Readers, ReadingFailed


def double(number):
    return number * 2


def crash():
    os.kill(os.getpid(), signal.SIGSEGV)


def hang():
    signal.pause()


def devour():
    return len(bytearray(4 << 30))


def stumble():
    raise ValueError("of no use")


async def gather(readers, *jobs):
    return await asyncio.gather(
        *(readers.run(function, *arguments) for function, *arguments in jobs),
        return_exceptions=True,
    )


def test_each_failure_costs_its_own_page_only():
    good = [(double, number) for number in range(10)]
    bad = [(crash,), (hang,), (devour,), (stumble,)]
    with Readers(2, seconds=5) as readers:
        results = asyncio.run(gather(readers, *good, *bad, *good))

    assert results[:10] == results[14:] == [number * 2 for number in range(10)]
    assert [error.kind for error in results[10:14]] == ["crashed", "hung", "out_of_memory", "broke"]
    assert "of no use" in str(results[13])


def test_processes_killed_between_pages_are_replaced():
    with Readers(2, seconds=60) as readers:
        before = readers.result(readers.submit(os.getpid))
        for worker in list(readers._pool._pool_manager.worker_manager.workers):
            os.kill(worker, signal.SIGKILL)
        deadline = time.monotonic() + 120
        after = before
        while after == before and time.monotonic() < deadline:
            after = readers.result(readers.submit(os.getpid))

    assert after != before


def test_result_raises_what_failed():
    with Readers(1, seconds=60) as readers:
        pending = readers.submit(stumble)
        with pytest.raises(ReadingFailed, match="of no use"):
            readers.result(pending)


def test_no_room_for_processes_is_no_fault_of_a_page(monkeypatch):
    with Readers(1) as readers:

        def full(*_args, **_kwargs):
            raise OSError(24, "Too many open files")

        monkeypatch.setattr(readers._pool, "schedule", full)
        with pytest.raises(NoReaders, match="Too many open files"):
            readers.submit(len, b"page")
