"""One round of the worker. In a thread of its own: signing runs an event loop, and Playwright has one here already."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from simpel.notices import jobs as post
from simpel.permits import jobs


def one_round() -> tuple[int, int]:
    """Letters made and notices delivered."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(_work).result()


def _work() -> tuple[int, int]:
    try:
        return jobs.prepare_letters(), post.deliver()
    finally:
        connection.close()
