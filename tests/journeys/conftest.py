"""One server and one browser for the journeys; a fresh world for every test."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher

from simpel.people.models import User
from simpel.permits.tests.world import World
from tests.site import Site

from .window import Window

PASSWORD = "sandi panjang untuk uji"
HASH = Argon2PasswordHasher().encode(PASSWORD, "garam-untuk-uji")  # the server knows no quicker kind


@pytest.fixture(scope="session")
def site(django_db_setup: None, django_db_blocker: Any) -> Iterator[Site]:
    """The real server as people run it, with its static files collected."""
    environment = os.environ | {
        "SIMPEL_VAR": str(settings.VAR),
        "SIMPEL_COLLECTED": "1",
        "DJANGO_SETTINGS_MODULE": "simpel.settings",
    }
    collect = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run(collect, env=environment, check=True, timeout=120)
    with django_db_blocker.unblock(), Site(SIMPEL_COLLECTED="1") as started:
        yield started


@pytest.fixture
def world(transactional_db: None) -> World:
    """The people of all tests, each with a password."""
    made = World()
    User.objects.update(password=HASH)
    addresses = [EmailAddress(user=user, email=user.email, primary=True, verified=True) for user in User.objects.all()]
    EmailAddress.objects.bulk_create(addresses)
    return made


@pytest.fixture
def open_window(
    browser: Any, site: Site, world: World, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Window]]:
    """Opens windows; after the test nothing wrong may have happened in any of them."""
    opened: list[Window] = []

    def open_one(**how: Any) -> Window:
        opened.append(Window(browser, site.url, **how))
        return opened[-1]

    yield open_one
    failed = getattr(request.node, "failed", False)
    wrong = [problem for window in opened for problem in window.wrong]
    for number, window in enumerate(opened):
        if failed or window.wrong:
            window.shot(f"{request.node.name}-{number}")
        window.close()
    assert not wrong, "\n".join(wrong)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Tell the windows whether their test failed: then they leave a picture."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    if report.when == "call":
        item.failed = report.failed  # type: ignore[attr-defined]
