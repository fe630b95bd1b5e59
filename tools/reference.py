"""The generated half of docs/reference, and the check that the written half is complete.

python -m tools.reference write     rules.md, workflow.md, trip.md and commands.md anew
python -m tools.reference check     are they up to date? is every setting and word of the glossary real and explained?
"""

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import get_type_hints

from simpel import cli
from simpel.law.facts import TABLES, Funding, Trip
from simpel.law.pack import Pack, load
from simpel.law.routes import Dated
from simpel.law.rows import Rule, Scope
from simpel.law.workflow import StepRow, Workflow

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "docs" / "reference"
LANGUAGE = "en"
MADE = "<!-- Written by `make docs`. Change the pack or the code instead. -->\n"
INNER = {"funding", *(fact for fact, _ in TABLES.values())}  # tables of their own in the file
SETTING = re.compile(r"""\b(?:env|flag)\(\s*"([A-Z][A-Z0-9_]+)"|\bSIMPEL_([A-Z][A-Z0-9_]*[A-Z0-9])\b""")


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table; bars inside cells are escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return (
        "\n".join(
            "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in lines
        )
        + "\n"
    )


def scope(found: Scope) -> str:
    """For whom a row speaks, in words."""
    said = [f"{fact} {' or '.join(map(str, values))}" for fact, values in found.for_.items()]
    unless = [f"{fact} {' or '.join(map(str, values))}" for fact, values in found.unless.items()]
    return "; ".join([*said, *([f"not: {', '.join(unless)}"] if unless else [])]) or "all"


def days(rule: Rule) -> str:
    return f"{rule.since} to {rule.until}" if rule.until else f"from {rule.since}"


def measured(rule: Rule) -> str:
    """The check and its numbers."""
    return f"`{rule.check}`" + "".join(f" {name}={value!r}" for name, value in rule.parameters.items())


def rules_page(pack: Pack) -> str:
    """Every rule, its source, its dates, how sure we are of it."""
    rows = [
        [
            rule.id,
            rule.title(LANGUAGE),
            measured(rule),
            scope(rule.scope),
            rule.effect,
            days(rule),
            "; ".join(rule.cites(LANGUAGE)),
            rule.confidence,
        ]
        for rule in pack.rules
    ]
    sources = [
        [source.short[LANGUAGE], source.title[LANGUAGE], str(source.on or ""), source.confidence]
        for source in pack.sources.values()
    ]
    return (
        f"# Rules\n\n{MADE}\n{pack.name(LANGUAGE)}, version {pack.version}: {len(pack.rules)} rules. "
        "A rule's *effect* says what follows when it is broken: it may **block** sending and approval, **warn**, "
        "**ask** a person to judge, **note**, **route** the file, **compute** a figure, or **monitor** later. "
        "*Confidence* is ours: confirmed by an official document or two independent sources, known from a single "
        "source, or an assumption.\n\n"
        + table(["Rule", "What it says", "Check", "For", "Effect", "Binds", "Source", "Confidence"], rows)
        + duties_table(pack)
        + "\n## Sources\n\n"
        + table(["Cited as", "Title", "Date", "Confidence"], sources)
    )


def duties_table(pack: Pack) -> str:
    """What is owed after a trip, and what institutions owe by the calendar; nothing where the pack has no such rows."""
    rows = [
        [
            duty.id,
            duty.title(LANGUAGE),
            duty.to,
            f"day {duty.day} of every {duty.every}"
            if duty.every
            else f"{duty.days} {duty.count} days after `{duty.after}`",
            scope(duty.scope),
            f"{duty.since} to {duty.until}" if duty.until else f"from {duty.since}",
            "; ".join(pack.cite(citation, LANGUAGE) for citation in duty.citations),
        ]
        for duty in pack.duties
    ]
    head = ["Duty", "What is owed", "To", "Due", "For", "Binds", "Source"]
    return f"\n## Duties\n\n{table(head, rows)}" if rows else ""


def step_row(pack: Pack, step: StepRow) -> list[str]:
    when = "; ".join(f"{fact} {' or '.join(values)}" for fact, values in step.for_.items())
    unless = "; ".join(f"{fact} {' or '.join(values)}" for fact, values in step.unless.items())
    limits = "; ".join(part for part in [when, f"not: {unless}" if unless else ""] if part) or "all"
    return [
        f"`{step.verb}`",
        step.label(LANGUAGE),
        pack.workflow.desks[step.desk].name(LANGUAGE),
        ", ".join(step.sources),
        step.to,
        limits,
        ", ".join(step.asks),
    ]


