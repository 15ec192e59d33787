"""Days are closed while somebody writes on them, with real commits: each sees the other."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier, Event

import pytest
from django.db import connection

from services.actions.periods import PeriodClosed, close_period, closed_on
from services.actions.save_register import save_register

from .. import factories as make
from .test_periods import JUNE, World


def test_who_writes_while_days_are_closed_comes_before_or_sees_it(fresh_database):
    world = World(is_closed=False)
    saved, closing = Event(), Event()
    sheet = world.sheet(session=world.held, marks={world.omar.uuid: "present"})

    def write():
        try:
            with make.acting(world.manager):
                save_register(by=world.manager, group=world.group, sheet=sheet)
                saved.set()
                closing.wait(5)
                # Closing waits for this transaction: nothing is closed yet.
                assert closed_on(world.rco.pk, JUNE) is None
        finally:
            connection.close()

    def close():
        try:
            saved.wait(5)
            closing.set()
            make.close_days(world.manager, date(2026, 6, 1), date(2026, 6, 30))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(write), pool.submit(close)]:
            done.result()
    assert world.corrections() == []


def test_a_register_sent_while_days_are_being_closed_is_asked_why(fresh_database):
    world = World(is_closed=False)
    closed, ready = Event(), Barrier(2)

    def close():
        try:
            with make.acting(world.manager):
                close_period(
                    by=world.manager,
                    organisation=world.rco,
                    start=JUNE,
                    end=JUNE,
                    because="K7MQ2X",
                )
                ready.wait(5)
                closed.wait(0.3)  # The writer waits meanwhile.
        finally:
            connection.close()

    def write():
        try:
            ready.wait(5)
            world.save(world.sheet(session=world.held, marks={world.omar.uuid: "present"}))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        closing, writing = pool.submit(close), pool.submit(write)
        closing.result()
        with pytest.raises(PeriodClosed):
            writing.result()
