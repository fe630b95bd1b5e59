"""From a decision to a signed file: the order, the repeats, the one letter."""

import io
import re
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from django.db import transaction
from django.db.transaction import TransactionManagementError

from simpel.documents import storage
from simpel.documents.models import File
from simpel.law.pack import load as load_pack
from simpel.ledger import clock
from simpel.ledger.models import Entry
from simpel.ledger.verify import verify as verify_ledger
from simpel.letters import authority, compare, issuing, office, render, token
from simpel.letters.content import Signer, from_json
from simpel.letters.models import Letter
from simpel.letters.tests.conftest import TODAY, Prepare, letter_facts, traveller
from simpel.letters.verification import check_bytes

PACKS = Path(__file__).parents[3] / "packs"
ODD_NAMES = [
    'O\'Brien "Siti" `Rahma`',
    "#let x = 1; $a^2$ *tebal* _miring_ @ref <b>",
    "<b>Bima</b> & Prakoso \\ \\n // /* */",
    "Никита Ιωάννης Nguyễn Văn Ấn ʻOkina",
    "محمد علي",
    "Raden Mas " + "Notohadiprojo " * 12,
    "W" * 90,
    "1. 2. 3",
    "Pulau-pulau Kei-Besar-dan-Kei-Kecil di-antara-nya laut-laut yang-sangat-luas-dan-dalam sekali-kali",
    "-",
]


def text_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))


def kinds(case: str = "K7Q2-M4XD") -> list[str]:
    return list(Entry.objects.filter(subject=case).order_by("seq").values_list("kind", flat=True))


def test_a_prepared_letter_has_a_number_and_no_file(prepare: Prepare) -> None:
    letter = prepare()
    assert (letter.number, letter.state, letter.file) == ("B-00000001/KTLN/LN.SM/04/2026", "PREPARED", None)
    assert issuing.waiting() == [letter.pk]


@pytest.mark.django_db(transaction=True)
def test_a_number_is_taken_only_with_the_decision() -> None:
    with pytest.raises(TransactionManagementError):
        issuing.prepare("CASE-1", facts=letter_facts(), protected=False, by=None, on=TODAY)


def test_an_issued_letter_is_its_bytes(letter: Letter, pdf: bytes) -> None:
    assert letter.state == Letter.State.ISSUED and issuing.waiting() == []
    assert letter.file is not None and letter.file.sha256 == letter.sha256 and len(pdf) == letter.file.size
    assert letter.file.pages == 2 and letter.file.name == "B-00000001-KTLN-LN.SM-04-2026.pdf"


def test_the_record_tells_every_beat_and_holds(letter: Letter) -> None:
    assert kinds() == ["letter.prepared", "letter.attempt", "letter.issued"]
    assert verify_ledger(witnesses=issuing.witnesses()).ok


def test_the_record_holds_no_names_and_no_codes(letter: Letter) -> None:
    told = str(list(Entry.objects.values_list("facts", flat=True)))
    assert "Ratna" not in told and letter.code not in told and letter.secret not in told


