"""Playing a scenario through the rooms' own actions, act by act, with the clock standing at each act's time."""

from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from simpel.law.workflow import Refused
from simpel.people.models import User
from simpel.permits import actions, assessment
from simpel.permits.models import Application, Participant

from .papers import paper
from .people import Cast
from .scenario import Act, Scenario


class Stage:
    """One scenario being played."""

    def __init__(self, cast: Cast, story: Scenario, move_to: Callable[[datetime], None]) -> None:
        self.cast = cast
        self.story = story
        self.move_to = move_to
        self.application = self._drafted()

    def play(self, acts: Iterable[Act]) -> str:
        """Play these acts in turn; returns the file's reference."""
        for act in acts:
            self.move_to(act.at)
            self._act(act)
        return self.application.reference

    def _act(self, act: Act) -> None:
        who = self.cast.users[act.by]
        try:
            self.application = self._perform(act, who) or self.application
        except Refused as refusal:
            held_up_by: Any = refusal.values.get("rules", ())
            if not set(act.refused) or not set(act.refused) <= set(held_up_by):
                raise
        else:
            if act.refused:
                raise AssertionError(
                    f"{self.story.id}: {act.act} by {act.by} was to be held up by {', '.join(act.refused)}"
                )

    def _perform(self, act: Act, who: User) -> Application | None:
        file, more = self.application, act.more
        match act.act:
            case "send":
                return actions.send(file, by=who)
            case "return":
                return actions.send_back(file, by=who, **more)
            case "approve":
                return actions.approve(file, by=who, **more)
            case "overrule" | "plead" as verb:
                self._except(verb, more, who)
                file.refresh_from_db()
            case "register":
                return actions.register(file, by=who)
            case "change":
                return actions.change(file, by=who, **more["fields"])
            case "role":
                seat = file.participants.get(person=self.cast.persons[more["person"]])
                actions.change_participant(seat, by=who, role=more["role"])
            case "stand_in":
                actions.ask_ad_interim(file, by=who, **more)
            case "rate":
                actions.set_rate(file, by=who, **more | {"amount": Decimal(more["amount"])})
                file.refresh_from_db()
            case "see":
                return None  # only a visitor of the pages sees them
            case "attach":
                self._attach(more["slot"], who)
            case "detach":
                for attachment in file.attachments.filter(slot=more["slot"]):
                    actions.detach(attachment, by=who)
            case "add":
                actions.add_participant(file, by=who, person=self.cast.persons[more["person"]])
            case "remove":
                actions.remove_participant(file.participants.get(person=self.cast.persons[more["person"]]), by=who)
            case "report":
                actions.save_report(file.report, by=who, **more)
                return actions.submit_report(file, by=who)
            case "accept_report":
                return actions.accept_report(file, by=who, **more)
            case other:
                raise ValueError(f"{self.story.id}: unknown act {other}")
        return None

    def _except(self, verb: str, more: dict[str, Any], who: User) -> None:
        """Ask for an exception or grant it, with the paper the story names."""
        slot = more.get("paper", "")
        act = actions.overrule if verb == "overrule" else actions.plead
        act(
            self.application, more["rule"], by=who, reason=more["note"], ground=more.get("ground", ""),
            upload=self._upload(slot) if slot else None,
        )  # fmt: skip

    def _upload(self, slot: str, traveller: str = "") -> SimpleUploadedFile:
        return SimpleUploadedFile(
            f"{slot.lower()}.pdf", paper(self.story, slot, traveller=traveller), "application/pdf"
        )

    def _drafted(self) -> Application:
        """The draft, filled in with its travellers and every document the law asks for."""
        self.move_to(self.story.begins_at)
        who = self.cast.users[self.story.by]
        unit = self.cast.units.get(self.story.unit)
        institution = unit.institution if unit else self.cast.institutions[self.story.institution]
        file = actions.create(by=who, unit=unit, institution=None if unit else institution)
        event = actions.add_activity(by=who, institution=institution, **self.story.event)
        file = actions.change(file, by=who, activity=event, **self.story.form)
        for key in self.story.travellers:
            person = self.cast.persons[key]
            home = person.institution_id == institution.pk
            actions.add_participant(file, by=who, person=person, home_institution=home)
        self.application = file
        for item in assessment.status(file).checklist:
            if item.needed and item.requirement != "optional":
                self._attach(item.code, who, each=item.each)
        return file

    def _attach(self, slot: str, who: User, each: str = "trip") -> None:
        if each == "trip":
            self._put(slot, who, None)
            return
        for seat in self.application.participants.select_related("person"):
            self._put(slot, who, seat)

    def _put(self, slot: str, who: User, seat: Participant | None) -> None:
        name = seat.person.name if seat else ""
        actions.attach(self.application, by=who, slot=slot, upload=self._upload(slot, name), participant=seat)
