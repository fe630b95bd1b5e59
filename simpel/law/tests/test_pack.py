"""A pack is read strictly: each mistake is named with its file, its row and a remedy."""

import tomllib
from pathlib import Path

import pytest

from simpel.law.pack import BrokenPack, load
from simpel.law.read_words import read_words, sentences
from simpel.law.tests.harbour import FILES, WORDS, harbour, write

MISTAKES = [
    # file, what stands there, what somebody wrote instead, row, problem, remedy
    (
        "rules.toml",
        'check = "headcount"',
        'check = "headcont"',
        "SEATS",
        "'headcont', which does not exist",
        "headcount",
    ),
    ("rules.toml", "days = 5\n", "", "TIME", "check filed_before_departure needs one of days, months", "Add days"),
    ("rules.toml", "max = 2", "max = 2\nmin = 1", "SEATS", "does not know min", "max, per_working_group"),
    ("rules.toml", "max = 2", 'max = "two"', "SEATS", "max must be a whole number", "max = 7"),
    ("rules.toml", "max = 2", "max = true", "SEATS", "max must be a whole number", "max = 7"),
    ("rules.toml", "max = 2", "max = -2", "SEATS", "below zero", "from 0 on"),
    ("rules.toml", "since = 2031-01-01", 'since = "2031"', "TIME", "since must be a date", "2026-05-14"),
    ("rules.toml", "until = 2031-12-31", "until = 2030-12-31", "TIME", "until lies before since", "last day"),
    ("rules.toml", '"charter/1"', '"chart/1"', "TIME", "'chart', which does not exist", "charter"),
    ("rules.toml", 'cite = ["charter/1"]', "cite = []", "TIME", "cite is missing", "where the law stands"),
    ("rules.toml", 'id = "SEATS"', 'id = "TIME"', "TIME", "there twice", "new id"),
    ("rules.toml", 'effect = "warn"', 'effect = "shout"', "SEATS", "'shout'", "block"),
    ("rules.toml", 'each = "participant"\n', "", "CARD", "looks at one traveller", 'Add each = "participant"'),
    ("rules.toml", "max = 2", 'max = 2\neach = "participant"', "SEATS", "looks at the whole trip", "Remove each"),
    ("rules.toml", '"FAIR"', '"FAYRE"', "SEATS", "'FAYRE', which does not exist", "FAIR"),
    ("rules.toml", "for = { activity", "for = { aktivity", "SEATS", "'aktivity'", "activity"),
    ("rules.toml", "relations = false", 'relations = "no"', "LETTER", "holds 'no'", "true or false"),
    ("rules.toml", '"LETTER"]', '"LETER"]', "LETTER", "'LETER', which does not exist", "LETTER"),
    ("rules.toml", '{ en = "In time" }', '{ id = "Tepat waktu" }', "TIME", "no text in language en", "en ="),
    ("rules.toml", "The warden judges.", "The {warden judges.", "WISDOM", "braces", "{name}"),
    ("rules.toml", "[[rule]]", "[[rule]", "line 2", "not TOML", "Correct the line"),
    ("rules.toml", "[[rule]]", "[[rulle]]", "", "rulle means nothing here", "correct its name"),
    ("rules.toml", "caps = { MEDICAL = 2 }", 'caps = { MEDICAL = "2" }', "DAYS", "caps.MEDICAL", "whole number"),
    ("workflow.toml", 'to = "AT_WARDEN"', 'to = "AT_WARDN"', "step 1 (send)", "'AT_WARDN'", "AT_WARDEN"),
    ("workflow.toml", 'desk = "COUNCIL"', 'desk = "COUNSEL"', "step 4 (approve)", "'COUNSEL'", "COUNCIL"),
    ("workflow.toml", 'asks = ["note"]', 'asks = ["poem"]', "step 2 (approve)", "'poem'", "note"),
    ("workflow.toml", "initial = true\n", "", "state", "exactly one state must be initial", "initial = true"),
    ("workflow.toml", "final = true\n", "", "GRANTED", "no step leads away", "final = true"),
    ("workflow.toml", 'to = "AT_COUNCIL"', 'to = "GRANTED"', "AT_COUNCIL", "no step leads here", "Add a step"),
    ("workflow.toml", 'cluster = ["MASTER"]', 'rank = ["MASTER"]', "step 2 (approve)", "'rank'", "cluster"),
    ("workflow.toml", 'verbs = ["return"]', 'verbs = ["refuse"]', "PAPERS", "'refuse'", "return"),
    ("pack.toml", '"UTC"', '"Atlantis"', "", "does not exist", "IANA"),
    ("pack.toml", 'version = "1"\n', "", "", "version is missing", "Add version"),
    ("pack.toml", 'version = "1"', 'version = "1"\nmotto = "Ho"', "", "motto means nothing here", "Remove"),
    ("pack.toml", "[payers]", '[asked_of_payers]\ndonor = ["GUEST"]\n[payers]', "asked_of_payers", "'GUEST'", "HOST"),
    ("pack.toml", "[payers]", '[asked_of_payers]\nmood = ["HOST"]\n[payers]', "", "'mood'", "donor"),
    ("pack.toml", "[payers]", "[numbers]\nnik = '[0-9'\n[payers]", "numbers", "no regular expression", "Write one"),
    ("pack.toml", "[payers]", "[numbers]\nshoe = '[0-9]'\n[payers]", "numbers", "'shoe'", "employee_no"),
    ("words/en.toml", "[facts]", '[questions.hunger]\nlabel = "Hungry?"\n[facts]', "", "'hunger'", "by_invitation"),
    (
        "words/en.toml",
        "[facts]",
        '[questions.off_topic]\nlable = "?"\n[facts]',
        "questions.off_topic",
        "lable",
        "correct its name",
    ),
    ("sources.toml", '"section {}"', '"section"', "charter", "no place for the article", "one {}"),
    ("activities.toml", 'id = "SCHOOL"', 'id = "FAIR"', "FAIR", "there twice", "own"),
    ("checklist.csv", "FAIR,PLAN,mandatory", "FAIR,PLAN,obligatory", "line 2", "'obligatory'", "mandatory"),
    ("checklist.csv", "No relations,charter/3,", "No, none,charter/3,", "line 3", "number of columns", "quotes"),
    ("checklist.csv", "golongan=II", "golongan=III", "line 4", "'III'", "II"),
    ("checklist.csv", "golongan=II", "golongan", "line 4", "'golongan'", "fact=value"),
    ("checklist.csv", ",LETTER,No", ",LETER,No", "line 3", "'LETER'", "LETTER"),
    ("checklist.csv", "SCHOOL,PLAN", "FAIR,PLAN", "line 5", "listed twice", "Keep one"),
    ("checklist.csv", "lodging_provided=true", "lodging_provided=yes", "line 7", "'yes'", "false"),
    ("per_diem.csv", "50.50", "fifty", "line 2", "no amount", "plain number"),
    ("per_diem.csv", ",80,", ",0,", "line 3", "says '0'", "above zero"),
    ("per_diem.csv", "2033,AA", "2031,AA", "line 4", "twice for 2031", "Keep one"),
    ("per_diem.csv", "2031,AA", "soon,AA", "line 2", "'soon'", "2024"),
    ("per_diem.csv", "year,", "jahr,", "line 1", "column year is missing", "Add the column"),
    ("holidays.toml", "2031-03-07", '"7 March"', "7 March", "on must be a date", "2026-05-14"),
    ("words/en.toml", '"December"]', "]", "", "twelve months", "months ="),
    ("words/en.toml", "[checks.filed_before_departure]", "[checks.filed]", "", "'filed'", "filed_before_departure"),
    ("words/en.toml", "met = ", "mett = ", "", "'mett'", "met"),
    (
        "words/en.toml",
        "{notice} days of notice, {days}",
        "{0} days of notice",
        "checks.filed_before_departure",
        "braces",
        "{name}",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "row", "problem", "remedy"), MISTAKES)
