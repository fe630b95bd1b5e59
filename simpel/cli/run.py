"""`simpel run`: prepare the installation, then keep the site and its worker going until told to stop."""

import argparse
import errno
import os
import signal
import socket
import sys
import time
from http.client import HTTPConnection, HTTPException

from django.conf import settings
from django.core.management import call_command

from simpel.cli import demo_data
from simpel.cli.household import Household
from simpel.cli.site import close_connections, open_site, prepare_database
from simpel.cli.stops import Stop

PATIENCE = 30  # seconds the site may take to answer for the first time


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--host", default=os.environ.get("SIMPEL_HOST", "127.0.0.1"), help="address to listen on (%(default)s)"
    )
    parser.add_argument(
        "--port",
        default=os.environ.get("SIMPEL_PORT", "8000"),
        type=port_number,
        help="port to listen on (%(default)s)",
    )
    parser.add_argument("--demo", action="store_true", help="fill an empty installation with demonstration data first")


def port_number(word: str) -> int:
    if not word.isdigit() or not 0 < int(word) < 65536:
        raise argparse.ArgumentTypeError(f"{word} is no port; choose a number from 1 to 65535")
    return int(word)


def run(options: argparse.Namespace) -> int:
    require_free(options.host, options.port)
    address = f"http://{'127.0.0.1' if options.host in {'0.0.0.0', '::'} else options.host}:{options.port}"  # noqa: S104
    os.environ.setdefault("SIMPEL_SITE_URL", address)
    os.environ["SIMPEL_COLLECTED"] = "1"  # static files are served from var/static, named by their content
    say("Preparing ...")
    open_site()
    prepare(with_demo=options.demo)
    household = Household(options.host, options.port)
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: household.stop())
    household.start()
    wait_for_answer(household, options.host, options.port)
    greet()
    return household.keep()


def say(words: str) -> None:
    print(words, flush=True)


def prepare(*, with_demo: bool) -> None:
    """Everything a first start needs; later starts find it done."""
    prepare_database()
    call_command("collectstatic", verbosity=0, interactive=False)
    if with_demo and demo_data.is_empty():
        say("Filling in demonstration data (only the first time) ...")
        demo_data.fill()
    close_connections()


def require_free(host: str, port: int) -> None:
    """Refuse before anything is started when somebody else listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            if problem.errno == errno.EADDRINUSE:
                raise Stop(
                    f"port {port} is taken by another program. Choose another: SIMPEL_PORT={port + 1} make run"
                ) from problem
            raise Stop(f"cannot listen on {host}:{port}: {problem.strerror}.") from problem


def wait_for_answer(household: Household, host: str, port: int) -> None:
    """Say that the site is up only when it is."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and household.site_lives() and not household.stopping:
        try:
            door = HTTPConnection("127.0.0.1" if host == "0.0.0.0" else host, port, timeout=5)  # noqa: S104
            door.request("GET", "/", headers={"Host": settings.ALLOWED_HOSTS[0]})
            door.getresponse().read()
        except (OSError, HTTPException):
            time.sleep(0.1)
        else:
            return
    if not household.stopping:
        household.end()
        raise Stop("the site does not answer; the lines above say why.")


def greet() -> None:
    """Where the site is, who may enter it, how to end it."""
    say(f"\nSIMPEL is up: {settings.SITE_URL}\n")
    if accounts := demo_data.accounts():
        say(accounts)
    if settings.MAIL.scheme == "file":
        say(f"Mail is written to {settings.MAIL.path}")
    if sys.stdin.isatty():
        say("Ctrl-C ends it.")
