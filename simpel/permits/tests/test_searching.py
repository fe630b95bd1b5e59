"""Finding files: every word counts, accents and signs do not, and nobody finds what they may not see."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simpel.law.workflow import Refused
from simpel.ledger import clock
from simpel.letters.models import Letter
from simpel.people.actions import change_person
from simpel.people.models import User
from simpel.permits import access, actions, searching
from simpel.permits.models import Application, SearchEntry
from simpel.permits.past import PastFile, import_files

pytestmark = pytest.mark.django_db


def found(user: User, typed: str) -> list[str]:
    return [row.reference for row in searching.matching(access.visible_to(user), typed)]


def test_a_file_is_found_by_everything_people_remember_of_it(world):
    application = world.approved()
    number = Letter.objects.get(case=application.reference).number
    remembered = (
        application.reference, application.reference.lower(), str(application.register_no),
        application.printed_register_no, "0771/KS.02/2026", "1120/UCR.3", number, "cendana raya", "fakultas teknik",
        "Simposium", "Forum Teknik Pantai", "KYOTO", "Jepang", "Japan", "Ratna", "pelindungan pantai",
        "makalah kyo", "kyo", '"teknik pantai" ratna',
    )  # fmt: skip
    assert [words for words in remembered if found(world.bayu, words) != [application.reference]] == []


def test_every_word_must_occur_and_quoted_words_in_their_order(world, draft):
    assert found(world.siti, "kyoto simposium") == [draft.reference]
    assert found(world.siti, "kyoto antartika") == []
    assert found(world.siti, '"simposium teknik"') == [draft.reference]
    assert found(world.siti, '"pantai simposium"') == []


def test_only_the_last_word_may_be_a_beginning_and_none_inside_quotes(world, draft):
    assert found(world.siti, "kyoto simpo") == [draft.reference]
    assert found(world.siti, "simpo kyoto") == []
    assert found(world.siti, '"simpo"') == []
    assert found(world.siti, "si") == [draft.reference] and found(world.siti, "s") == []


def test_accents_and_case_make_no_difference(world, draft):
    actions.change(draft, by=world.siti, purpose="Menemui Université de Montréal, ÇEŞME.")
    assert found(world.siti, "universite MONTREAL") == found(world.siti, "Université çeşme") == [draft.reference]


@pytest.mark.parametrize(
    "typed",
    ['"', '""', "AND", "NOT kyoto", "a OR b", "NEAR(a b)", "text:x", "*", "kyoto*", "(((", "'; --", "a & | !b", "<->",
     "\\", "%", "_", "- -", ":*", "^x", "{a}", "é" * 300, "🛫 🛬", "x " * 200, "1e5", "-5", "a\tb", "ﬁ", "²"],
)  # fmt: skip
def test_hostile_words_find_little_and_break_nothing(client, world, draft, typed):
    client.force_login(world.siti)
    assert client.get("/permohonan/", {"q": typed}).status_code == 200
    assert isinstance(found(world.siti, typed), list)


def test_signs_alone_find_nothing_and_nothing_typed_finds_all(world, draft):
    assert found(world.siti, "///") == []
    assert found(world.siti, "  ") == [draft.reference]


def test_nobody_finds_what_they_may_not_see(world, draft):
    assert found(world.siti, "kyoto") == [draft.reference]
    for other in (world.orang_lain, world.bayu, world.dewi, world.ratna):
        assert found(other, "kyoto") == [] and found(other, draft.reference) == []


def test_identity_and_passport_numbers_are_never_words(world, draft):
    person = change_person(world.person, by=world.siti, nik="3171234567890123", passport_no="X1234567")
    actions.add_participant(draft, by=world.siti, person=person)
    words = SearchEntry.objects.get(application=draft).text
    assert "ratna" in words and "3171234567890123" not in words and "x1234567" not in words


def test_what_is_taken_out_is_found_no_more_and_a_deleted_draft_leaves_nothing(world, draft):
    actions.add_participant(draft, by=world.siti, person=world.person)
    assert found(world.siti, "ratna") == [draft.reference]
    actions.remove_participant(draft.participants.get(), by=world.siti)
    assert found(world.siti, "ratna") == []
    actions.delete_draft(draft, by=world.siti)
    assert found(world.siti, "kyoto") == [] and not SearchEntry.objects.exists()


def test_a_refused_change_changes_no_words(world, at_analyst):
    before = SearchEntry.objects.get(application=at_analyst).text
    with pytest.raises(Refused):
        actions.change(at_analyst, by=world.siti, purpose="Antartika")
    assert SearchEntry.objects.get(application=at_analyst).text == before


def test_imported_files_are_found_too(world):
    day = clock.today() - timedelta(days=90)
    past = PastFile(
        reference="AAAA-2222", institution=world.university, unit=world.unit, created_by=world.siti,
        event={"name": "Kongres Gambut", "organiser": "IPS", "country": "FI", "city": "Tampere", "starts_on": day,
               "ends_on": day},
        form={"departs_on": day, "returns_on": day}, people=(world.person,),
        way=((day, "send", "UNIT", "AT_ANALYST", world.siti),), filed_on=day,
    )  # fmt: skip
    assert import_files([past]) == 1
    assert found(world.bayu, "gambut finlandia ratna") == ["AAAA-2222"]


def test_reindexing_brings_a_renamed_traveller_up_to_date(world, draft):
    actions.add_participant(draft, by=world.siti, person=world.person)
    change_person(world.person, by=world.siti, name="Ratna Kusumawardani")
    assert searching.index_all(searching.stored()) == 1
    assert found(world.siti, "kusumawardani") == [draft.reference]


def test_searching_asks_as_often_for_many_files_as_for_one(client, world, draft, django_assert_max_num_queries):
    client.force_login(world.siti)
    counts = []
    for _ in range(2):
        with django_assert_max_num_queries(40) as asked:
            client.get("/permohonan/", {"q": "kyoto"})
        counts.append(len(asked))
        for _ in range(6):
            world.draft()
    assert counts[0] == counts[1] and Application.objects.count() > 1


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80))
def test_folded_words_are_letters_and_digits_whatever_was_typed(text):
    words = searching.folded(text)
    assert all(word.isalnum() and len(word) <= searching.LONGEST_WORD for word in words)
    assert searching.folded(" ".join(words)) == words
