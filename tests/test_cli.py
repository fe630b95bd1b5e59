"""The `simpel` command as its users meet it: answers, exit codes, and plain words when something is wrong."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.commands import ROOT, Installation

pytestmark = pytest.mark.once

INDONESIA = ROOT / "packs" / "indonesia"
TRIP = ROOT / "docs" / "reference" / "trip.toml"


@pytest.fixture
def fresh(tmp_path: Path) -> Installation:
    return Installation(tmp_path / "var")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An installation with its database, and three entries in its record."""
    place = Installation(tmp_path_factory.mktemp("prepared"))
    assert place.simpel("manage", "migrate", "-v0").returncode == 0
    acts = (
        "from django.db import transaction\n"
        "from simpel.ledger.record import record\n"
        "with transaction.atomic():\n"
        "    [record('test.act', f'T{n}', step=n) for n in range(3)]\n"
    )
    written = place.simpel("manage", "shell", "-c", acts)
    assert written.returncode == 0, written.stderr
    return place


def test_help_names_every_command(fresh: Installation) -> None:
    answer = fresh.simpel("--help")
    assert answer.returncode == 0
    for command in ("run", "work", "check", "verify", "verify-ledger", "pack", "demo-data", "journey"):
        assert f"    {command}" in answer.stdout


@pytest.mark.parametrize("command", ["run", "work", "check", "verify", "verify-ledger", "pack", "demo-data", "journey"])
def test_every_command_explains_itself(fresh: Installation, command: str) -> None:
    answer = fresh.simpel(command, "--help")
    assert answer.returncode == 0
    assert f"usage: simpel {command}" in answer.stdout


