"""How the house logs: one JSON object a line, in UTC, holding references and never people's data.

At a terminal the same events are printed for eyes. `LOGGING` goes into Django's settings, so that site, worker and
commands log alike; rooms say `structlog.get_logger()` and name the event.
"""

import sys
from typing import Any

import structlog
from structlog.tracebacks import ExceptionDictTransformer
from structlog.typing import EventDict, Processor

SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
]


def renderers(for_eyes: bool) -> list[Processor]:
    """The last steps: colour and columns at a terminal, JSON everywhere else."""
    tidy = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    if for_eyes:
        return [tidy, structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    tracebacks = structlog.processors.ExceptionRenderer(ExceptionDictTransformer(show_locals=False, max_frames=20))
    return [tidy, tracebacks, first_line_of_errors, structlog.processors.JSONRenderer(ensure_ascii=False)]


def first_line_of_errors(_logger: object, _name: str, event: EventDict) -> EventDict:
    """A database's error repeats the row from its second line on: people's data, which no log may hold."""
    for raised in event.get("exception", []):
        raised["exc_value"] = raised["exc_value"].split("\n", 1)[0][:200]
    return event


def without_request(_logger: object, _name: str, event: EventDict) -> EventDict:
    """Django attaches the whole request to its warnings; only its path and the status may be logged."""
    record = event.get("_record")
    request = getattr(record, "request", None)
    if request is not None and hasattr(request, "path"):
        event.update(method=request.method, path=request.path, status=getattr(record, "status_code", None))
    return event


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "house": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": [*SHARED, without_request],
            "processors": renderers(for_eyes=sys.stderr.isatty()),
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "house"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django.server": {"handlers": [], "propagate": True},
        "httpx": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "pyhanko": {"level": "ERROR"},
        "pyhanko_certvalidator": {"level": "ERROR"},
    },
}

structlog.configure(
    processors=[structlog.stdlib.filter_by_level, *SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)
