"""Playing one scenario as its people would: signing in, filling in pages, pressing the buttons that are there."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation

from simpel.cli.demo.papers import paper
from simpel.cli.demo.people import Cast
from simpel.cli.demo.scenario import Act, Scenario
from simpel.law.workflow import Desk
from simpel.letters.issuing import letter_of
from simpel.notices.models import Notice

from .theatre import PATIENCE, Theatre
from .visitor import Files, Lost, Page, Visitor

DECIDING = ("approve", "register")


@dataclass
class Letter:
    """A letter of the story, and what a check of it says once the story is over."""

    path: Path
    case: str  # the file it was given for
    answer: str = "authentic"


class Player:
    """One scenario on the real site, over HTTP."""

    def __init__(self, story: Scenario, cast: Cast, theatre: Theatre, out: Path, say: Callable[[str], None]) -> None:
        self.story = story
        self.cast = cast
        self.theatre = theatre
        self.out = out
        self.say = say
        self.visitors: dict[str, Visitor] = {}
        self.reference = ""
        self.letters: list[Letter] = []
        self.awaited = "authentic"  # what the next letter will be when it is checked; empty when none is to come
        self.pages_with_papers: tuple[str, ...] = ("kegiatan/",)

    def play(self) -> list[Letter]:
        """From an empty form to the story's last act. Returns its letters, saved in the folder."""
        with translation.override(settings.PACK.languages[0]):
            self.theatre.move_to(self.story.begins_at)
            self._fill_in()
            for act in self.story.acts:
                self.theatre.move_to(act.at)
                self._line(act, self._act(act))
                if self.awaited and act.act in DECIDING and self._decided():
                    self.letters.append(Letter(self._fetch_letter(act), self.reference, self.awaited))
                    self.awaited = ""
        for visitor in self.visitors.values():
            visitor.close()
        return self.letters

    # acts

    def _act(self, act: Act) -> str:
        page = getattr(self, f"_{act.act}")(act)
        if act.refused:
            if (page.status != 409 and not page.problems) or not all(title in page.words for title in _titles(act)):
                raise Lost(f"{act.act} by {act.by} was to be held up by {', '.join(act.refused)}: {page.problems}")
            return f"held up by {', '.join(act.refused)}"
        if page.status >= 400:
            raise Lost(f"{act.act} by {act.by}: {page.path} answered {page.status}: {page.problems}")
        return self._state()

    def _send(self, act: Act) -> Page:
        if len(self.letters) and self.awaited:
            self._bring_papers(self._as(act.by))
        page = self._as(act.by).open(self._at("konfirmasi/"))
        return self._as(act.by).submit(page.form("/kirim/"), {"responsible": "on"})

    def _change(self, act: Act) -> Page:
        page = self._as(act.by).open(self._at(act.more.get("page", "umum/")))
        name = next(iter(act.more["fields"]))
        form = next(form for form in page.forms("") if name in form.values)
        return self._as(act.by).submit(form, _typed(act.more["fields"]))

    def _role(self, act: Act) -> Page:
        visitor = self._as(act.by)
        page = self._open_row(visitor, self.cast.persons[act.more["person"]].name)
        form = next(form for form in page.forms("/") if any(name.endswith("-role") for name in form.values))
        name = next(name for name in form.values if name.endswith("-role"))
        return visitor.submit(form, {name: act.more["role"]})

    def _stand_in(self, act: Act) -> Page:
        page = self._as(act.by).open(self._at("peserta/"))
        return self._as(act.by).submit(page.form("/ad-interim/"), _prefixed("interim", act.more))

    def _rate(self, act: Act) -> Page:
        page = self._as(act.by).open(self._at("biaya/"))
        return self._as(act.by).submit(page.form("/biaya/tarif/"), _prefixed("tarif", act.more))

    def _attach(self, act: Act) -> Page:
        page = self._as(act.by).open(self._at("kegiatan/"))
        return self._upload(self._as(act.by), page, act.more["slot"])

    def _detach(self, act: Act) -> Page:
        page = self._as(act.by).open(self._at("kegiatan/"))
        slot = page.soup.find("input", {"name": "slot", "value": act.more["slot"]})
        if slot is None or (place := slot.find_parent(class_="slot")) is None:
            raise Lost(f"no place for {act.more['slot']} on {page.path}")
        doors = [form for form in page.forms("/hapus/") if place.find("form", {"action": form.action})]
        return self._as(act.by).submit(doors[0])

    def _add(self, act: Act) -> Page:
        return self._take_along(self._as(act.by), act.more["person"])

    def _remove(self, act: Act) -> Page:
        visitor, name = self._as(act.by), self.cast.persons[act.more["person"]].name
        page = self._open_row(visitor, name)
        return visitor.submit(page.forms("/keluarkan/")[0])

    def _return(self, act: Act) -> Page:
        return self._decide(
            act, "/kembalikan/", {"reason": act.more["reason"], "points_at": act.more.get("points_at", [])}
        )

    def _approve(self, act: Act) -> Page:
        more: dict[str, Any] = {}
        if "copies" in act.more:
            more["more_copies"] = "\n".join(act.more["copies"])
        if "permission_no" in act.more:
            more |= _typed({key: act.more[key] for key in ("permission_no", "permission_on")})
        return self._decide(act, "/setujui/", more)

    def _overrule(self, act: Act) -> Page:
        return self._except(act, self._at(""), "/kecualikan/")

    def _plead(self, act: Act) -> Page:
        return self._except(act, self._at("konfirmasi/"), "/kecualikan/minta/")

    def _except(self, act: Act, path: str, door: str) -> Page:
        """The form of an exception beside its finding, with a ground, a reason and perhaps a paper."""
        form = self._as(act.by).open(path).form(door, rule=act.more["rule"])
        paper_ = act.more.get("paper")
        files: Files = (
            [("upload", (f"{paper_.lower()}.pdf", paper(self.story, paper_), "application/pdf"))] if paper_ else []
        )
        values: dict[str, Any] = {name: act.more[name] for name in ("ground", "note") if name in act.more}
        return self._as(act.by).submit(form, values, files=files)

    def _register(self, act: Act) -> Page:
        return self._decide(act, "/daftarkan/", {})

    def _report(self, act: Act) -> Page:
        visitor = self._as(act.by)
        page = visitor.open(self._at("laporan/"))
        form = next((form for form in page.forms("") if "substance" in form.values), None)
        if form is None:
            raise Lost(f"{page.path} offers no report to write: {page.problems}")
        form.action = self._at("laporan/kirim/")
        return visitor.submit(form, {"actual_cost": "0", **act.more})

    def _accept_report(self, act: Act) -> Page:
        page = self._as(act.by).open(self._at("laporan/"))
        return self._as(act.by).submit(page.form("/terima/"), {"rating": "3", **_typed(act.more)})

    def _amend(self, act: Act) -> Page:
        """Open the amendment from the file's page, fill in its first page, and go on with that file."""
        visitor = self._as(act.by)
        page = visitor.open(self._at(""))
        page = visitor.submit(page.form("/perubahan/", kind=act.more["kind"]))
        if page.status >= 400 or self.reference in page.path:
            raise Lost(f"{act.more['kind']} was not opened: {page.path} {page.problems}")
        self.reference = page.path.split("/")[2]
        self.letters[-1].answer, self.awaited = act.more["earlier"], act.more.get("letter", "authentic")
        narrow = act.more.get("narrow", False)
        self.pages_with_papers = ("umum/",) if narrow else ("kegiatan/", "peserta/")
        return visitor.submit(
            page.form("/umum/"), {**_typed(act.more["fields"]), "amendment_reason": act.more["reason"]}
        )

    def _see(self, act: Act) -> Page:
        """Look at a page that must say something, perhaps only once a mail of that kind has been written."""
        if "told" in act.more:
            self._wait_for_notice(act.more["told"])
        page = self._as(act.by).open(self._at(act.more["page"]) if "page" in act.more else self._public_answer())
        if act.more["text"] not in page.words:
            raise Lost(f"{page.path} does not say {act.more['text']!r}")
        return page

    def _public_answer(self) -> str:
        """Where the code on the story's first letter leads whoever scans it."""
        letter = letter_of(self.letters[0].case)
        return f"/periksa/{letter.code if letter else ''}/"

    def _wait_for_notice(self, kind: str) -> None:
        until = time.monotonic() + PATIENCE
        while not Notice.objects.filter(reference=self.reference, kind=kind).exists():
            if time.monotonic() > until:
                raise Lost(f"nobody was told {kind}")
            time.sleep(0.1)

    def _decide(self, act: Act, door: str, more: dict[str, Any]) -> Page:
        page = self._as(act.by).open(self._at(""))
        form = page.form(door)
        values = {**more, "note": act.more["note"]} if "note" in act.more else more
        return self._as(act.by).submit(form, values)

    # filling in

    def _fill_in(self) -> None:
        """The four steps as the applicant goes through them."""
        visitor = self._as(self.story.by)
        page = self._start(visitor)
        self.reference = page.path.split("/")[2]
        self._told(self.story.begins_at, self.story.by, "opens a draft", self.reference)
        page = visitor.submit(
            page.form(""),
            _typed(
                _only(
                    self.story.form,
                    "cluster unit_letter_no unit_letter_on letter_no letter_on requesting_position requesting_city",
                )
            ),
        )
        page = visitor.submit(
            self._event_form(page),
            {"aksi": "tambah", **{f"baru-{name}": value for name, value in _typed(self.story.event).items()}},
        )
        trip = _typed(
            _only(self.story.form, "activity_type departs_on returns_on purpose working_groups regional_reference")
        )
        visitor.submit(self._event_form(page), {**trip, **_typed(self.story.form.get("answers", {}))})
        self._papers(visitor, "kegiatan/")
        for key in self.story.travellers:
            self._take_along(visitor, key)
        self._money(visitor)
        self._papers(visitor, "kegiatan/")  # who pays and who travels may ask for more
        self._told(
            self.story.begins_at, self.story.by, "fills in four steps", f"{len(self.story.travellers)} travellers"
        )

    def _start(self, visitor: Visitor) -> Page:
        page = visitor.open("/permohonan/baru/")
        form = page.form("")
        body = (
            self.cast.units[self.story.unit].name
            if self.story.unit
            else self.cast.institutions[self.story.institution].name
        )
        several = bool(page.soup.select('input[type=radio][name="applicant"]'))
        return visitor.submit(form, {"applicant": form.option("applicant", body)} if several else {})

    def _event_form(self, page: Page) -> Any:
        return next(form for form in page.forms("") if "activity_type" in form.values)

    def _money(self, visitor: Visitor) -> None:
        """Who leads and who pays. Some questions appear only after others are answered, so the page is sent twice."""
        given = _typed(
            _only(self.story.form, "payers head_of_institution deputy_abroad donor state_budget lodging_provided")
        )
        for _ in range(2):
            page = visitor.open(self._at("peserta/"))
            form = next(form for form in page.forms("/peserta/") if "version" in form.values)
            visitor.submit(form, given)
        for seat in self._rows(visitor.open(self._at("peserta/"))):
            self._papers(visitor, f"peserta/?ubah={seat}")

    def _take_along(self, visitor: Visitor, key: str) -> Page:
        name = self.cast.persons[key].name
        page = visitor.open(self._at(f"peserta/?cari={name}"))
        for form in page.forms("/peserta/tambah/"):
            row = form.tag.find_parent("li")
            if row and name in row.get_text(" ", strip=True):
                return visitor.submit(form)
        raise Lost(f"{name} is not offered on {page.path}")

    def _rows(self, page: Page) -> list[str]:
        return [str(link["href"]).split("=")[1].split("#")[0] for link in page.soup.select('a[href^="?ubah="]')]

    def _open_row(self, visitor: Visitor, name: str) -> Page:
        page = visitor.open(self._at("peserta/"))
        for link in page.soup.select('a[href^="?ubah="]'):
            row = link.find_parent("li")
            if row and name in row.get_text(" ", strip=True):
                return visitor.open(self._at("peserta/") + str(link["href"]).split("#")[0])
        raise Lost(f"{name} is not on {page.path}")

    def _papers(self, visitor: Visitor, path: str) -> None:
        """Upload a paper into every place that the page marks as needed and empty."""
        page = visitor.open(self._at(path))
        for place in page.soup.select(".slot.is-stop form.put input[name=slot]"):
            form = place.find_parent("form")
            owner = form.find("input", {"name": "participant"}) if form else None
            self._upload(visitor, page, str(place["value"]), str(owner["value"]) if owner else "")

    def _bring_papers(self, visitor: Visitor) -> None:
        """Whatever an amendment's pages still ask for, of the trip and of each traveller."""
        for path in self.pages_with_papers:
            if path != "peserta/":
                self._papers(visitor, path)
                continue
            for seat in self._rows(visitor.open(self._at(path))):
                self._papers(visitor, f"peserta/?ubah={seat}")

    def _upload(self, visitor: Visitor, page: Page, slot: str, participant: str = "") -> Page:
        having = {"slot": slot, **({"participant": participant} if participant else {})}
        name = page.soup.select_one(f"#p{participant} .who b").get_text(strip=True) if participant else ""  # type: ignore[union-attr]
        files: Files = [("berkas", (f"{slot.lower()}.pdf", paper(self.story, slot, traveller=name), "application/pdf"))]
        answer = visitor.submit(page.form("/dokumen/", **having), files=files)
        if answer.status >= 400:
            raise Lost(f"{slot} was not taken: {answer.problems}")
        return answer

    # looking

    def _as(self, key: str) -> Visitor:
        """The browser of this person, signed in at first use."""
        if key not in self.visitors:
            self.visitors[key] = Visitor(self.theatre.site)
            self.visitors[key].sign_in(self.cast.users[key].email, self.cast.password)
        return self.visitors[key]

    def _at(self, rest: str) -> str:
        return f"/permohonan/{self.reference}/{rest}"

    def _state(self) -> str:
        from simpel.permits.models import Application

        state = Application.objects.values_list("state", flat=True).get(reference=self.reference)
        return settings.PACK.workflow.states[state].label(settings.PACK.languages[0])

    def _decided(self) -> bool:
        page = self._as(self.story.by).open(self._at("surat/"))
        return page.status == 200

    def _fetch_letter(self, act: Act) -> Path:
        """Wait for the worker's signature, then fetch the letter as the applicant does."""
        until = time.monotonic() + PATIENCE
        visitor = self._as(self.story.by)
        while (answer := visitor.client.get(self._at("surat/pdf/"))).status_code != 200:
            if time.monotonic() > until:
                raise Lost(f"no letter after {PATIENCE:.0f} s: {answer.status_code}")
            time.sleep(0.1)
        path = self.out / f"{self.story.id}-{self.reference}.pdf"
        path.write_bytes(answer.content)
        self._told(act.at, self.story.by, "fetches the letter", str(path))
        return path

    def _line(self, act: Act, outcome: str) -> None:
        self._told(act.at, act.by, act.act.replace("_", " "), outcome)

    def _told(self, at: Any, key: str, what: str, outcome: str) -> None:
        user = self.cast.users[key]
        appointment = user.appointments.first()
        language = settings.PACK.languages[0]
        desk = (
            settings.PACK.workflow.desks[appointment.desk].name(language)
            if appointment
            else traveller_desk().name(language)
        )
        self.say(f"{self.story.id}  {at:%Y-%m-%d %H.%M}  {user.name} ({desk}): {what} -> {outcome}")


def traveller_desk() -> Desk:
    """What the pack calls somebody who only travels."""
    return next(desk for desk in settings.PACK.workflow.desks.values() if desk.scope == "traveller")


def _titles(act: Act) -> list[str]:
    """What the rules that hold an act up are called on the page."""
    language = settings.PACK.languages[0]
    return [rule.titles[language] for rule in settings.PACK.rules if rule.id in act.refused]


def _prefixed(prefix: str, values: dict[str, Any]) -> dict[str, Any]:
    return {f"{prefix}-{name}": value for name, value in _typed(values).items()}


def _only(values: dict[str, Any], names: str) -> dict[str, Any]:
    return {name: values[name] for name in names.split() if name in values}


def _typed(values: dict[str, Any]) -> dict[str, Any]:
    """Values as a browser sends them."""
    return {name: _as_typed(value) for name, value in values.items()}


def _as_typed(value: Any) -> Any:
    if isinstance(value, list):
        return value
    if isinstance(value, bool):
        return str(value)
    return value.isoformat() if isinstance(value, date) else str(value)
