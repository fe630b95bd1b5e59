"""`simpel passport-office`: a simulator of the passport office, for rehearsals."""

import argparse

from simpel.cli.site import open_site
from simpel.cli.stops import Stop


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8020, help="port of this computer it listens on (8020)")
    parser.add_argument("--site", default="http://127.0.0.1:8000", help="address of the site it replies to")
    parser.epilog = (
        "It is no office. It takes packages (POST /packages), checks them with the site's published keys, and sends "
        "the next signed reply at POST /packages/NUMBER/next. The site believes its key outside production only."
    )


def run(options: argparse.Namespace) -> int:
    open_site()
    from django.conf import settings

    from simpel.travel.simulator import SAYS, Office, key

    if settings.PRODUCTION:
        raise Stop("a simulator has no place in production")
    with Office(("127.0.0.1", options.port), site=options.site, secret=key(settings.KEYS)) as office:
        print(f"{SAYS}Listens on http://127.0.0.1:{options.port}, replies to {options.site}. Ctrl+C stops it.")
        office.serve_forever()
    return 0
