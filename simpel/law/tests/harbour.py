"""A pack as small as a pack can be, of an invented harbour: tests break it one line at a time."""

from pathlib import Path

from simpel.law.pack import Pack, load

PACK = """
id = "harbour"
version = "1"
name = { en = "Harbour" }
time_zone = "UTC"
languages = ["en"]
countries_without_relations = ["ZZ"]

[accredited]
YY = "AA"

[kinds]
NEW = { en = "New" }
CANCELLATION = { en = "Cancellation" }

[institution_kinds]
port = { en = "Port" }

[clusters]
MASTER = { en = "Master" }
MATE = { en = "Mate" }

[payers]
TOWN = { en = "Town" }
HOST = { en = "Host" }

[golongan]
I = { en = "First" }
II = { en = "Second" }
"""

SOURCES = """
[[source]]
id = "charter"
short = { en = "Charter" }
title = { en = "Charter of the harbour" }
article = { en = "section {}" }
on = 2030-01-01
"""

ACTIVITIES = """
[[activity]]
id = "FAIR"
name = { en = "Fair" }
letter_code = "F"

[[activity]]
id = "SCHOOL"
name = { en = "School" }
letter_code = "S"

[[document]]
id = "PLAN"
name = { en = "Plan" }

[[document]]
id = "LETTER"
name = { en = "Letter" }

[[document]]
id = "CARD"
name = { en = "Card" }
each = "participant"
"""

WORKFLOW = """
[[desk]]
id = "CLERK"
name = { en = "Clerk" }
scope = "unit"

[[desk]]
id = "WARDEN"
name = { en = "Warden" }
scope = "office"
decides = true

[[desk]]
id = "COUNCIL"
name = { en = "Council" }
scope = "office"
decides = true

[[state]]
id = "DRAFT"
label = { en = "Draft" }
held_by = "CLERK"
phase = "draft"
initial = true
editable = true

[[state]]
id = "AT_WARDEN"
label = { en = "With the warden" }
held_by = "WARDEN"
phase = "office"

[[state]]
id = "AT_COUNCIL"
label = { en = "With the council" }
held_by = "COUNCIL"
phase = "office"

[[state]]
id = "GRANTED"
label = { en = "Granted" }
phase = "decided"
final = true

[[step]]
verb = "send"
from = ["DRAFT"]
to = "AT_WARDEN"
desk = "CLERK"
label = { en = "Send" }
effect = "first_filing"

[[step]]
verb = "approve"
from = ["AT_WARDEN"]
to = "AT_COUNCIL"
desk = "WARDEN"
for = { cluster = ["MASTER"] }
label = { en = "Pass on" }
asks = ["note"]

[[step]]
verb = "approve"
from = ["AT_WARDEN"]
to = "GRANTED"
desk = "WARDEN"
unless = { cluster = ["MASTER"] }
label = { en = "Grant" }
asks = ["note"]
effect = "issue_letter"

[[step]]
verb = "approve"
from = ["AT_COUNCIL"]
to = "GRANTED"
desk = "COUNCIL"
label = { en = "Grant" }
asks = ["note"]
effect = "issue_letter"

[[step]]
verb = "return"
from = ["AT_WARDEN", "AT_COUNCIL"]
to = "DRAFT"
desk = "WARDEN"
label = { en = "Return" }
asks = ["note", "reason"]

[[reason]]
id = "PAPERS"
label = { en = "Papers are missing" }
verbs = ["return"]
"""

