"""Check first: what anybody learns before there is a file."""

from datetime import date
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from simpel.advice.answer import Answer, answer
from simpel.advice.asking import MOST_PEOPLE, Ask
from simpel.permits import carrying
from simpel.permits.models import Application
from simpel.permits.tests.world import World

TODAY = date(2026, 8, 31)  # a Monday
TRADE = {
    "country": "NL", "activity_type": "PROMOTION", "institution": "region", "cluster": "ECHELON_2_BELOW",
    "departs_on": "2026-09-15", "returns_on": "2026-09-19", "starts_on": "2026-09-16", "ends_on": "2026-09-18",
    "people": "6", "people_C": "6", "payers": "GOVERNMENT",
}  # fmt: skip


def asked(today: date = TODAY, **answers: object) -> Answer:
    from django.http import QueryDict

    form = Ask(QueryDict(urlencode({**TRADE, **answers}, doseq=True)))
    assert not form.errors
    return answer(form.answers, today=today)


def page(client: Client, **answers: object) -> BeautifulSoup:
    response = client.get("/cek/", answers)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize(("people", "state"), [(5, "ok"), (6, "stop")])
def test_one_person_too_many_is_said_with_clause_and_remedy(people: int, state: str) -> None:
    found = asked(people=people, people_C=people)
    told = next(told for told in found.findings if told.finding.id == "CAP-10")
    assert told.kind == state
    assert told.cites == ["SE B-32/M/S/LN.00/12/2024 angka 3"]
    assert bool(told.remedies) == (state == "stop")
    assert not told.remedies or "5 orang" in told.remedies[0]


@pytest.mark.parametrize(("filed", "kind"), [("2026-09-05", "ok"), ("2026-09-06", "warn")])
def test_a_late_filing_names_the_last_day_and_the_first_possible_departure(filed: str, kind: str) -> None:
    told = next(told for told in asked(filed_on=filed).findings if told.finding.id == "TIM-02")
    assert told.kind == kind
    if kind == "warn":
        assert "5 Sep 2026" in told.remedies[0] and "16 Sep 2026" in told.remedies[0]


def test_the_last_safe_day_is_a_working_day() -> None:
    found = asked()
    assert found.latest_safe == date(2026, 9, 4)  # ten days before is the 5th, a Saturday
    assert found.working_days_left == 4


def test_what_nobody_answered_is_unknown_and_never_broken() -> None:
    form = Ask(None)
    nothing = answer(form.answers, today=TODAY)
    assert not nothing.stop and not nothing.warn
    assert nothing.latest_safe is None and nothing.estimate.per_diem_usd is None


def test_special_questions_are_asked_only_when_a_rule_waits_for_them() -> None:
    region, ministry = asked(), asked(institution="ministry")
    assert "head_of_institution" in region.asked
    assert "head_of_institution" not in ministry.asked
    answered = asked(head_of_institution="True")
    assert "same_person_as_deputy_abroad" in answered.asked | {"same_person_as_deputy_abroad"} & region.asked


@pytest.mark.parametrize(("filed", "rule"), [("2024-12-22", False), ("2024-12-23", True)])
def test_a_day_in_the_past_is_judged_by_its_own_law(filed: str, rule: bool) -> None:
    ids = {told.finding.id for told in asked(filed_on=filed, departs_on="2025-02-03", returns_on="2025-02-08",
                                             starts_on="2025-02-04", ends_on="2025-02-06").findings}  # fmt: skip
    assert ("CAP-10" in ids) is rule


def test_the_page_needs_no_login_stores_nothing_and_shows_everything(client: Client, db: None) -> None:
    soup = page(client, **{**TRADE, "filed_on": "2026-08-31"})
    text = soup.get_text(" ", strip=True)
    assert soup.select_one(".verdict") and "Satu hal harus diubah." in text
    for wanted in ("Kerangka acuan kerja", "Kepala Bagian", "US$6.624", "Terpenuhi".lower(), "Ajukan dengan isian ini"):
        assert wanted.lower() in text.lower()
    assert not client.cookies.get("simpel") and not Application.objects.exists()


