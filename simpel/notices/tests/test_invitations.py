"""New account owners are told once where to choose a password; the notice itself opens nothing."""

import pytest
from django.core import mail
from django.test import Client

from simpel.ledger import clock
from simpel.notices import invitations, jobs
from simpel.people.models import User

pytestmark = pytest.mark.django_db


def test_an_invitation_goes_out_once_and_its_page_sends_the_link(client: Client) -> None:
    nadia = User(email="nadia@contoh.test", name="Nadia Putri", invite_at=clock.now())
    nadia.set_unusable_password()
    nadia.save()
    assert invitations.invite() == 1 and invitations.invite() == 0
    jobs.deliver()
    assert mail.outbox[-1].to == ["nadia@contoh.test"]
    assert str(mail.outbox[-1].body).count("/masuk/lupa/")
    client.post("/masuk/lupa/", {"email": "nadia@contoh.test"})
    assert "/masuk/lupa/" in str(mail.outbox[-1].body)


def test_who_was_closed_before_the_mail_left_is_not_invited() -> None:
    User.objects.create(email="nadia@contoh.test", name="Nadia", is_active=False, invite_at=clock.now())
    assert invitations.invite() == 0