class TestCheck:
    def test_a_clear_trip_exits_with_0_and_says_so(self, fresh: Installation) -> None:
        answer = fresh.simpel("check", TRIP)
        assert answer.returncode == 0, answer.stderr
        assert "Tidak ada yang menahan perjalanan ini." in answer.stdout

    def test_it_answers_in_english_too(self, fresh: Installation) -> None:
        assert "Nothing holds this trip up." in fresh.simpel("check", TRIP, "--lang", "en").stdout

    def test_json_holds_the_promised_keys(self, fresh: Installation) -> None:
        report = json.loads(fresh.simpel("check", TRIP, "--json").stdout)
        assert {"pack", "on", "findings", "checklist", "route", "latest_safe_filing", "cost"} <= report.keys()
        assert report["on"] == "2026-08-03"
        assert report["route"][-1] == "BUREAU_HEAD"
        for finding in report["findings"]:
            assert {"rule", "outcome", "effect", "text", "cite", "values"} <= finding.keys()
        assert "per_diem_usd" in report["cost"]

    def test_a_blocked_trip_exits_with_1_and_names_rule_and_source(self, fresh: Installation, tmp_path: Path) -> None:
        trip = tmp_path / "trip.toml"
        trip.write_text(TRIP.read_text().replace('"TOR", ', ""))
        answer = fresh.simpel("check", trip, "--lang", "en")
        assert answer.returncode == 1
        assert "DOC-01" in answer.stdout
        assert "B-32/M/S/LN.00/12/2024" in answer.stdout

    def test_the_day_chooses_the_law(self, fresh: Installation) -> None:
        asked = {
            on: json.loads(fresh.simpel("check", TRIP, "--on", on, "--json").stdout)
            for on in ("2000-01-01", "2026-08-03")
        }
        before, after = ({finding["rule"] for finding in report["findings"]} for report in asked.values())
        assert "TIM-01" in after - before

    @pytest.mark.parametrize(
        ("text", "line", "word"),
        [
            ('activity = "SEMINAR\n', 1, "TOML"),
            ('activity = "SEMINAR"\nfiled_on = "tomorrow"\n', 2, "filed_on"),
            ('activity = "SEMINAR"\n\ncolour = "blue"\n', 3, "colour"),
            ("[funding]\nmode = 3\n", 2, "mode"),
        ],
    )
    def test_an_unreadable_file_exits_with_2_and_names_the_line(
        self, fresh: Installation, tmp_path: Path, text: str, line: int, word: str
    ) -> None:
        trip = tmp_path / "trip.toml"
        trip.write_text(text)
        answer = fresh.simpel("check", trip)
        assert answer.returncode == 2
        assert f"line {line}:" in answer.stderr
        assert word in answer.stderr
        assert "Traceback" not in answer.stderr

    @pytest.mark.parametrize(
        ("text", "line", "word"),
        [
            (f"min_lead_days = {'9' * 20}\n", 1, "min_lead_days"),
            ('activity = "SEMINAR"\nworking_groups = -3\n', 2, "working_groups"),
            ("departs_on = 9999-12-31\n", 1, "departs_on"),
            ('[[destination]]\ncountry = "XX"\n', 2, "ISO 3166-1"),
        ],
    )
    def test_what_cannot_be_meant_exits_with_2_and_names_the_line(
        self, fresh: Installation, tmp_path: Path, text: str, line: int, word: str
    ) -> None:
        trip = tmp_path / "trip.toml"
        trip.write_text(text)
        answer = fresh.simpel("check", trip)
        assert answer.returncode == 2
        assert f"line {line}:" in answer.stderr
        assert word in answer.stderr
        assert "Traceback" not in answer.stderr

    def test_an_empty_file_is_no_clear_trip(self, fresh: Installation, tmp_path: Path) -> None:
        (tmp_path / "trip.toml").write_text("# later\n")
        answer = fresh.simpel("check", tmp_path / "trip.toml")
        assert answer.returncode == 2
        assert "states nothing about a trip" in answer.stderr

    @pytest.mark.parametrize(
        ("language", "wanted"),
        [("id", ("3 Agustus 2026", "US$1.", "Selandia Baru")), ("en", ("3 August 2026", "US$1,", "New Zealand"))],
    )
    def test_days_money_and_countries_are_written_as_people_write_them(
        self, fresh: Installation, language: str, wanted: tuple[str, ...]
    ) -> None:
        page = fresh.simpel("check", TRIP, "--lang", language).stdout
        assert all(words in page for words in wanted), page
        assert "2026-0" not in page
        assert "USD " not in page

    def test_a_file_that_is_not_there_is_said_to_be_so(self, fresh: Installation, tmp_path: Path) -> None:
        answer = fresh.simpel("check", tmp_path / "none.toml")
        assert answer.returncode == 2
        assert "none.toml" in answer.stderr

    def test_a_wrong_date_is_refused_with_the_right_way_to_write_it(self, fresh: Installation) -> None:
        answer = fresh.simpel("check", TRIP, "--on", "3.8.2026")
        assert answer.returncode == 2
        assert "2026-05-14" in answer.stderr

    def test_it_needs_neither_database_nor_django(self, fresh: Installation) -> None:
        answer = fresh.simpel("check", TRIP, SIMPEL_DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
        assert answer.returncode == 0
        assert not fresh.var.exists()


class TestPack:
    @pytest.mark.parametrize("name", ["indonesia", "example"])
    def test_our_packs_agree_with_their_cases(self, fresh: Installation, name: str) -> None:
        answer = fresh.simpel("pack", ROOT / "packs" / name)
        assert answer.returncode == 0, answer.stdout + answer.stderr
        assert "Every case agrees." in answer.stdout

    def test_a_broken_row_is_named_with_its_file_and_remedy(self, fresh: Installation, tmp_path: Path) -> None:
        answer = fresh.simpel("pack", broken_pack(tmp_path))
        assert answer.returncode == 2
        assert "rules.toml" in answer.stderr
        assert "TIM-01" in answer.stderr
        assert "Remedy:" in answer.stderr
        assert "Traceback" not in answer.stderr

    def test_a_folder_without_a_pack_is_refused(self, fresh: Installation, tmp_path: Path) -> None:
        answer = fresh.simpel("pack", tmp_path)
        assert answer.returncode == 2
        assert "pack.toml" in answer.stderr

    def test_a_case_that_disagrees_is_shown(self, fresh: Installation, tmp_path: Path) -> None:
        pack = shutil.copytree(INDONESIA, tmp_path / "pack")
        (pack / "cases" / "wrong.toml").write_text(
            '[[case]]\nname = "Two days are enough"\non = 2026-03-02\n'
            'trip = { notice = 2 }\nexpect = { TIM-01 = "met" }\n'
        )
        answer = fresh.simpel("pack", pack)
        assert answer.returncode == 1
        assert "DISAGREES" in answer.stdout
        assert "Two days are enough" in answer.stdout

    def test_nothing_starts_on_a_broken_pack(self, fresh: Installation, tmp_path: Path) -> None:
        answer = fresh.simpel("work", "--once", SIMPEL_PACK=str(broken_pack(tmp_path)))
        assert answer.returncode == 2
        assert "rules.toml" in answer.stderr
        assert "Traceback" not in answer.stderr


def broken_pack(place: Path) -> Path:
    """Our pack with one number turned into a word."""
    pack = shutil.copytree(INDONESIA, place / "broken")
    rules = (pack / "rules.toml").read_text()
    at = rules.index("days = 7", rules.index('id = "TIM-01"'))
    (pack / "rules.toml").write_text(rules[:at] + 'days = "seven"' + rules[at + len("days = 7") :])
    return pack


class TestVerify:
    def test_a_foreign_file_is_unknown_and_exits_with_1(self, prepared: Installation, tmp_path: Path) -> None:
        stranger = tmp_path / "stranger.pdf"
        stranger.write_bytes(b"%PDF-1.7\nnot a letter of ours\n%%EOF\n")
        answer = prepared.simpel("verify", stranger, "--json")
        assert answer.returncode == 1, answer.stderr
        assert json.loads(answer.stdout)["answer"] == "unknown"

    def test_a_file_that_cannot_be_read_exits_with_2(self, prepared: Installation, tmp_path: Path) -> None:
        answer = prepared.simpel("verify", tmp_path / "none.pdf")
        assert answer.returncode == 2
        assert "none.pdf" in answer.stderr

    def test_without_a_register_nothing_can_be_said(self, fresh: Installation) -> None:
        answer = fresh.simpel("verify", TRIP, "--json")
        assert answer.returncode == 1
        assert json.loads(answer.stdout)["answer"] == "cannot_check"


class TestVerifyLedger:
    def test_a_whole_record_is_called_whole(self, prepared: Installation) -> None:
        answer = prepared.simpel("verify-ledger")
        assert answer.returncode == 0, answer.stderr
        assert "3 entries" in answer.stdout

    def test_an_altered_entry_is_found_and_its_place_named(self, prepared: Installation, tmp_path: Path) -> None:
        copy = Installation(Path(shutil.copytree(prepared.var, tmp_path / "copy")))
        with sqlite3.connect(copy.var / "simpel.sqlite3") as database:
            guards = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for (guard,) in guards:
                database.execute(f"DROP TRIGGER {guard}")
            database.execute("UPDATE ledger_entry SET subject = 'somebody else' WHERE seq = 2")
        answer = copy.simpel("verify-ledger")
        assert answer.returncode == 1
        assert "ALTERED after entry 1" in answer.stdout


class TestPlainWords:
    def test_a_database_that_is_away_is_said_to_be_away(self, fresh: Installation) -> None:
        answer = fresh.simpel("verify-ledger", SIMPEL_DATABASE_URL="postgresql://nobody@127.0.0.1:1/none")
        assert answer.returncode == 1
        assert "the database does not answer" in answer.stderr
        assert "Traceback" not in answer.stderr

    def test_an_unprepared_database_names_the_command_that_prepares_it(self, fresh: Installation) -> None:
        answer = fresh.simpel("work", "--once")
        assert answer.returncode == 1
        assert "simpel manage migrate" in answer.stderr

    @pytest.mark.parametrize("below", ["", "deeper"])
    def test_a_folder_that_takes_no_files_is_named_with_its_setting(self, tmp_path: Path, below: str) -> None:
        (tmp_path / "var").write_text("a file")
        answer = Installation(tmp_path / "var" / below).simpel("run", "--port", "8397")
        assert answer.returncode == 2
        assert "SIMPEL_VAR" in answer.stderr
        assert "Traceback" not in answer.stderr

    def test_demonstration_data_is_refused_in_production(self, fresh: Installation) -> None:
        answer = fresh.simpel("demo-data", SIMPEL_PRODUCTION="1")
        assert answer.returncode == 1
        assert "production" in answer.stderr
