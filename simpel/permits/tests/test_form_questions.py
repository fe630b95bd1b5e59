"""Questions that only some law asks: shown when a rule or a paper waits for the answer, in the pack's words."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from simpel.law.read_words import FORM_FIELDS
from simpel.people.models import Person
from simpel.permits import actions, assessment
from simpel.permits.content import digest
from simpel.permits.facts import FACT_OF, FIELD_OF, QUESTIONS
from simpel.permits.forms.applicant import GeneralForm, MoneyForm, TripForm
from simpel.permits.forms.places import place_of
from simpel.permits.models import Application, Participant, Report

HX = {"HTTP_HX_REQUEST": "true"}


def url(name: str, application: Application) -> str:
    return reverse(f"permits:{name}", args=[application.reference])


def asked(client, application: Application) -> set[str]:
    page = client.get(url("activity", application)).text
    return {name for name in QUESTIONS if f'name="{name}"' in page}


def state(application: Application, rule: str) -> str:
    return next(finding.state for finding in assessment.findings(application) if finding.id == rule)


@pytest.fixture
def at_home(client, siti):
    client.force_login(siti)
    return client


@pytest.fixture
def mayor(world, draft) -> Application:
    """A regional head travels: the law asks whether the region is in an emergency."""
    world.university.kind = "region"
    world.university.save()
    return actions.change(draft, by=world.siti, head_of_institution=True)


def test_a_question_appears_only_where_the_law_looks_at_it(at_home, draft):
    assert asked(at_home, draft) == {"off_topic", "by_invitation"}
    assert "Apakah kegiatan ini atas undangan?" in at_home.get(url("activity", draft)).text


def test_an_answer_settles_the_finding_and_stays_on_the_page(at_home, mayor):
    assert state(mayor, "REG-02") == "unknown" and "regional_emergency" in asked(at_home, mayor)
    at_home.post(url("activity", mayor), trip_of(mayor, regional_emergency="False"), **HX)
    mayor.refresh_from_db()
    assert mayor.answers == {"regional_emergency": False} and state(mayor, "REG-02") == "met"
    page = at_home.get(url("activity", mayor)).text
    assert re.search(r'name="regional_emergency" value="False"[^>]*checked', page)


def test_the_same_answer_again_writes_nothing(at_home, mayor):
    answers = trip_of(mayor, regional_emergency="True")
    at_home.post(url("activity", mayor), answers, **HX)
    before = Application.objects.get()
    at_home.post(url("activity", mayor), {**answers, "version": before.version}, **HX)
    assert Application.objects.get().version == before.version


def test_an_answer_asks_for_the_paper_that_follows_from_it(at_home, draft):
    answer = at_home.post(url("activity", draft), trip_of(draft, by_invitation="True"))
    assert answer.status_code == 302
    wanted = {item.code: item.needed for item in assessment.status(Application.objects.get()).checklist}
    assert wanted["INVITATION"] is True


def test_an_open_finding_leads_to_its_question(at_home, mayor):
    places = place_of(mayor, "regional_emergency"), place_of(mayor, "same_person_as_deputy_abroad")
    assert [place.url.rpartition("/")[2] for place in places] == ["#id_regional_emergency", "#id_deputy_abroad"]
    assert places[0].label == "Apakah daerah sedang dalam keadaan darurat?"
    assert f'href="{places[0].url}"' in at_home.get(url("status", mayor)).text


def test_a_number_that_is_none_is_refused_at_its_field(at_home, draft):
    answer = at_home.post(url("activity", draft), trip_of(draft, directed_headcount="-2", off_topic="True"))
    assert answer.status_code == 422 and 'href="#id_directed_headcount"' in answer.text
    assert Application.objects.get().answers == {"off_topic": True}


def test_the_digest_binds_the_answers(draft):
    before = digest(draft)
    draft.answers = {"off_topic": True}
    assert digest(draft) != before


def test_reviewers_read_the_answers(client, world):
    file = world.at_analyst(answers={"off_topic": False, "by_invitation": True})
    client.force_login(world.bayu)
    assert "Apakah kegiatan ini atas undangan?" in client.get(url("file", file)).text


def test_every_fact_of_yes_or_no_can_be_answered_somewhere():
    forms = {**GeneralForm.base_fields, **TripForm.base_fields, **MoneyForm.base_fields}
    columns = {"working_groups", "head_of_institution", "deputy_abroad", "lodging_provided"}
    assert columns <= set(forms) and not columns & set(QUESTIONS)
    assert set(QUESTIONS) > {"off_topic", "regional_emergency", "by_invitation", "directed_headcount"}
    assert all(FIELD_OF[fact] == field for field, fact in FACT_OF.items())


def test_a_pack_may_word_only_questions_that_exist():
    named = {field.name for model in (Application, Participant, Person, Report) for field in model._meta.get_fields()}
    assert set(FORM_FIELDS) <= named | {"nik", "passport_no"}
    assert all(settings.PACK.question(name, language).called for name in QUESTIONS for language in ("id", "en"))


def trip_of(application: Application, **answers: str) -> dict[str, object]:
    names = ("version", "activity_type", "departs_on", "returns_on", "purpose")
    return {**{name: getattr(application, name) for name in names}, **answers}
