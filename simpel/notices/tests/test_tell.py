"""Telling: one row a person, in the transaction of what it tells about."""

from datetime import timedelta

import pytest
from django.db import transaction

from simpel.ledger import clock
from simpel.notices.models import Notice
from simpel.notices.tell import tell, tell_address
from simpel.people.models import User

pytestmark = pytest.mark.django_db
PATH = "/permohonan/K7Q2-M4XD/"


@pytest.fixture
def siti():
    return User.objects.create(email="siti@contoh.example", name="Siti")


@pytest.fixture
def bayu():
    return User.objects.create(email="bayu@contoh.example", name="Bayu", language="en")


def test_everybody_is_told_once_in_their_language(siti, bayu):
    tell([siti, bayu, siti], "returned", "K7Q2-M4XD", path=PATH)
    rows = Notice.objects.order_by("id").values_list("user", "address", "language", "kind", "reference", "path")
    assert list(rows) == [
        (siti.pk, "siti@contoh.example", "id", "returned", "K7Q2-M4XD", PATH),
        (bayu.pk, "bayu@contoh.example", "en", "returned", "K7Q2-M4XD", PATH),
    ]


def test_an_account_that_was_closed_is_told_nothing(siti):
    siti.is_active = False
    tell(siti, "returned", "K7Q2-M4XD", path=PATH)
    assert not Notice.objects.exists()


def test_what_is_told_once_is_told_once_to_each(siti, bayu):
    for _ in range(3):
        tell([siti, bayu], "report_due", "K7Q2-M4XD", path=PATH, once="K7Q2-M4XD:report_due")
        tell_address("Tamu@contoh.example", "report_due", "K7Q2-M4XD", path=PATH, once="K7Q2-M4XD:report_due")
        tell_address("tamu@contoh.example", "report_due", "K7Q2-M4XD", path=PATH, once="K7Q2-M4XD:report_due")
    assert Notice.objects.count() == 3


def test_what_may_repeat_repeats(siti):
    for _ in range(2):
        tell(siti, "returned", "K7Q2-M4XD", path=PATH)
        tell(siti, "returned", "K7Q2-M4XD", path=PATH, once="")
    assert Notice.objects.count() == 4


def test_a_key_is_never_cut_short(siti):
    with pytest.raises(ValueError, match="100 characters"):
        tell(siti, "returned", "K7Q2-M4XD", path=PATH, once="x" * 100)


def test_a_notice_may_wait(siti):
    later = clock.now() + timedelta(days=14)
    tell(siti, "report_due", "K7Q2-M4XD", path=PATH, at=later)
    assert Notice.objects.get().due_at == later


def test_what_is_rolled_back_was_never_told(siti):
    with pytest.raises(RuntimeError), transaction.atomic():
        tell(siti, "returned", "K7Q2-M4XD", path=PATH)
        raise RuntimeError
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("kind", "reference", "path"),
    [
        ("unheard_of", "K7Q2-M4XD", PATH),
        ("returned", "K7Q2\nBcc: lain@contoh.example", PATH),
        ("returned", "", PATH),
        ("returned", "K7Q2-M4XD", "https://contoh.example/"),
        ("returned", "K7Q2-M4XD", "//contoh.example/"),
        ("returned", "K7Q2-M4XD", "/a\n/"),
    ],
)
def test_nothing_else_gets_into_a_mail(siti, kind, reference, path):
    with pytest.raises(ValueError):
        tell(siti, kind, reference, path=path)
