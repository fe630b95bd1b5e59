"""What changed between two contents: everything, and nothing else."""

from copy import deepcopy
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from simpel.permits.difference import Change, difference

NAMES = {1: "Tri Wahyuni", 2: "Samsul Bahri", 3: "Nia Kurnia"}


def seat(person: int, place: int = 1, **fields):
    return {"person": person, "name": NAMES[person], "place": place, "ends_on": date(2026, 7, 24), **fields}


def content(**parts):
    return {
        "reference": "K7Q2-M4XD",
        "form": {"kind": "NEW", "purpose": "Belajar", "donor": "", "answers": {"off_topic": False}},
        "activity": {"name": "Pelatihan", "ends_on": date(2026, 7, 24)},
        "participants": [seat(1), seat(2, 2)],
        "documents": [("TOR", 0, "aa"), ("CV", 2, "bb")],
    } | parts


contents = st.builds(
    lambda purpose, answers, people, papers: content(
        form={"purpose": purpose, "answers": answers},
        participants=[seat(person, place) for place, person in enumerate(people, start=1)],
        documents=papers,
    ),
    st.text(max_size=5),
    st.dictionaries(st.sampled_from(["off_topic", "by_invitation"]), st.booleans()),
    st.lists(st.sampled_from([1, 2, 3]), unique=True),
    st.lists(st.tuples(st.sampled_from(["TOR", "CV"]), st.just(0), st.sampled_from(["aa", "bb"])), unique=True),
)


def test_a_replaced_traveller_goes_and_comes_and_takes_the_papers_along():
    after = content(participants=[seat(1), seat(3, 2)], documents=[("TOR", 0, "aa"), ("CV", 2, "cc")])
    assert difference(content(), after) == [
        Change("participant", "person", "Samsul Bahri", None, "Samsul Bahri"),
        Change("participant", "person", None, "Nia Kurnia", "Nia Kurnia"),
        Change("document", "CV", "bb", None, "Samsul Bahri"),
        Change("document", "CV", None, "cc", "Nia Kurnia"),
    ]


def test_an_extension_shows_each_date_once_and_whose_it_is():
    later = date(2026, 8, 24)
    after = content(activity={"name": "Pelatihan", "ends_on": later}, participants=[seat(1), seat(2, 2, ends_on=later)])
    found = difference(content(), after)
    assert [(one.part, one.name, one.who, one.kind) for one in found] == [
        ("activity", "ends_on", "", "changed"),
        ("participant", "ends_on", "Samsul Bahri", "changed"),
    ]


def test_special_questions_count_one_by_one_and_two_ways_of_saying_nothing_are_the_same():
    form = {"purpose": "Belajar", "donor": None, "answers": {"off_topic": True}, "kind": "CORRECTION"}
    assert difference(content(), content(form=form)) == [Change("form", "off_topic", False, True)]


def test_the_order_of_the_list_alone_is_no_change():
    turned = content(participants=[seat(2), seat(1, 2)], documents=[("TOR", 0, "aa"), ("CV", 1, "bb")])
    assert difference(content(), turned) == []


@given(contents)
@settings(max_examples=25)
def test_a_content_does_not_differ_from_itself(one):
    assert difference(one, deepcopy(one)) == []


@given(contents, contents)
@settings(max_examples=25)
def test_what_came_one_way_went_the_other_way(one, other):
    there = {(x.part, x.name, x.who, str(x.before), str(x.after)) for x in difference(one, other)}
    back = {(x.part, x.name, x.who, str(x.after), str(x.before)) for x in difference(other, one)}
    assert there == back