def workflow_page(pack: Pack) -> str:
    """Desks, states and steps as the pack lays them out."""
    flow = pack.workflow
    desks = [[desk.id, desk.name(LANGUAGE), desk.scope, "yes" if desk.decides else ""] for desk in flow.desks.values()]
    states = [
        [
            state.id,
            state.label(LANGUAGE),
            state.phase,
            flow.desks[state.held_by].name(LANGUAGE) if state.held_by else "",
            "yes" if state.is_final else "",
        ]
        for state in flow.states.values()
    ]
    reasons = [[reason.code, reason.label(LANGUAGE), ", ".join(reason.verbs)] for reason in flow.reasons.values()]
    return (
        f"# Desks, states and steps\n\n{MADE}\n{pack.name(LANGUAGE)}, version {pack.version}.\n\n## Desks\n\n"
        "*Scope* says which files a desk sees: those of its unit, of its institution's channel, all that reached the "
        "office, or one's own trips.\n\n"
        + table(["Desk", "Name", "Scope", "Decides"], desks)
        + "\n## States\n\n"
        + table(["State", "Name", "Phase", "Held by", "Final"], states)
        + "\n## Steps\n\n"
        + table(
            ["Verb", "Button", "By", "From", "To", "For", "Asks for"], [step_row(pack, step) for step in flow.steps]
        )
        + "\n## Reasons\n\n"
        + table(["Code", "Reason", "For"], reasons)
        + tables_beside_the_steps(flow)
    )


def tables_beside_the_steps(flow: Workflow) -> str:
    """The tables a pack may add: lengths, deciders, regimes, delegated powers. Each only where there are rows."""
    lengths = [[row.id, str(row.max_days or "no limit")] for row in flow.lengths]
    routes = [[scope_words(row), row.desk, *in_force(row.since, row.until)] for row in flow.routes]
    regimes = [
        [row.id, scope_words(row), row.mode, ", ".join(row.needs), *in_force(row.since, row.until)]
        for row in flow.regimes
    ]
    powers = [[row.of, row.desk, row.verb, *in_force(row.since, row.until)] for row in flow.powers]
    days = ["From", "Until"]
    beside = [
        ("Lengths", "Classes of trips by their days, departure and return included.", ["Class", "Days"], lengths),
        ("Deciders", "The first row that fits names the desk.", ["For", "Desk", *days], routes),
        ("Regimes", "The first row that fits.", ["Regime", "For", "Mode", "Papers", *days], regimes),
        ("Delegated powers", "Less the days suspended.", ["Of", "Held by", "Verb", *days], powers),
    ]
    told = [f"\n## {title}\n\n{words}\n\n{table(head, rows)}" for title, words, head, rows in beside if rows]
    empty = [title.lower() for title, _words, _head, rows in beside if not rows]
    return "".join(told) + (f"\nThis pack has no rows of: {', '.join(empty)}.\n" if empty else "")


def scope_words(row: Dated) -> str:
    """The files a row speaks about, as its pack says it."""
    parts = [f"{fact}: {' or '.join(codes)}" for fact, codes in row.for_.items()]
    parts += [f"not {fact}: {' or '.join(codes)}" for fact, codes in row.unless.items()]
    return "; ".join(parts) or "every file"


def in_force(since: date, until: date) -> list[str]:
    """First and last day; empty where there is no limit."""
    return ["" if since == date.min else since.isoformat(), "" if until == date.max else until.isoformat()]


def option_row(action: argparse.Action) -> list[str]:
    name = ", ".join(f"`{flag}`" for flag in action.option_strings) or f"`{action.metavar or action.dest}`"
    if action.choices:
        name += " " + " \\| ".join(map(str, action.choices))
    return [name, (action.help or "") % {"default": action.default, "prog": "simpel"}]


def commands_page() -> str:
    """Every command with its options, as the parsers know them."""
    where = "`simpel` is in `.venv/bin`. Each command also explains itself: `simpel COMMAND --help`."
    parts = [f"# Commands\n\n{MADE}\n{where}\n"]
    for name, purpose in cli.COMMANDS.items():
        parser = argparse.ArgumentParser(add_help=False)
        cli.module(name).arguments(parser)
        parts.append(f"\n## `simpel {name}`\n\n{cli.sentence(purpose)}\n")
        rows = [option_row(action) for action in parser._actions]
        parts.extend(["\n", table(["Option", "What it does"], rows)] if rows else [])
        parts.extend([f"\n{parser.epilog}\n"] if parser.epilog else [])
    return "".join(parts)


