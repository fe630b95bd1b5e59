"""Dates, money, icons and fields as readers see them, in both languages."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import engines
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from simpel.ui import writing
from simpel.ui.inputs import DateInput


def drawn(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize(
    ("first", "last", "indonesian", "english"),
    [
        (date(2026, 5, 14), date(2026, 5, 16), "14–16 Mei 2026", "14–16 May 2026"),
        (date(2026, 9, 28), date(2026, 10, 2), "28 Sep – 2 Okt 2026", "28 Sep – 2 Oct 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 Des 2026 – 2 Jan 2027", "30 Dec 2026 – 2 Jan 2027"),
        (date(2026, 8, 17), date(2026, 8, 17), "17 Agu 2026", "17 Aug 2026"),
    ],
)
def test_a_span_names_months_and_years_once(first: date, last: date, indonesian: str, english: str) -> None:
    with translation.override("id"):
        assert drawn("{{ a|span:b }}", a=first, b=last) == indonesian
    with translation.override("en"):
        assert drawn("{{ a|span:b }}", a=first, b=last) == english


@given(first=st.dates(date(1990, 1, 1), date(2060, 1, 1)), last=st.dates(date(1990, 1, 1), date(2060, 1, 1)))
def test_a_span_always_tells_its_last_day_in_full(first: date, last: date) -> None:
    with translation.override("id"):
        assert writing.span(first, last).endswith(writing.day(last))


def test_a_moment_is_told_in_the_time_of_the_office() -> None:
    with translation.override("id"):
        assert writing.moment(datetime(2026, 9, 15, 3, 42, tzinfo=ZoneInfo("UTC"))) == "15 Sep 2026 pukul 10.42"
    with translation.override("en"):
        assert writing.moment(datetime(2026, 9, 15, 20, 5, tzinfo=ZoneInfo("UTC"))) == "16 Sep 2026 at 03:05"


@pytest.mark.parametrize(
    ("source", "amount", "indonesian", "english"),
    [
        ("{{ n|usd }}", Decimal("8020"), "US$8.020", "US$8,020"),
        ("{{ n|usd }}", Decimal("8020.5"), "US$8.020,50", "US$8,020.50"),
        ("{{ n|own_money }}", 12_500_000, "Rp12.500.000", "Rp12,500,000"),
        ("{{ n|own_money }}", None, "", ""),
    ],
)
def test_money_is_grouped_as_the_reader_expects(source: str, amount: object, indonesian: str, english: str) -> None:
    with translation.override("id"):
        assert drawn(source, n=amount) == indonesian
    with translation.override("en"):
        assert drawn(source, n=amount) == english


def test_a_date_is_spoken_in_full_by_machines() -> None:
    with translation.override("id"):
        assert drawn("{% when d %}", d=date(2026, 9, 15)) == '<time datetime="2026-09-15">15 Sep 2026</time>'
        assert drawn("{% when d 'long_day' %}", d=date(2026, 9, 15)).endswith("Selasa, 15 September 2026</time>")
        assert drawn("{% when d %}", d=None) == ""


def test_icons_hide_from_screen_readers_unless_they_speak() -> None:
    assert 'aria-hidden="true"' in drawn('{% icon "check2" %}')
    assert 'role="img" aria-label="Menunggu &lt;1&gt;"' in drawn('{% icon "clock" said %}', said="Menunggu <1>")


def test_an_icon_outside_the_set_is_a_mistake() -> None:
    with pytest.raises(FileNotFoundError):
        drawn('{% icon "nothing-like-it" %}')


@pytest.mark.parametrize(
    ("name", "said"), [("Dr. Ratna Widyasari, M.Sc.", "RW"), ("Bayu", "B"), ("Hj. Ratih Mustika", "RM"), ("", "")]
)
def test_initials_leave_titles_out(name: str, said: str) -> None:
    assert drawn("{{ name|initials }}", name=name) == said


class TripForm(forms.Form):
    city = forms.CharField(label="Kota", help_text="Seperti di undangan.")
    leaves = forms.DateField(label="Berangkat", required=False, widget=DateInput)
    payer = forms.ChoiceField(label="Pembiaya", choices=[("A", "APBN"), ("D", "Donor")], widget=forms.RadioSelect)
    sure = forms.BooleanField(label="Saya bertanggung jawab")


def test_a_field_ties_its_help_and_its_error_to_its_control() -> None:
    form = TripForm({"leaves": "31-31-2026"})
    with translation.override("id"):
        html = drawn("{% field form.city maxlength=40 %}", form=form)
    assert 'aria-describedby="id_city_help id_city_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'maxlength="40"' in html
    assert 'class="form-control"' in html
    assert '<label class="form-label" for="id_city">Kota</label>' in html


def test_a_field_without_help_or_error_describes_nothing() -> None:
    html = drawn('{% field form.city hint="" %}', form=TripForm())
    assert "aria-describedby" not in html
    assert "Seperti di undangan" not in html


def test_a_date_field_travels_as_iso_and_says_when_it_may_stay_empty() -> None:
    with translation.override("id"):
        html = drawn("{% field form.leaves %}", form=TripForm(initial={"leaves": date(2026, 9, 15)}))
    assert 'type="date"' in html
    assert 'value="2026-09-15"' in html
    assert "boleh kosong" in html


def test_choices_are_a_group_with_a_legend() -> None:
    html = drawn("{% field form.payer %}", form=TripForm())
    assert "<fieldset" in html
    assert "<legend" in html
    assert html.count('type="radio"') == 2


def test_the_summary_links_every_error_to_its_field() -> None:
    html = drawn('{% include "ui/_errors.html" %}', form=TripForm({}))
    for name in ("city", "payer", "sure"):
        assert f'href="#id_{name}"' in html
    assert drawn('{% include "ui/_errors.html" %}', form=TripForm()).strip() == ""
