"""The applicant's form as a person fills it in, with and without JavaScript."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from simpel.permits.tests.world import pdf

from .window import Window

PURPOSE = "Menyajikan makalah tentang pelindungan pantai dan membawa pulang cara ukurnya."
SEMINAR = "Seminar, simposium, lokakarya, konferensi, atau studi banding"


@dataclass(frozen=True)
class Paper:
    """A PDF as it lies on the applicant's disk."""

    name: str
    text: str

    @property
    def payload(self) -> dict[str, Any]:
        return {"name": self.name, "mimeType": "application/pdf", "buffer": pdf(self.text)}


class Applying:
    """The four steps in one window. `script` says whether the page helps: saves, searches and uploads by itself."""

    def __init__(self, window: Window, *, script: bool = True) -> None:
        self.window = window
        self.page = window.page
        self.script = script
        self.reference = ""

    def begin(self) -> None:
        """From the own desk to an empty form."""
        self.page.goto("/meja/")
        self.page.get_by_role("link", name="Permohonan baru").click()
        self.page.get_by_role("button", name="Mulai permohonan").click()
        self.page.wait_for_url("**/umum/")
        self.reference = self.page.url.split("/")[-3]

    def open(self, step: str) -> None:
        self.page.goto(f"/permohonan/{self.reference}/{step}/")

    def general(self, today: date) -> None:
        """1 Umum, and on to the next step."""
        self.page.get_by_text("Eselon II ke bawah dan setingkat").click()
        self.page.get_by_label("Nomor surat unit").press_sequentially("1120/UCR.3/LN/2026")
        self.page.get_by_label("Tanggal surat unit").fill(today.isoformat())
        self.page.get_by_label("Jabatan penanda tangan surat usulan").fill("Sekretaris Jenderal")
        self.page.get_by_label("Kota penanda tangan").fill("Jakarta")
        self.onward("kegiatan")

    def event(self, departs: date) -> None:
        """A new event for the shared list."""
        self.page.get_by_text("Tidak ada di daftar? Tambahkan kegiatan baru").click()
        self.page.get_by_label("Nama kegiatan").fill("Simposium Teknik Pantai")
        self.page.get_by_label("Penyelenggara").fill("Forum Teknik Pantai")
        self.page.get_by_label("Negara", exact=True).select_option(label="Jepang")
        self.page.get_by_label("Kota", exact=True).fill("Kyoto")
        self.page.get_by_label("Mulai").fill((departs + timedelta(days=1)).isoformat())
        self.page.get_by_label("Selesai").fill((departs + timedelta(days=3)).isoformat())
        self.page.get_by_role("button", name="Tambahkan dan pilih").click()
        self.page.locator("#acara > .in > .event", has_text="Simposium Teknik Pantai").wait_for()

    def trip(self, departs: date) -> None:
        """Kind, days and purpose. Without script the page is saved by its button, which leads on: come back."""
        self.page.get_by_label("Jenis kegiatan").select_option(label=SEMINAR)
        self.days(departs)
        self.page.get_by_label("Tujuan dan urgensi").press_sequentially(PURPOSE)
        if self.script:
            self.saved(lambda: self.page.get_by_label("Tujuan dan urgensi").blur())
        else:
            self.onward("peserta")
            self.open("kegiatan")

    def days(self, departs: date) -> None:
        for label, day in (("Berangkat", departs), ("Tiba kembali", departs + timedelta(days=4))):
            self.page.get_by_label(label, exact=True).fill(day.isoformat())

    def travellers(self, name: str) -> None:
        """3 Peserta: somebody of the register, found by part of the name."""
        search = self.page.get_by_label("Cari di daftar orang")
        search.press_sequentially(name.split()[-1][:6].lower())
        if not self.script:
            self.page.get_by_role("button", name="Cari", exact=True).click()
        self.page.get_by_role("button", name=re.compile(f"Tambahkan.*{name}")).click()
        self.page.locator(".p-list .who b", has_text=name).wait_for()

    def open_person(self, name: str) -> None:
        self.page.get_by_role("link", name=re.compile(f"^Ubah .*{name}")).click()
        self.page.locator(".p-list .p-edit", has_text=name).wait_for()

    def money(self) -> None:
        """Who pays; further questions appear once that is known."""
        self.page.get_by_text("Pemerintah (APBN atau APBD)").click()
        if not self.script:
            self.onward("konfirmasi")
            self.open("peserta")
        self.page.get_by_label("Beban anggaran negara").fill("45.000.000")
        self.answer_what_is_asked()

    def answer_what_is_asked(self) -> None:
        """No to every question that waits for a yes or a no."""
        for group in self.page.locator("#langkah fieldset.s-field", has_text="Tidak").all():
            if group.locator("input[type=radio]").count():
                group.get_by_text("Tidak", exact=True).click()

    def papers(self) -> None:
        """A PDF into every place that still asks for one."""
        while (empty := self.page.locator(".slot.is-stop")).count():
            key = empty.first.get_attribute("id")
            self.put(self.page.locator(f"#{key}"), Paper(f"{key}.pdf", f"{self.reference} {key}"))

    def put(self, slot: Any, *papers: Paper) -> None:
        """Choose files for one document; with script they go at once."""
        slot.locator("input[type=file][multiple]").set_input_files([paper.payload for paper in papers])
        if not self.script:
            slot.get_by_role("button", name="Unggah").click()
        for paper in papers:
            self.page.locator(".slot.is-ok", has_text=paper.name).wait_for()

    def drop(self, slot: Any, paper: Paper) -> None:
        """Drag a file from the desktop onto the place."""
        drop_file(self.page, slot, paper.payload)
        self.page.locator(".slot.is-ok", has_text=paper.name).wait_for()

    def saved(self, act: Any) -> None:
        """Do something and wait until the page has saved it."""
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            act()
        self.page.locator(".htmx-request").first.wait_for(state="detached")

    def onward(self, step: str) -> None:
        self.page.get_by_role("button", name="Simpan, lanjut").click()
        self.page.wait_for_url(re.compile(f"/{step}/(#.*)?$"))

    def send(self) -> None:
        """4 Konfirmasi: the statement, and off it goes."""
        self.open("konfirmasi")
        self.page.get_by_label("Saya bertanggung jawab").check()
        self.page.get_by_role("button", name=re.compile("^Kirim")).click()
        self.page.get_by_role("heading", name="Permohonan terkirim").wait_for()


def drop_file(page: Any, target: Any, payload: dict[str, Any]) -> None:
    """A file let go over an element, as the browser reports it."""
    make = """([name, type, bytes]) => {
        const dropped = new DataTransfer();
        dropped.items.add(new File([new Uint8Array(bytes)], name, { type }));
        return dropped;
    }"""
    dropped = page.evaluate_handle(make, [payload["name"], payload["mimeType"], list(payload["buffer"])])
    target.dispatch_event("dragover", {"dataTransfer": dropped})
    target.dispatch_event("drop", {"dataTransfer": dropped})
