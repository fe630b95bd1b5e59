"""A row of any kind that is written wrongly is refused with its file, its row and what to do."""

import shutil
from pathlib import Path

import pytest

from simpel.law.pack import BrokenPack, load
from simpel.law.tests.conftest import PACKS

RULES, TABLES, CALENDARS, DUTIES = "rules.toml", "tables.toml", "calendars.toml", "duties.toml"
MISTAKES = [
    # file, what stands there, what was written instead, row, problem, remedy
    (RULES, 'per = "person"', 'per = "ship"', "AWAY-01", "per says 'ship'", "person"),
    (RULES, 'unit = "days"', 'unit = "knots"', "AWAY-01", "unit says 'knots'", "money"),
    (RULES, 'window = "year"', 'window = "age"', "AWAY-01", "window says 'age'", "quarter"),
    (RULES, 'starts = "04-01"', 'starts = "02-29"', "AWAY-01", "starts says '02-29'", '"04-01"'),
    (RULES, "max = 40", "least = 40", "AWAY-01", "check quota needs max", "Add max"),
    (RULES, "travel_days = false", "travel_days = 0", "AWAY-05", "must be true or false", "travel_days = true"),
    (RULES, 'same = "country"', 'same = "sea"', "AWAY-06", "same says 'sea'", "country"),
    (RULES, 'what = "OUTFIT"\n', "", "AWAY-07", "needs one of what, activity", "Add what"),
    (RULES, 'what = "OUTFIT"', 'what = "OUTFITS"', "AWAY-07", "'OUTFITS', which does not exist", "OUTFIT"),
    (RULES, 'table = "party_size"\n', "", "CREW-01", "needs table beside by", "Add table"),
    (RULES, 'table = "party_size"', 'table = "party"', "CREW-01", "'party', which does not exist", "party_size"),
    (RULES, 'by = "head_rank"', 'by = "head"', "CREW-01", "'head', which does not exist", "head_rank"),
    (RULES, 'role = "ESCORT"\n', "", "CREW-03", "needs one of role, rank, office, trait", "Add role"),
    (RULES, 'role = "ESCORT"', 'role = "ESCROT"', "CREW-03", "'ESCROT'", "ESCORT"),
    (RULES, 'unless_member = "NEEDS_ESCORT"', 'unless_member = "LOST"', "CREW-03", "'LOST'", "NEEDS_ESCORT"),
    (RULES, 'event = "TECHNICAL"', 'event = "TECNICAL"', "CREW-05", "'TECNICAL'", "TECHNICAL"),
    (RULES, 'from = ["CREW-05", "AWAY-05"]', 'from = ["CREW-55"]', "CREW-06", "'CREW-55'", "CREW-05"),
    (RULES, "HARBOUR_MASTER/DEPUTY", "HARBOUR_MASTER", "HOME-01", "pair says 'HARBOUR_MASTER'", "HEAD/DEPUTY"),
    (RULES, "HARBOUR_MASTER/DEPUTY", "HARBOUR_MASTER/MATE", "HOME-01", "'MATE'", "DEPUTY"),
    (RULES, 'calendar = "storms"', 'calendar = "calms"', "HOME-05", "'calms'", "storms"),
    (RULES, 'until_hour = "16:00"', 'until_hour = "4 pm"', "TIME-01", "until_hour says '4 pm'", "16:00"),
    (RULES, "months = 2\n", "", "TIME-02", "needs one of days, months", "Add days"),
    (RULES, 'suspended = ["FAIR"]', 'suspended = ["FAIRE"]', "WHY-01", "'FAIRE'", "FAIR"),
    (RULES, 'reasons = ["LAST_CHANCE"]', 'reasons = ["NONE"]', "WHY-01", "'NONE'", "LAST_CHANCE"),
    (RULES, 'not = ["SUPPLIER"]', 'not = ["SUPLIER"]', "WHY-05", "'SUPLIER'", "SUPPLIER"),
    (RULES, 'not = ["SUPPLIER"]', 'never = ["SUPPLIER"]', "WHY-05", "does not know never", "not, declare"),
    (RULES, 'of = ["MESSAGE", "ENVOY", "AT_HOME"]', "of = 3", "WHY-04", "of must be a list", "of = "),
    (RULES, 'period = "quarter"', 'period = "moon"', "WHY-06", "period says 'moon'", "quarter"),
    (RULES, 'of = ["REPORT", "LANTERN"]', 'of = ["DEBT"]', "WHY-07", "'DEBT'", "LANTERN"),
    (RULES, 'endorsed_by = "REGISTRAR"', 'endorsed_by = "REGENT"', "CHEST-01", "'REGENT'", "REGISTRAR"),
    (RULES, 'replaces = "CHEST-04"', 'replaces = "CHEST-40"', "CHEST-05", "'CHEST-40'", "CHEST-04"),
    (RULES, "until = 2027-12-31", "until = 2027-12-30", "CHEST-05", "ends on 2027-12-30", "until = 2027-12-31"),
    (RULES, "until = 2027-12-31\n", "", "CHEST-05", "never ends", "until = 2027-12-31"),
    (RULES, 'items = "cost_items"', 'items = "costs"', "CHEST-06", "'costs'", "cost_items"),
    (RULES, 'class = "CABIN"', "class = 1", "CHEST-07", "class must be a text", 'class = "…"'),
    (RULES, 'of = ["MAIL_BOAT"]', 'of = ["MALE_BOAT"]', "CHEST-08", "'MALE_BOAT'", "MAIL_BOAT"),
    (TABLES, "ELDER = 9", 'ELDER = "nine"', "party_size", "ELDER must be a whole number", "ELDER = 7"),
    (TABLES, "ELDER = 9", "OLDER = 9", "party_size", "'OLDER'", "ELDER"),
    (TABLES, "CROWNED = { ELDER = 12 }", "CROWNED = 12", "party_size_at", "no codes of head_rank", "CODE"),
    (CALENDARS, 'calendar = "storms"', 'calendar = "calms"', "storms-2027-north", "'calms'", "storms"),
    (CALENDARS, "ends_on = 2027-12-20", "ends_on = 2027-10-14", "storms-2027-north", "before starts_on", "last day"),
    (CALENDARS, '["NORTH"]', '["EAST"]', "storms-2027-north", "'EAST'", "NORTH"),
    (DUTIES, 'to = "REGENT"', 'to = "QUEEN"', "OWE-02", "'QUEEN'", "REGENT"),
    (DUTIES, "days = 5\n", "", "OWE-02", "days is missing", "Add days"),
    (DUTIES, 'what = "LANTERN"', 'what = "LAMP"', "OWE-03", "'LAMP'", "LANTERN"),
    (DUTIES, "day = 5", "day = 32", "OWE-04", "no month has it", "1 to 31"),
    (DUTIES, 'every = "month"', 'every = "moon"', "OWE-04", "'moon'", "month"),
    (DUTIES, 'institution = ["town"]', 'activity = ["FAIR"]', "OWE-04", "'activity'", "institution"),
    ("holidays.toml", 'mark = "joint_leave"', 'mark = "lent"', "2027-06-23", "'lent'", "joint_leave"),
    ("holidays.toml", "on = 2027-03-12", "on = 2027-01-01", "2027-01-01", "is there twice", "name their regions"),
    ("holidays.toml", 'regions = ["SOUTH"]', 'regions = ["EAST"]', "2027-05-05", "'EAST'", "SOUTH"),
    ("holidays.toml", 'cite = "tide-book/30"', 'cite = "tidebook/30"', "2027-05-05", "'tidebook'", "tide-book"),
]  # fmt: skip