def test_the_letter_is_a_witness_of_its_own_record(letter: Letter, pdf: bytes) -> None:
    entry = Entry.objects.get(kind="letter.prepared")
    assert entry.facts["content_sha256"] == letter.content_sha256 and entry.seal == letter.trace_seal
    assert f"Jejak catatan no. {entry.seq}: {entry.seal[:4]} {entry.seal[4:8]}" in text_of(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert letter.trace_seal in str(document.docinfo["/Subject"])


def test_the_file_carries_the_marks_of_pdf_a_and_pdf_ua(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as document, document.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == ("2", "A", "1")
        assert document.Root.MarkInfo.Marked and str(document.Root.Lang) == "id"
        assert "/StructTreeRoot" in document.Root


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig (poppler-utils) is not on this machine")
def test_a_strange_program_calls_the_signature_valid(pdf: bytes, tmp_path: Path) -> None:
    file = tmp_path / "surat.pdf"
    file.write_bytes(pdf)
    said = subprocess.run(["pdfsig", str(file)], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid" in said and "Total document signed" in said and "SHA-256" in said


def test_the_qr_on_the_page_is_checked_with_the_public_key_alone(letter: Letter, pdf: bytes) -> None:
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=150 / 72).to_pil()
    (found,) = zxingcpp.read_barcodes(picture)
    address, _, text = found.text.partition("#")
    assert address == f"https://simpel.example/periksa/{letter.secret}/"
    said = token.read(token.from_text(text), office.token_key().secret.public_key())
    assert said == {
        "number": letter.number,
        "code": letter.code,
        "content": letter.content_sha256[:32],
        "issued_on": TODAY,
        "expires_on": date(2026, 5, 17),
        "persons": 1,
    }


def test_the_qr_is_three_centimetres_or_more(pdf: bytes) -> None:
    dpi = 150
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72).to_pil()
    (found,) = zxingcpp.read_barcodes(picture)
    width = found.position.top_right.x - found.position.top_left.x
    assert width / dpi * 25.4 >= 30


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_are_printed_as_typed(prepare: Prepare, name: str) -> None:
    letter = issuing.produce(prepare(travellers=(traveller(name, position=name, institution=name),), event=name).pk)
    assert letter.state == Letter.State.ISSUED
    assert from_json(letter.content).annex.persons[0].name == name.strip()


@pytest.mark.parametrize("persons", [1, 2, 10, 40])
def test_every_traveller_stands_in_the_annex(prepare: Prepare, persons: int) -> None:
    names = [f"Peserta {'Panjang ' * (place % 4)}{place}" for place in range(persons)]
    letter = issuing.produce(prepare(travellers=tuple(traveller(name) for name in names)).pk)
    assert letter.file is not None
    text = re.sub(r"\s+", " ", text_of(storage.read(letter.file)))
    assert all(name in text for name in names)
    assert f"1 / {letter.file.pages}" in text and f"{letter.file.pages} / {letter.file.pages}" in text


def test_signs_no_font_has_are_refused_before_a_number_is_taken(prepare: Prepare) -> None:
    with pytest.raises(issuing.CannotIssue) as refused:
        prepare(travellers=(traveller("Yamada 山田"),))
    assert (refused.value.code, refused.value.values) == ("unprintable", {"signs": "山田"})
    assert prepare().serial == 1


def test_the_development_authority_marks_every_page(prepare: Prepare) -> None:
    letter = issuing.produce(prepare(travellers=tuple(traveller(f"Peserta {place}") for place in range(20))).pk)
    assert letter.file is not None and letter.file.pages >= 3
    document = pypdfium2.PdfDocument(storage.read(letter.file))
    assert all("CONTOH · SPECIMEN" in page.get_textpage().get_text_range() for page in document)
    assert letter.specimen and "development" in letter.signer


def test_a_certificate_of_the_installation_leaves_no_mark(prepare: Prepare, settings: Any, tmp_path: Path) -> None:
    key, certificate, root = authority.made()
    p12, password = tmp_path / "office.p12", tmp_path / "password"
    p12.write_bytes(
        pkcs12.serialize_key_and_certificates(None, key, certificate, [root], BestAvailableEncryption(b"rahasia"))
    )
    password.write_text("rahasia\n")
    settings.SIGNING_P12, settings.SIGNING_P12_PASSWORD_FILE = str(p12), str(password)
    letter = issuing.produce(prepare().pk)
    assert letter.file is not None and not letter.specimen
    assert "SPECIMEN" not in text_of(storage.read(letter.file))


def test_a_wrong_password_stops_before_anything_is_recorded(prepare: Prepare, settings: Any, tmp_path: Path) -> None:
    key, certificate, root = authority.made()
    p12 = tmp_path / "office.p12"
    p12.write_bytes(
        pkcs12.serialize_key_and_certificates(None, key, certificate, [root], BestAvailableEncryption(b"rahasia"))
    )
    settings.SIGNING_P12 = str(p12)
    letter = prepare()
    with pytest.raises(authority.NoSigner):
        issuing.produce(letter.pk)
    assert kinds() == ["letter.prepared"]


def test_keys_are_readable_by_their_owner_only(letter: Letter, settings: Any) -> None:
    files = list(settings.KEYS.iterdir())
    assert {file.name for file in files} == {"development-signer.p12", "letter-token.pem"}
    assert all(file.stat().st_mode & 0o077 == 0 for file in files)


def test_producing_again_changes_nothing(letter: Letter, pdf: bytes) -> None:
    again = issuing.produce(letter.pk)
    assert (again.sha256, again.attempts, File.objects.count()) == (letter.sha256, 1, 1)
    assert kinds() == ["letter.prepared", "letter.attempt", "letter.issued"]


def test_a_second_letter_for_a_case_is_refused(letter: Letter, prepare: Prepare) -> None:
    with pytest.raises(issuing.CannotIssue, match="letter_exists"):
        prepare()
    assert prepare("CASE-2").serial == 2


def test_a_claim_is_respected_until_its_holder_must_be_dead(prepare: Prepare) -> None:
    letter = prepare()
    Letter.objects.filter(pk=letter.pk).update(claimed_at=clock.wall(), attempts=1)
    assert issuing.produce(letter.pk).state == Letter.State.PREPARED and issuing.waiting() == []
    Letter.objects.filter(pk=letter.pk).update(claimed_at=clock.wall() - issuing.LEASE - timedelta(seconds=1))
    assert issuing.waiting() == [letter.pk]
    assert issuing.produce(letter.pk).attempts == 2


def test_a_full_disk_leaves_the_letter_waiting_and_the_next_try_finishes_it(
    prepare: Prepare, settings: Any, tmp_path: Path
) -> None:
    letter, files = prepare(), settings.FILES
    settings.FILES = tmp_path / "full"
    settings.FILES.write_text("a file where a folder should be")
    with pytest.raises(OSError):
        issuing.produce(letter.pk)
    assert issuing.waiting() == [letter.pk] and not File.objects.exists()
    settings.FILES = files
    assert issuing.produce(letter.pk).state == Letter.State.ISSUED
    assert kinds() == ["letter.prepared", "letter.attempt", "letter.attempt", "letter.issued"]


def test_a_letter_that_fails_does_not_hold_up_the_others(prepare: Prepare) -> None:
    failing, other = prepare("CASE-1"), prepare("CASE-2")
    Letter.objects.filter(pk=failing.pk).update(attempts=1)
    assert issuing.waiting() == [other.pk, failing.pk]


def test_who_settles_second_throws_the_own_copy_away(prepare: Prepare, settings: Any) -> None:
    letter, mine = issuing._claim(prepare().pk)
    assert mine
    Letter.objects.filter(pk=letter.pk).update(claimed_at=None)  # as if the lease had run out
    first = issuing.produce(letter.pk)
    storage.write(late := File(name="late.pdf").pk, b"%PDF-late")
    settled = issuing._settle(letter, File(id=late, name="late.pdf", kind="application/pdf", size=9, sha256="0" * 64))
    assert settled.sha256 == first.sha256 and not storage.path(late).exists()


@pytest.mark.parametrize("change", ["content", "number", "code", "expires_on"])
def test_a_snapshot_changed_behind_our_back_is_never_signed(prepare: Prepare, change: str) -> None:
    letter = prepare()
    letter.content["facts"]["city"] = "Osaka"
    values = {"content": letter.content, "number": "B-99", "code": "AAAA-BBBB-CCCCC", "expires_on": date(2030, 1, 1)}
    Letter.objects.filter(pk=letter.pk).update(**{change: values[change]})
    with pytest.raises(issuing.Tampered):
        issuing.produce(letter.pk)
    assert kinds() == ["letter.prepared"]


def test_a_drawing_that_says_something_else_is_caught(prepare: Prepare) -> None:
    letter, other = prepare(), prepare("CASE-2", travellers=(traveller("Orang Lain"),))
    layout = office.layout()
    content, wrong = from_json(letter.content), from_json(other.content)
    dress = render.Dress(
        issuing.address(letter), content.traced(1, letter.trace_seal), letter.trace_seal, specimen=True
    )
    drawn = render.pdf(content, dress, template=layout.folder / layout.template, at=letter.prepared_at)
    compare.check(drawn, content, dress)
    with pytest.raises(compare.Differs):
        compare.check(drawn, wrong, dress)
    with pytest.raises(compare.Differs, match="QR"):
        compare.check(drawn, content, render.Dress(issuing.address(other), dress.trace, dress.seal, specimen=True))


def test_text_nobody_decided_is_caught(prepare: Prepare) -> None:
    letter = prepare()
    layout, content = office.layout(), from_json(letter.content)
    dress = render.Dress(
        issuing.address(letter), content.traced(1, letter.trace_seal), letter.trace_seal, specimen=True
    )
    fuller = from_json(letter.content | {"closing": content.closing + " Berlaku juga untuk keluarga."})
    drawn = render.pdf(fuller, dress, template=layout.folder / layout.template, at=letter.prepared_at)
    with pytest.raises(compare.Differs, match="nobody decided"):
        compare.check(drawn, content, dress)


def test_a_void_number_stays_listed_and_the_case_may_have_another_letter(prepare: Prepare) -> None:
    first = issuing.void(prepare(), "Nama salah tulis", None)
    assert issuing.letter_of("K7Q2-M4XD") is None
    second = issuing.produce(prepare().pk)
    assert (first.serial, first.void_reason, second.serial) == (1, "Nama salah tulis", 2)
    assert issuing.letter_of("K7Q2-M4XD") == second
    assert issuing.produce(first.pk).state == Letter.State.VOID


@pytest.mark.parametrize(("reason", "code"), [("  ", "void_needs_reason"), ("sekali lagi", "void_already")])
def test_voiding_needs_a_reason_and_happens_once(prepare: Prepare, reason: str, code: str) -> None:
    letter = prepare()
    if code == "void_already":
        issuing.void(letter, "pertama", None)
    with pytest.raises(issuing.CannotIssue, match=code):
        issuing.void(letter, reason, None)


def test_the_same_letter_drawn_twice_is_the_same_to_the_byte(prepare: Prepare) -> None:
    letter, layout = prepare(), office.layout()
    content = from_json(letter.content)
    dress = render.Dress(
        issuing.address(letter), content.traced(1, letter.trace_seal), letter.trace_seal, specimen=True
    )
    one, two = (
        render.pdf(content, dress, template=layout.folder / layout.template, at=letter.prepared_at) for _ in range(2)
    )
    assert one == two


def test_a_rolled_back_decision_leaves_no_letter(prepare: Prepare) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        prepare()
        raise RuntimeError
    assert not Letter.objects.exists() and not Entry.objects.exists()


@pytest.mark.parametrize(("cluster", "number"), [("CREW", "2026/TR/0001-REG"), ("CAPTAIN", "2026/RG/0001-REG (IV)")])
def test_another_pack_has_another_letter(prepare: Prepare, settings: Any, cluster: str, number: str) -> None:
    settings.PACK = load_pack(PACKS / "example")
    facts = {"activity_letter_code": "REG", "signer": Signer("Ilse Marrow", "TREASURY", "PLT"), "copies": ("KEEPER",)}
    letter = issuing.produce(prepare(cluster=cluster, **facts).pk)
    assert letter.file is not None and letter.number == number
    text = text_of(storage.read(letter.file))
    assert "The Lantern Isles" in text and "Acting " in text and "The envoy concerned with Japan" in text
    assert check_bytes(storage.read(letter.file)).kind == "authentic"
