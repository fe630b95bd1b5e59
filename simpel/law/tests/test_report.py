"""Everything the law says about one trip, as plain data."""

import json
from datetime import date

import pytest
from hypothesis import given

from simpel.law.facts import Trip, parse
from simpel.law.pack import Pack
from simpel.law.report import blocked, check_report
from simpel.law.tests.trips import trips

SYMPOSIUM = """
filed_on = 2026-04-15
activity = "SEMINAR"
cluster = "ECHELON_2_BELOW"
institution = "university"
origin = "unit"
starts_on = 2026-05-14
ends_on = 2026-05-16
departs_on = 2026-05-13
returns_on = 2026-05-17
working_groups = 0
head_of_institution = false
off_topic = false
documents = [
    "PROPOSAL_LETTER_FP", "PROPOSAL_LETTER_UNIT", "TOR",
    "INDIVIDUAL_CONFIRMATION", "SCHEDULE", "FUNDING_STATEMENT",
]

[funding]
mode = "MIXED"
payers = ["GOVERNMENT", "DONOR"]
lodging_provided = true

[[destination]]
country = "JP"
city = "Kyoto"
diplomatic_relations = true

[[participant]]
golongan = "C"
home_institution = true
starts_on = 2026-05-14
ends_on = 2026-05-16
documents = ["ID_CARD"]
"""
FILED = date(2026, 4, 15)


@pytest.fixture
def report(indonesia: Pack) -> dict:
    return check_report(indonesia, parse(SYMPOSIUM), FILED, "id")


def outcomes(report: dict) -> dict[str, str]:
    return {finding["rule"]: finding["outcome"] for finding in report["findings"]}


def test_the_symposium_lacks_only_the_missions_letter(report: dict) -> None:
    broken = [finding for finding in report["findings"] if finding["outcome"] == "broken"]
    assert [(finding["rule"], finding["effect"], finding["fields"]) for finding in broken] == [
        ("DOC-03", "block", ["MISSION_CORRESPONDENCE"])
    ]
    assert blocked(report)
    open_papers = [line["document"] for line in report["checklist"] if line["needed"] and not line["present"]]
    assert open_papers == ["MISSION_CORRESPONDENCE"]


def test_with_the_letter_nothing_blocks(indonesia: Pack) -> None:
    complete = parse(SYMPOSIUM.replace('"TOR",', '"TOR", "MISSION_CORRESPONDENCE",'))
    assert not blocked(check_report(indonesia, complete, FILED, "en"))


def test_days_cost_and_route_stand_beside_the_findings(report: dict) -> None:
    assert (report["pack"], report["on"]) == ("indonesia", "2026-04-15")
    assert (report["latest_safe_filing"], report["report_due"]) == ("2026-05-06", "2026-05-31")
    assert (report["cost"]["per_diem_usd"], report["cost"]["table_year"]) == (1146, 2024)
    assert report["route"] == ["UNIT", "FOCAL_POINT", "ANALYST", "SUBDIVISION_HEAD", "DIVISION_HEAD", "BUREAU_HEAD"]


def test_rules_that_do_not_apply_are_left_out(report: dict) -> None:
    found = outcomes(report)
    assert "CAP-12" in found
    assert not {"CAP-08", "DOC-05", "DOC-06", "TIM-02", "REG-01", "REP-02"} & set(found)


def test_the_law_of_the_day_is_asked(indonesia: Pack) -> None:
    trip = parse(SYMPOSIUM)
    before, after = (
        outcomes(check_report(indonesia, trip, on, "id")) for on in (date(2024, 12, 22), date(2024, 12, 23))
    )
    assert "CAP-12" not in before
    assert after["CAP-12"] == "met"


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_report_speaks_both_languages_with_clauses(indonesia: Pack, lang: str) -> None:
    found = check_report(indonesia, parse(SYMPOSIUM), FILED, lang)
    clause = {"id": "SE B-32/M/S/LN.00/12/2024 angka 4b(3)", "en": "point 4b(3)"}[lang]
    missions = next(finding for finding in found["findings"] if finding["rule"] == "DOC-03")
    assert clause in missions["cite"][0]


@given(trip=trips)
def test_any_trip_gets_a_report_that_json_can_hold(harbour: Pack, trip: Trip) -> None:
    found = check_report(harbour, trip, date(2031, 6, 2), "en")
    assert json.loads(json.dumps(found)) == found
    assert set(found) >= {"pack", "on", "findings", "checklist", "route", "latest_safe_filing", "cost"}
    for finding in found["findings"]:
        assert set(finding) >= {"rule", "outcome", "effect", "text", "cite", "values"}