def trip_page(pack: Pack) -> str:
    """The vocabulary of a trip's file, from the dataclasses that read it."""
    words = pack.words(LANGUAGE).get("facts", {})
    parts = [
        f"# A trip as a file\n\n{MADE}\nWhat `simpel check` reads, and the vocabulary of a pack's cases. Everything is "
        "optional: what is not stated is unknown, never *no*. Codes are the pack's; dates are written 2026-05-14.\n\n"
        f"```toml\n{(PAGES / 'trip.toml').read_text()}```\n"
    ]
    for title, record in [
        ("The trip", Trip),
        ("`[funding]`", Funding),
        *((f"`[[{name}]]`", record) for name, (_, record) in TABLES.items()),
    ]:
        hints = get_type_hints(record, include_extras=True)
        rows = [
            [
                f"`{one.name}`",
                kind(get_type_hints(record)[one.name]),
                meaning(hints[one.name]) or words.get(one.name, ""),
            ]
            for one in fields(record)
            if record is not Trip or one.name not in INNER
        ]
        parts.append(f"\n## {title}\n\n{table(['Key', 'Value', 'Meaning'], rows)}")
    return "".join(parts)


def meaning(annotation: object) -> str:
    """What a record itself says about a fact; empty where the pack's words do."""
    return str(annotation.__metadata__[0]) if hasattr(annotation, "__metadata__") else ""


def kind(annotation: object) -> str:
    """The type of a key, as TOML calls it."""
    for python, toml in {
        "datetime.datetime": "moment",
        "date": "date",
        "bool": "true or false",
        "int": "whole number",
        "tuple": "list",
        "Codes": "list",
    }.items():
        if python in str(annotation):
            return toml
    return "text"


def pages() -> dict[str, Callable[[], str]]:
    pack = load(ROOT / "packs" / "indonesia")
    return {
        "rules.md": lambda: rules_page(pack),
        "trip.md": lambda: trip_page(pack),
        "workflow.md": lambda: workflow_page(pack),
        "commands.md": commands_page,
    }


def code() -> Iterator[str]:
    for folder in ("simpel", "tools"):
        for path in (ROOT / folder).rglob("*.py"):
            if path != Path(__file__).resolve():
                yield path.read_text()
    yield (ROOT / "conftest.py").read_text()


def unexplained_settings() -> Iterator[str]:
    """Settings that the code reads and no page explains, and the other way round."""
    read = {short or full for text in code() for short, full in SETTING.findall(text)}
    explained = set(re.findall(r"^\| `SIMPEL_([A-Z0-9_]+)`", (PAGES / "settings.md").read_text(), re.MULTILINE))
    yield from (
        f"docs/reference/settings.md: SIMPEL_{name} is read by the code and not explained"
        for name in sorted(read - explained)
    )
    yield from (
        f"docs/reference/settings.md: SIMPEL_{name} is explained, but nothing reads it"
        for name in sorted(explained - read)
    )


def unreal_words() -> Iterator[str]:
    """Names in the glossary's third column that no code and no pack uses."""
    text = "\n".join([*code(), *(path.read_text() for path in (ROOT / "packs").rglob("*.toml"))])
    for name in re.findall(r"^\|[^|]+\|[^|]+\| `(\w+)` \|", (PAGES / "glossary.md").read_text(), re.MULTILINE):
        if not re.search(rf"\b{name}\b", text):
            yield f"docs/reference/glossary.md: no code says {name}"


def check() -> int:
    stale = [
        f"docs/reference/{name}: out of date; `make docs` writes it anew"
        for name, made in pages().items()
        if not same(PAGES / name, made())
    ]
    faults = [*stale, *unexplained_settings(), *unreal_words()]
    print("\n".join(faults))
    return 1 if faults else 0


def same(path: Path, text: str) -> bool:
    return path.exists() and path.read_text() == text


def write() -> int:
    for name, made in pages().items():
        (PAGES / name).write_text(made())
    return 0


def main() -> int:
    commands = {"write": write, "check": check}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        print(__doc__, file=sys.stderr)
        return 2
    for name in [name for name in os.environ if name.startswith("SIMPEL_")]:
        del os.environ[name]  # this machine's choices must not stand in the pages as defaults
    return commands[sys.argv[1]]()


if __name__ == "__main__":
    sys.exit(main())
