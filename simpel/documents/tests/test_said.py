"""What a text says: days in the usual forms, people with titles and slips, countries in two languages."""

from datetime import date, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from simpel.documents.said.dates import Span, dates_in
from simpel.documents.said.names import find, words_of
from simpel.documents.said.places import countries_in, names_city

MAY = Span(date(2026, 5, 14), date(2026, 5, 16))
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
lengths = st.integers(1, 27)


@pytest.mark.parametrize(
    "text",
    [
        "14-16 Mei 2026", "14 – 16 Mei 2026", "14 s.d. 16 Mei 2026", "14 s/d 16 Mei", "14 sd 16 Mei 2026",
        "14 sampai dengan 16 Mei 2026", "14 hingga 16 Mei", "Kamis, 14 Mei 2026 s.d. Sabtu, 16 Mei 2026",
        "14 Mei - 16 Mei 2026", "May 14-16, 2026", "May 14 to May 16, 2026", "from 14 to 16 May 2026",
        "14th to 16th of May 2026", "14/05/2026 - 16/05/2026", "14.05.2026 s.d. 16.05.2026", "2026-05-14 - 2026-05-16",
        "14\n–\n16\tMei  2026", "tanggal (14-16 Mei 2026)",
    ],
)  # fmt: skip
def test_a_period_is_read_in_every_usual_form(text):
    assert dates_in(text, year=2026) == [MAY]


@pytest.mark.parametrize("text", ["14 Mei 2026", "May 14, 2026", "14/05/2026", "05/14/2026", "2026-05-14", "14 mei"])
def test_a_day_is_a_period_of_one(text):
    assert dates_in(text, year=2026) == [Span(date(2026, 5, 14), date(2026, 5, 14))]


def test_a_period_over_new_year_begins_in_the_old_one():
    assert dates_in("29 Desember – 2 Januari 2027", year=2020) == [Span(date(2026, 12, 29), date(2027, 1, 2))]


@pytest.mark.parametrize(
    "text", ["30 Februari 2026", "32/05/2026", "1120/UCR.3/LN/2026", "pasal 14 ayat 5", "99-99-2026"]
)
def test_what_is_no_day_is_not_read_as_one(text):
    assert dates_in(text, year=2026) == []


@given(days, lengths, st.sampled_from(["id", "en"]))
def test_whatever_is_written_is_read_back(first, length, language):
    last = first + timedelta(days=length)
    for text in (
        f"{format_date(first, 'd MMMM y', language)} - {format_date(last, 'd MMMM y', language)}",
        f"{format_date(first, 'd MMM y', language)} s.d. {format_date(last, 'd MMM y', language)}",
        f"{first:%d/%m/%Y} – {last:%d/%m/%Y}",
    ):
        assert dates_in(f"Acara berlangsung {text} di Kyoto.", year=1999) == [Span(first, last)]


@given(st.text(alphabet="0123456789 -/.,maySeptjns.d&\n", max_size=300))
@settings(max_examples=60)
def test_no_text_surprises_the_reader(text):
    assert all(span.first <= span.last for span in dates_in(text, year=2026))


def test_a_hostile_text_is_read_in_no_time_and_answers_little():
    assert len(dates_in("14-16 Mei 2026 1 s.d. 2 Juni - " * 3000, year=2026)) <= 60


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Dr. Ratna Widyasari", "exact"), ("Siti Rahmawati, S.T., M.T.", "exact"), ("Bayu Pramono", "exact"),
        ("Dewi Lestary", "near"), ("Orang Lain", "absent"), ("Ratna Lestari", "absent"), ("", "absent"),
    ],
)  # fmt: skip
def test_people_are_found_with_titles_initials_other_order_and_slips(name, kind):
    text = "Dear Prof. RATNA WIDYASARI, Rahmawati, Siti; B. Pramono. Kepada Yth. Dewi Lestari dari Biro Umum."
    assert find(name, words_of(text)).kind == kind


def test_a_slip_is_told_as_it_is_spelt():
    assert find("Ratna Widyasari", words_of("Dr Ratna Widyasary")) == ("near", "ratna widyasary")


@given(st.text(max_size=40), st.text(max_size=200))
@settings(max_examples=40)
def test_no_name_and_no_text_surprises_the_finder(name, text):
    assert find(name, words_of(text)).kind in ("exact", "near", "absent")


def test_countries_are_known_in_both_languages_and_by_their_usual_names():
    assert countries_in("Kyoto, Japan; Korea Selatan; the United States; Arab Saudi") == ["JP", "KR", "US", "SA"]
    assert countries_in("Jepang") == ["JP"] and countries_in("tanpa nama negara") == []


def test_a_city_is_a_whole_word():
    assert names_city("Den Haag", words_of("di Den Haag, Belanda")) and not names_city("Oslo", words_of("Oslovia"))