def test_a_broken_pack_says_file_row_and_remedy(
    tmp_path: Path, file: str, old: str, new: str, row: str, problem: str, remedy: str
) -> None:
    folder = write(tmp_path, **{file.replace(".", "_").replace("/", "_"): (old, new)})
    with pytest.raises(BrokenPack) as caught:
        load(folder)
    found = caught.value
    assert found.file in (file, "words/*.toml")
    assert found.row == row
    assert problem in found.problem
    assert remedy in found.remedy
    assert str(found).startswith(found.file)


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_named(tmp_path: Path, file: str) -> None:
    folder = write(tmp_path)
    (folder / file).unlink()
    with pytest.raises(BrokenPack) as caught:
        load(folder)
    assert caught.value.file == file
    assert "Add it to the pack" in caught.value.remedy


def test_a_file_that_is_not_text_is_named(tmp_path: Path) -> None:
    (write(tmp_path) / "rules.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BrokenPack) as caught:
        load(tmp_path)
    assert (caught.value.file, caught.value.remedy) == ("rules.toml", "Save the file as UTF-8")


def test_a_language_without_a_sentence_is_refused() -> None:
    lacking = WORDS.replace('rate_by_hand = "No rate for {countries}."', "")
    with pytest.raises(BrokenPack) as caught:
        read_words({"en": WORDS, "id": lacking})
    assert (caught.value.file, caught.value.problem) == (
        "words/id.toml",
        "costs.rate_by_hand has no words in this language",
    )


def test_a_sentence_says_the_same_numbers_in_every_language() -> None:
    with pytest.raises(BrokenPack, match="other placeholders"):
        sentences({"en": tomllib.loads(WORDS), "id": tomllib.loads(WORDS.replace("; the last day was {latest}", ""))})


def test_a_pack_gives_what_the_rooms_ask_of_it(tmp_path: Path) -> None:
    pack = harbour(tmp_path)
    assert (pack.id, pack.version, pack.name("en"), pack.time_zone) == ("harbour", "1", "Harbour", "UTC")
    assert list(pack.clusters) == ["MASTER", "MATE"]
    assert pack.activities["FAIR"].letter_code == "F"
    assert pack.documents["CARD"].each == "participant"
    assert pack.cite("charter/7", "en") == "Charter section 7"
    assert pack.reasons["PAPERS"].label("en") == "Papers are missing"
    assert pack.words("en")["costs"]["rate_by_hand"].startswith("No rate")


def test_a_question_is_asked_in_the_packs_words_and_numbers_have_its_shape(tmp_path: Path) -> None:
    asked = '[questions.off_topic]\nlabel = "Elsewhere?"\nhelp = "Say so."\n[facts]'
    write(tmp_path, words_en_toml=("[facts]", asked), pack_toml=("[payers]", "[numbers]\nnik = '[0-9]{4}'\n[payers]"))
    pack = load(tmp_path)
    assert (pack.question("off_topic", "en").label, pack.question("off_topic", "en").help) == ("Elsewhere?", "Say so.")
    assert (pack.question("departs_on", "en").label, pack.question("departs_on", "en").called) == (
        "",
        "Day of departure",
    )
    assert [pack.fits("nik", number) for number in ("1234", "12345", "१२३४")] == [True, False, False]
    assert pack.fits("passport_no", "whatever you like")