def test_the_page_costs_no_query(client: Client, db: None, django_assert_num_queries) -> None:
    client.get("/cek/", TRADE)
    with django_assert_num_queries(0):
        client.get("/cek/", TRADE)


def test_an_empty_check_invites(client: Client, db: None) -> None:
    soup = page(client)
    assert soup.h1 and soup.h1.text == "Cek dulu, baru ajukan."
    assert "Jawabannya muncul di sini" in soup.text


def test_htmx_receives_the_fragment_the_page_includes_and_a_clean_address(client: Client, db: None) -> None:
    asking = {"HX-Request": "true", "HX-Target": "jawaban"}
    response = client.get("/cek/", {**TRADE, "second_country": ""}, headers=asking)
    assert "<html" not in response.text and "verdict" in response.text
    assert "second_country" not in response.headers["HX-Push-Url"]


def test_blank_and_foreign_parameters_leave_the_address(client: Client, db: None) -> None:
    response = client.get("/cek/?country=NL&people=&spy=1")
    assert (response.status_code, response.headers["Location"]) == (302, "/cek/?country=NL")


def test_mistakes_are_shown_at_their_question_and_the_rest_is_answered(client: Client, db: None) -> None:
    response = client.get("/cek/", {**TRADE, "returns_on": "2026-09-01", "people": str(MOST_PEOPLE + 1)})
    soup = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 422
    assert soup.select("#id_returns_on[aria-invalid]") and soup.select("#id_people[aria-invalid]")
    assert soup.select_one(".verdict")


@effort(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.sampled_from([*Ask.base_fields, "people_A", "head_of_institution", "min_lead_days", "x"]),
        st.one_of(
            st.text(max_size=30), st.sampled_from(["JP", "1", "-1", "9" * 30, "2026-02-30", "9999-12-31", "True"])
        ),
        max_size=8,
    )
)
def test_no_query_whatever_breaks_the_page(client: Client, db: None, query: dict[str, str]) -> None:
    assert client.get("/cek/", query, headers={"HX-Target": "jawaban"}).status_code in {200, 422}


def test_the_answers_are_carried_through_the_login_into_a_new_application(client: Client, world: World) -> None:
    link = page(client, **TRADE).select_one(".cta a")["href"]
    anonymous = client.get(link)
    assert anonymous.status_code == 302 and "next=" in anonymous.headers["Location"]
    client.force_login(world.siti)
    start = BeautifulSoup(client.get(link).content, "html.parser")
    fields = {name: start.select_one(f"[name={name}]")["value"] for name in ("request_key", "applicant")}
    client.post(link, fields)
    draft = Application.objects.get()
    assert (draft.activity_type, draft.departs_on, draft.cluster) == ("PROMOTION", date(2026, 9, 15), "ECHELON_2_BELOW")
    assert (draft.payers, draft.funding) == (["GOVERNMENT"], "SINGLE")
    client.post(link, fields)  # the same request again
    assert Application.objects.count() == 1


def test_only_valid_answers_to_questions_of_the_form_are_carried(client: Client, world: World) -> None:
    client.force_login(world.siti)
    silly = "?state=APPROVED&register_no=7&departs_on=soon&activity_type=NOPE&payers=DONOR&cluster=MINISTER&purpose=x"
    start = BeautifulSoup(client.get(reverse("permits:create") + silly).content, "html.parser")
    fields = {name: start.select_one(f"[name={name}]")["value"] for name in ("request_key", "applicant")}
    client.post(reverse("permits:create") + silly, fields)
    draft = Application.objects.get()
    assert (draft.state, draft.register_no, draft.purpose) == (settings.PACK.workflow.initial, None, "")
    assert (draft.departs_on, draft.activity_type, draft.payers, draft.cluster) == (None, "", ["DONOR"], "MINISTER")


def test_an_application_already_filled_in_is_not_overwritten(world: World, rf) -> None:
    draft = world.draft()
    request = rf.post("/permohonan/baru/?activity_type=STUDY")
    assert carrying.take(request, draft, by=world.siti).activity_type == "SEMINAR"


def test_home_leads_to_the_check(client: Client, db: None) -> None:
    assert BeautifulSoup(client.get("/").content, "html.parser").select(".door a[href='/cek/']")
