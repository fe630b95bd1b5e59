"""The same people in every test: Siti applies, Dewi sends, Bayu verifies, Rahma decides, Orang Lain sees nothing."""

import io
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

from simpel.ledger import clock
from simpel.people.models import ApplicantUnit, Appointment, Institution, Person, User
from simpel.permits import actions, assessment
from simpel.permits.models import Application

OFFICE = {
    "bayu": ("ANALYST", "Bayu Pramono"),
    "sari": ("SUBDIVISION_HEAD", "Sari Melati"),
    "dimas": ("DIVISION_HEAD", "Dimas Arya"),
    "rahma": ("BUREAU_HEAD", "Rahma Anindita"),
    "hendra": ("SECRETARY", "Hendra Kusnadi"),
    "mira": ("MINISTER", "Mira Laksmi"),
    "tuti": ("REGISTRY", "Tuti Handayani"),
}
TO_THE_LETTER = {
    "ECHELON_2_BELOW": ("bayu", "sari", "dimas", "rahma"),
    "ECHELON_1": ("bayu", "sari", "dimas", "rahma", "hendra"),
    "MINISTER": ("bayu", "sari", "dimas", "rahma", "hendra"),
}


def pdf(text: str = "Dokumen contoh", pages: int = 1) -> bytes:
    """A small real PDF; different text, different bytes."""
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    document.docinfo["/Title"] = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def upload(text: str = "Dokumen contoh", name: str = "dokumen.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, pdf(text), content_type="application/pdf")


def user(name: str, email: str) -> User:
    return User.objects.create(email=email, name=name, is_active=True)


def appoint(who: User, desk: str, **where: Any) -> None:
    Appointment.objects.create(user=who, desk=desk, since=date(2020, 1, 1), **where)


class World:
    """A ministry that channels a university, its people, and the office that decides."""

    def __init__(self) -> None:
        self.ministry = Institution.objects.create(
            code="kementerian-contoh", name="Kementerian Contoh", kind="ministry", city="Jakarta"
        )
        self.university = Institution.objects.create(
            code="ucr", name="Universitas Cendana Raya", kind="university", city="Kupang", channel=self.ministry
        )
        self.unit = ApplicantUnit.objects.create(institution=self.university, name="Fakultas Teknik", city="Kupang")
        self.elsewhere = Institution.objects.create(
            code="lembaga-lain", name="Lembaga Lain", kind="agency", city="Jakarta"
        )
        self.other_unit = ApplicantUnit.objects.create(institution=self.elsewhere, name="Biro Umum", city="Jakarta")
        self.siti = user("Siti Rahmawati", "siti@contoh.test")
        appoint(self.siti, "UNIT", unit=self.unit)
        self.dewi = user("Dewi Lestari", "dewi@contoh.test")
        appoint(self.dewi, "FOCAL_POINT", institution=self.ministry)
        for key, (desk, name) in OFFICE.items():
            setattr(self, key, user(name, f"{key}@contoh.test"))
            appoint(getattr(self, key), desk)
        self.orang_lain = user("Orang Lain", "lain@contoh.test")
        appoint(self.orang_lain, "UNIT", unit=self.other_unit)
        self.ratna = user("Dr. Ratna Widyasari", "ratna@contoh.test")
        self.person = self.traveller("Dr. Ratna Widyasari", account=self.ratna)

    def traveller(self, name: str, *, account: User | None = None, **fields: Any) -> Person:
        fields.setdefault("institution", self.university)
        fields.setdefault("golongan", "C")
        return Person.objects.create(name=name, position="Dosen", user=account, email="peserta@contoh.test", **fields)

    def draft(self, *, by: User | None = None, notice: int = 29) -> Application:
        """A draft of the unit with its first two steps filled in: a seminar in Kyoto, `notice` days from now."""
        departs = clock.today() + timedelta(days=notice)
        by = by or self.siti
        application = (
            actions.create(by=by, institution=self.university)
            if by == self.dewi
            else actions.create(by=by, unit=self.unit)
        )
        event = actions.add_activity(
            by=by,
            institution=self.university,
            name="Simposium Teknik Pantai",
            organiser="Forum Teknik Pantai",
            country="JP",
            city="Kyoto",
            starts_on=departs + timedelta(days=1),
            ends_on=departs + timedelta(days=3),
        )
        return actions.change(
            application,
            by=by,
            cluster="ECHELON_2_BELOW",
            unit_letter_no="1120/UCR.3/LN/2026",
            unit_letter_on=clock.today(),
            letter_no="0771/KS.02/2026",
            letter_on=clock.today(),
            requesting_position="Sekretaris Jenderal",
            requesting_city="Jakarta",
            activity_type="SEMINAR",
            activity=event,
            departs_on=departs,
            returns_on=departs + timedelta(days=4),
            purpose="Menyajikan makalah tentang pelindungan pantai.",
            funding="MIXED",
            payers=["GOVERNMENT", "DONOR"],
            donor="Forum Teknik Pantai",
            lodging_provided=True,
            head_of_institution=False,
            deputy_abroad=False,
            responsible=True,
        )

    def ready(
        self, *, by: User | None = None, people: Iterable[Person] = (), notice: int = 29, **fields: Any
    ) -> Application:
        """A draft that may be sent: travellers and every document the checklist asks for."""
        by = by or self.siti
        application = self.draft(by=by, notice=notice)
        if fields:
            application = actions.change(application, by=by, **fields)
        for person in people or [self.person]:
            actions.add_participant(application, by=by, person=person)
        self.attach_what_is_asked(application, by=by)
        application.refresh_from_db()
        return application

    def attach_what_is_asked(self, application: Application, *, by: User) -> None:
        """Fill every slot that the law needs for this trip and that is still empty."""
        seats = list(application.participants.all())
        for item in assessment.status(application).checklist:
            if not item.needed or item.present:
                continue
            if item.each == "trip":
                actions.attach(application, by=by, slot=item.code, upload=upload(item.code))
            for position in item.missing_for if item.each == "participant" else ():
                seat = seats[position - 1]
                actions.attach(
                    application, by=by, slot=item.code, upload=upload(f"{item.code} {position}"), participant=seat
                )

    def at_analyst(self, **how: Any) -> Application:
        """A file that has reached the office."""
        application = actions.send(self.ready(**how), by=how.get("by") or self.siti)
        return application if application.filed_on else actions.send(application, by=self.dewi)

    def passed(self, application: Application, *names: str) -> Application:
        """The file after these people approved it in turn."""
        for name in names:
            needs: dict[str, Any] = {"copies": ["Sekretaris Jenderal", "Yang bersangkutan"]} if name == "bayu" else {}
            if name == "rahma" and application.cluster == "MINISTER":
                needs |= {"permission_no": "R-01/2026", "permission_on": clock.today()}
            application = actions.approve(application, by=getattr(self, name), note="Lengkap.", **needs)
        return application

    def approved(self, **how: Any) -> Application:
        """A decided file whose letter is numbered."""
        application = self.at_analyst(**how)
        application = self.passed(application, *TO_THE_LETTER[application.cluster])
        return actions.register(application, by=self.tuti) if application.state == "AT_REGISTRY" else application