@pytest.fixture(scope="module")
def isles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(PACKS / "example", tmp_path_factory.mktemp("isles") / "example"))


@pytest.mark.parametrize(("file", "old", "new", "row", "problem", "remedy"), MISTAKES)
def test_a_row_that_is_written_wrongly_is_refused_with_file_row_and_remedy(
    isles: Path, file: str, old: str, new: str, row: str, problem: str, remedy: str
) -> None:
    right = (isles / file).read_text(encoding="utf-8")
    before, found, after = right.partition(old) if file != RULES else _within(right, row, old)
    assert found, f"{old!r} does not stand in {file}, {row}"
    (isles / file).write_text(f"{before}{new}{after}", encoding="utf-8")
    try:
        with pytest.raises(BrokenPack) as caught:
            load(isles)
    finally:
        (isles / file).write_text(right, encoding="utf-8")
    assert (caught.value.file, caught.value.row) == (file, row)
    assert problem in caught.value.problem
    assert remedy in caught.value.remedy


def _within(text: str, row: str, old: str) -> tuple[str, str, str]:
    """The text around `old`, sought in the row that is named first; else, as for `until`, anywhere."""
    start = text.index(f'id = "{row}"')
    at = text.find(old, start, text.find("[[rule]]", start))
    if at < 0:
        return text.partition(old)
    return text[:at], old, text[at + len(old) :]
