"""Drafts that lack nothing but one document: what is timed is the last upload and the sending."""

import io
import os
from datetime import timedelta
from functools import cache

import pikepdf
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from simpel.cli.demo import scenario
from simpel.cli.demo.people import Cast
from simpel.ledger import clock
from simpel.permits import actions, assessment
from simpel.permits.models import Application

LAST = "TOR"  # the document that is uploaded while the clock runs
LATER = 30  # days from today to departure


def draft(cast: Cast, number: int) -> Application:
    """The pack's first scenario, begun again by the same person for a later departure."""
    story = scenario.read_all(settings.PACK.path / "demo")["S1"]
    story = story.shifted(clock.today() + timedelta(days=LATER + number % 20) - story.form["departs_on"])
    who, unit = cast.users[story.by], cast.units[story.unit]
    with translation.override(settings.PACK.languages[0]):
        file = actions.create(by=who, unit=unit)
        event = actions.add_activity(by=who, institution=unit.institution, **story.event)
        file = actions.change(file, by=who, activity=event, **story.form)
        for key in story.travellers:
            actions.add_participant(file, by=who, person=cast.persons[key])
        for item in assessment.status(file).checklist:
            if item.needed and item.requirement != "optional" and item.code != LAST:
                seats = file.participants.all() if item.each == "participant" else [None]
                for seat in seats:
                    upload = SimpleUploadedFile(f"{item.code}.pdf", pdf(20_000), "application/pdf")
                    actions.attach(file, by=who, slot=item.code, upload=upload, participant=seat)
    return Application.objects.get(pk=file.pk)


def pdf(size: int) -> bytes:
    """A fresh one-page PDF of about this many bytes, never the same twice."""
    with pikepdf.open(io.BytesIO(page())) as document:
        document.pages[0].Contents = pikepdf.Stream(document, b"% " + os.urandom(size // 2 - 500).hex().encode())
        out = io.BytesIO()
        document.save(out, compress_streams=False)
    return out.getvalue()


@cache
def page() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out)
    return out.getvalue()
