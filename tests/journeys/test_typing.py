"""How much has to be typed for the second trip of a unit: counted field by field, as a person fills in the form."""

import re
from datetime import timedelta

import pytest

from simpel.ledger import clock
from simpel.permits import actions
from simpel.permits.models import Application

from .applying import SEMINAR, Applying

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST = 12
COUNT = """() => {
    const typed = JSON.parse(sessionStorage.typed || "[]");
    const kinds = ["text", "date", "number", "email", "tel", ""];
    document.addEventListener("input", (event) => {
        const field = event.target;
        if (field.tagName !== "TEXTAREA" && !(field.tagName === "INPUT" && kinds.includes(field.type))) return;
        if (!typed.includes(field.name)) typed.push(field.name);
        sessionStorage.typed = JSON.stringify(typed);
    }, true);
}"""


def test_the_second_trip_of_a_unit_needs_at_most_twelve_typed_fields(world, open_window):
    first = actions.send(world.ready(), by=world.siti)
    form = Applying(open_window().already_in(world.siti))
    form.page.add_init_script(f"({COUNT})()")
    today = clock.today()
    departs = today + timedelta(days=60)
    form.begin()
    form.page.get_by_text("Eselon II ke bawah dan setingkat").click()
    form.page.get_by_label("Nomor surat unit").fill("1301/UCR.3/LN/2026")
    form.page.get_by_label("Tanggal surat unit").fill(today.isoformat())
    assert form.page.get_by_label("Jabatan penanda tangan surat usulan").input_value() == first.requesting_position
    form.onward("kegiatan")
    form.event(departs)
    form.page.get_by_label("Jenis kegiatan").select_option(label=SEMINAR)
    form.days(departs)
    form.page.get_by_label("Tujuan dan urgensi").fill("Membahas ukuran gelombang dengan para peneliti.")
    form.saved(lambda: form.page.get_by_label("Tujuan dan urgensi").blur())
    form.answer_what_is_asked()
    form.open("peserta")
    form.page.get_by_role("button", name=re.compile("Tambahkan.*Ratna")).click()
    form.page.locator(".p-list .who b", has_text="Ratna").wait_for()
    form.page.get_by_text("Pemerintah (APBN atau APBD)").first.click()
    form.page.get_by_label("Beban anggaran negara").fill("45.000.000")
    form.saved(lambda: form.page.get_by_label("Beban anggaran negara").blur())
    form.answer_what_is_asked()
    typed = form.page.evaluate("JSON.parse(sessionStorage.typed)")
    second = Application.objects.get(reference=form.reference)
    actions.change(second, by=world.siti, responsible=True)
    world.attach_what_is_asked(second, by=world.siti)
    assert actions.send(second, by=world.siti).register_no
    assert len(typed) <= MOST, typed