RULES = """
[[rule]]
id = "TIME"
title = { en = "In time" }
check = "filed_before_departure"
days = 5
cite = ["charter/1"]
since = 2031-01-01
until = 2031-12-31
effect = "block"
confidence = "confirmed"
fields = ["departs_on"]

[[rule]]
id = "SEATS"
title = { en = "Few people" }
check = "headcount"
max = 2
per_working_group = 1
cite = ["charter/2"]
since = 2031-01-01
effect = "warn"
confidence = "confirmed"
overrule = true
for = { activity = ["FAIR"] }

[[rule]]
id = "CARD"
title = { en = "Everybody has a card" }
check = "own_document"
all_of = ["CARD"]
each = "participant"
cite = ["charter"]
since = 2031-01-01
effect = "block"
confidence = "confirmed"
unless = { golongan = ["I"] }

[[rule]]
id = "LETTER"
title = { en = "A letter where there are no relations" }
check = "document"
all_of = ["LETTER"]
cite = ["charter/3"]
since = 2031-01-01
dated_by = "departs"
effect = "block"
confidence = "confirmed"
for = { diplomatic_relations = false }

[[rule]]
id = "REPORT"
title = { en = "A report" }
check = "reported_within"
days = 10
cite = ["charter/4"]
since = 2031-01-01
effect = "monitor"
confidence = "confirmed"

[[rule]]
id = "DAYS"
title = { en = "Paid days" }
check = "paid_days"
travel_days_only = ["SCHOOL"]
caps = { MEDICAL = 2 }
cite = ["charter/5"]
since = 2031-01-01
effect = "compute"
confidence = "confirmed"

[[rule]]
id = "BED"
title = { en = "A bed given" }
check = "lodging_share"
max_pct = 30
cite = ["charter/5"]
since = 2031-01-01
effect = "compute"
confidence = "confirmed"

[[rule]]
id = "WISDOM"
title = { en = "Is it wise?" }
check = "asked"
cite = ["charter/6"]
since = 2031-01-01
effect = "ask"
confidence = "assumption"
words.unknown = { en = "The warden judges." }
"""

CHECKLIST = """activity,document,requirement,when,rule,condition_en,cite,confidence
FAIR,PLAN,mandatory,,,,charter/7,confirmed
FAIR,LETTER,conditional,,LETTER,No relations,charter/3,confirmed
FAIR,CARD,conditional,golongan=II,,Second class,charter,confirmed
SCHOOL,PLAN,optional,,,,charter/7,confirmed
SCHOOL,LETTER,conditional,,,Somebody decides,charter/7,assumption
SCHOOL,CARD,conditional,payers=HOST; lodging_provided=true,,The host pays,charter/7,confirmed
AMENDMENT_CANCELLATION,LETTER,mandatory,,,,charter/8,confirmed
"""

PER_DIEM = """year,country,name,I,II,source
2031,AA,Aland,100,50.50,charter
2031,BB,Bland,80,70,charter
2033,AA,Aland,110,60,charter
"""

HOLIDAYS = """
[[holiday]]
on = 2031-03-07
name = { en = "Harbour day" }
"""

WORDS = """
months = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December"]
and = "and"

[facts]
departs_on = "day of departure"

[outcomes]
unknown = "Not known yet: {missing}."

[checks.filed_before_departure]
met = "{notice} days of notice, {days} asked."
broken = "{notice} days of notice, {days} asked; the last day was {latest}."

[costs]
rate_by_hand = "No rate for {countries}."
"""

FILES = {
    "pack.toml": PACK,
    "sources.toml": SOURCES,
    "activities.toml": ACTIVITIES,
    "workflow.toml": WORKFLOW,
    "rules.toml": RULES,
    "checklist.csv": CHECKLIST,
    "per_diem.csv": PER_DIEM,
    "holidays.toml": HOLIDAYS,
    "words/en.toml": WORDS,
}


def write(folder: Path, **changed: tuple[str, str]) -> Path:
    """The pack in a folder, with a text replaced in the files that are named (`rules_toml=(old, new)`)."""
    for name, text in FILES.items():
        old, new = changed.get(name.replace(".", "_").replace("/", "_"), ("", ""))
        assert old in text, f"{old!r} does not stand in {name}"
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
    return folder


def harbour(folder: Path, **changed: tuple[str, str]) -> Pack:
    """The pack, loaded."""
    return load(write(folder, **changed))
