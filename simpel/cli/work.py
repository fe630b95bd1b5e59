"""`simpel work`: what is done later, done in turn. Several may run: each job claims what it takes."""

import argparse
import math
import os
import signal
import threading
import time
from collections.abc import Callable

import structlog
from django.db import close_old_connections

from simpel.cli.site import close_connections, open_site, require_database

DAY = 24 * 60 * 60.0
REST = 5 * 60.0
PAUSE = 1.0  # seconds between rounds that found nothing
LONGEST_PAUSE = 60.0  # after a job has failed again and again

log = structlog.get_logger("simpel.work")
Job = Callable[[], int]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="do what is due now, then stop")


def run(options: argparse.Namespace) -> int:
    open_site()
    require_database()
    if options.once:
        done = [do(name, job) for name, job in jobs().items()]
        return 1 if None in done else 0
    stopping = threading.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: stopping.set())
    keep_working(jobs(), stopping)
    close_connections()
    return 0


def jobs() -> dict[str, Job]:
    """The rooms' jobs. Rooms hold models, which can be imported only once Django is set up."""
    from simpel.advice.jobs import run_trials
    from simpel.documents.jobs import sweep
    from simpel.figures.exporting.work import Exporter
    from simpel.figures.jobs import count_files
    from simpel.figures.publishing import publish_quarters
    from simpel.notices.invitations import invite
    from simpel.notices.jobs import deliver
    from simpel.permits.escalation import escalate
    from simpel.permits.jobs import chase_reports, prepare_letters
    from simpel.permits.reading import read_documents
    from simpel.travel.jobs import open_files, remind
    from simpel.whereabouts.jobs import forget

    return {
        "letters": prepare_letters,
        "reports": chase_reports,
        "overdue": daily(escalate),
        "invitations": invite,
        "notices": deliver,
        "readings": read_documents,
        "trials": run_trials,
        "figures": resting(count_files),
        "public figures": resting(publish_quarters),
        "exports": Exporter(),
        "travel": resting(open_files),
        "documents": remind,
        "sweep": daily(sweep),
        "whereabouts": daily(forget),
    }


def daily(job: Job) -> Job:
    """The job at most once in twenty-four hours of this process."""
    last = -math.inf

    def now_and_then() -> int:
        nonlocal last
        if time.monotonic() - last < DAY:
            return 0
        last = time.monotonic()
        return job()

    return now_and_then


def resting(job: Job) -> Job:
    """The job round after round while it finds something to do; then not for some minutes: its search reads much."""
    last = -math.inf

    def in_turn() -> int:
        nonlocal last
        if time.monotonic() - last < REST:
            return 0
        done = job()
        if not done:
            last = time.monotonic()
        return done

    return in_turn


def keep_working(work: dict[str, Job], stopping: threading.Event) -> None:
    """Round after round until told to stop, or until the process that started this one is gone."""
    parent, failures = os.getppid(), 0
    log.info("work.started", pid=os.getpid())
    while not stopping.is_set() and os.getppid() == parent:
        done = [do(name, job) for name, job in work.items() if not stopping.is_set()]
        failures = failures + 1 if None in done else 0
        if failures or not any(done):
            stopping.wait(min(PAUSE * 2**failures, LONGEST_PAUSE))
    log.info("work.stopped", pid=os.getpid())


def do(name: str, job: Job) -> int | None:
    """One job, once. A failure is logged and its work stays where it was; the next round tries again."""
    close_old_connections()
    try:
        done = job()
    except Exception:
        log.exception("work.failed", job=name)
        return None
    if done:
        log.info("work.done", job=name, count=done)
    return done
