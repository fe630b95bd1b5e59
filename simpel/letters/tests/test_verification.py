"""Five answers for a file. Each forger here tries to be called authentic; none is."""

import io
import secrets
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import pikepdf
import pypdfium2
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pyhanko.pdf_utils.generic import TextStringObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from simpel.documents import storage
from simpel.letters import authority, clues, codes, issuing, office, signing, verification
from simpel.letters.authority import Identity
from simpel.letters.models import Letter
from simpel.letters.tests.conftest import Prepare, traveller
from simpel.letters.verification import check_bytes, check_code, check_digest

AUTHORITY = "Otoritas bersama"


def saved(change: Callable[[pikepdf.Pdf], None], pdf: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        document.save(out)
    return out.getvalue()


def one_byte_flipped(pdf: bytes) -> bytes:
    place = len(pdf) // 2
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


def one_page_more(pdf: bytes) -> bytes:
    return saved(lambda document: document.add_blank_page(), pdf)


def one_page_less(pdf: bytes) -> bytes:
    return saved(lambda document: document.pages.__delitem__(1), pdf)


def added_behind_the_signature(pdf: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.root["/Lang"] = TextStringObject("en")
    writer.update_root()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def signature_taken_off(document: pikepdf.Pdf) -> None:
    del document.Root["/AcroForm"], document.Root["/Perms"]
    for page in document.pages:
        if "/Annots" in page:
            del page["/Annots"]


def printed_and_saved_again(pdf: bytes) -> bytes:
    pages = [page.render(scale=150 / 72).to_pil() for page in pypdfium2.PdfDocument(pdf)]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:])
    return out.getvalue()


FORGERIES: dict[str, Callable[[bytes], bytes]] = {
    "one byte flipped": one_byte_flipped,
    "a byte glued on": lambda pdf: pdf + b"\n",
    "a whole file glued on": lambda pdf: pdf + pdf,
    "a byte put before": lambda pdf: b"\n" + pdf,
    "another file put before": lambda pdf: b"%PDF-1.7\n%%EOF\n" + pdf,
    "cut short": lambda pdf: pdf[:-200],
    "one page more": one_page_more,
    "one page less": one_page_less,
    "added behind the signature": added_behind_the_signature,
    "scanned": printed_and_saved_again,
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
def test_a_changed_file_is_not_the_one_we_issued(letter: Letter, pdf: bytes, forge: Callable[[bytes], bytes]) -> None:
    answer = check_bytes(forge(pdf))
    assert answer.kind == "not_issued_file"
    assert answer.facts is not None and answer.facts.number == letter.number


def test_the_issued_file_is_authentic(letter: Letter, pdf: bytes) -> None:
    answer = check_bytes(pdf)
    assert (answer.kind, answer.sha256, answer.basis) == ("authentic", letter.sha256, "file")
    assert answer.as_json()["answer"] == "authentic" and answer.as_json()["letter"]["number"] == letter.number
    assert letter.number in answer.in_words()


def test_a_neighbour_under_the_same_authority_cannot_sign_for_us(prepare: Prepare) -> None:
    root_key = ec.generate_private_key(ec.SECP256R1())
    make = authority._certificate
    root = make(AUTHORITY, root_key.public_key(), issuer=AUTHORITY, issuer_key=root_key, is_authority=True)
    key = ec.generate_private_key(ec.SECP256R1())
    neighbour = Identity(
        key,
        make("Tetangga", key.public_key(), issuer=AUTHORITY, issuer_key=root_key, is_authority=False),
        (root,),
        specimen=False,
    )
    letter = issuing.produce(prepare().pk)
    assert letter.file is not None
    unsigned = saved(signature_taken_off, storage.read(letter.file))
    forged = signing.sign(unsigned, neighbour, reason="Persetujuan", place="Jakarta")
    signing.verify(forged, neighbour, at=letter.prepared_at)  # a valid signature of a trusted authority, and still:
    assert check_bytes(forged).kind == "not_issued_file"


def test_our_own_key_over_another_text_is_not_enough(letter: Letter, pdf: bytes) -> None:
    resigned = signing.sign(saved(signature_taken_off, pdf), office.identity(), reason="x", place="y")
    assert check_bytes(resigned).kind == "not_issued_file"


def blank_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out)
    return out.getvalue()


def locked_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


STRANGERS = {
    "nothing": b"",
    "another PDF": blank_pdf(),
    "a locked PDF": locked_pdf(),
    "no PDF": b"halo",
    "broken PDF": b"%PDF-1.7\n" + b"\xff" * 2000,
    "huge": b"\0" * (clues.LARGEST + 1),
    "a code nobody has": b"%PDF-1.7 " + codes.printed(1).encode(),
}


@pytest.mark.parametrize("data", STRANGERS.values(), ids=STRANGERS)
def test_a_strangers_file_is_unknown(letter: Letter, data: bytes) -> None:
    assert check_bytes(data).kind == "unknown"


def test_a_photograph_of_the_qr_points_at_the_letter(letter: Letter, pdf: bytes) -> None:
    picture: Image.Image = pypdfium2.PdfDocument(pdf)[0].render(scale=150 / 72).to_pil()
    out = io.BytesIO()
    picture.convert("RGB").save(out, "JPEG", quality=80)
    assert check_bytes(out.getvalue()).kind == "not_issued_file"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_flipped_bit_is_ever_authentic(letter: Letter, pdf: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(pdf) * 8 - 1))
    changed = bytearray(pdf)
    changed[place // 8] ^= 1 << place % 8
    assert check_bytes(bytes(changed)).kind in {"not_issued_file", "unknown"}


def test_after_the_trip_the_file_has_expired(letter: Letter, pdf: bytes, on_the_day: Callable[[date], None]) -> None:
    on_the_day(letter.expires_on)
    assert check_bytes(pdf).kind == "authentic"
    on_the_day(date(2026, 5, 18))
    assert (check_bytes(pdf).kind, check_code(letter.code).kind) == ("expired", "expired")


def test_a_withdrawn_file_is_revoked_and_its_successor_authentic(letter: Letter, pdf: bytes, prepare: Prepare) -> None:
    issuing.void(letter, "Kegiatan dibatalkan", None)
    assert (check_bytes(pdf).kind, check_code(letter.code).kind) == ("revoked", "revoked")
    second = issuing.produce(prepare().pk)
    assert second.file is not None and check_bytes(storage.read(second.file)).kind == "authentic"
    assert check_bytes(pdf).kind == "revoked"


def test_a_code_says_registered_never_authentic(letter: Letter) -> None:
    for key in (letter.code, letter.code.lower().replace("-", " "), letter.secret):
        assert check_code(key).kind == "registered"


@pytest.mark.parametrize("key", ["", "B-00000001/KTLN/LN.SM/04/2026", "K7Q2-M4XD", "Ratna", "%", "x" * 4000, "\0"])
def test_nothing_but_the_code_finds_a_letter(letter: Letter, key: str) -> None:
    assert check_code(key).kind == "unknown"


def test_a_part_of_the_address_finds_nothing(letter: Letter) -> None:
    assert check_code(letter.secret[:-1]).kind == "unknown" and check_code(letter.secret[:10]).kind == "unknown"


def test_random_codes_find_nothing(letter: Letter) -> None:
    found = {check_code(codes.printed(secrets.randbits(codes.RANDOM_BITS))).kind for _ in range(200)}
    assert found == {"unknown"}


def test_a_letter_still_being_made_is_answered_like_none(prepare: Prepare) -> None:
    letter = prepare()
    assert check_code(letter.code).kind == check_code(letter.secret).kind == "unknown"
    issuing.void(letter, "Salah ketik", None)
    assert check_code(letter.code).kind == "unknown"


def test_names_are_masked(prepare: Prepare) -> None:
    letter = issuing.produce(prepare(travellers=(traveller("Bima Prakoso, S.Stat."), traveller("Dr. Ratna"))).pk)
    facts = check_code(letter.code).facts
    assert facts is not None and facts.names == ("B*** P******, S.S***.", "D*. R****")
    assert (facts.persons, facts.country, facts.starts_on) == (2, "Jepang", date(2026, 5, 14))


def test_of_protected_travellers_nothing_is_told(prepare: Prepare) -> None:
    letter = issuing.produce(prepare(protected=True, cluster="MINISTER").pk)
    for answer in (check_code(letter.code), check_bytes(storage.read(letter.file))):  # type: ignore[arg-type]
        assert answer.facts is not None
        told = str(answer.as_json())
        assert all(hidden not in told for hidden in ("R****", "Jepang", "2026-05-14", "persons", "Kyoto"))
        assert answer.facts.number in told and answer.facts.issued_on.isoformat() in told


@pytest.mark.parametrize(
    ("name", "day", "same"),
    [
        ("Dr. Ratna Widyasari", date(2026, 5, 14), True),
        ("  dr. ratna  WIDYASARI ", date(2026, 5, 14), True),
        ("Dr. Ratna Widyasari", date(2026, 5, 15), False),
        ("Ratna", date(2026, 5, 14), False),
        ("", None, False),
    ],
)
def test_protected_travellers_are_matched_only(prepare: Prepare, name: str, day: date | None, same: bool) -> None:
    letter = issuing.produce(prepare(protected=True).pk)
    assert verification.matches(letter.code, name=name, starts_on=day) is same


def test_a_fingerprint_is_enough_and_a_wrong_one_points_at_its_letter(letter: Letter) -> None:
    assert check_digest(letter.sha256.upper()).kind == "authentic"
    assert check_digest("0" * 64, letter.code).kind == "not_issued_file"
    assert check_digest("0" * 64, letter.secret).kind == "not_issued_file"
    assert check_digest("0" * 64).kind == check_digest("", "").kind == "unknown"


def test_when_the_register_cannot_be_read_nothing_is_claimed(letter: Letter, pdf: bytes) -> None:
    with connection.execute_wrapper(broken):
        assert {check_bytes(pdf).kind, check_code(letter.code).kind, check_digest(letter.sha256).kind} == {
            "cannot_check"
        }
    assert check_bytes(pdf).kind == "authentic"


def broken(*_: Any) -> Any:
    raise OSError("the disk is gone")


def test_the_reader_of_strange_files_may_die_without_harm() -> None:
    bomb = b"%PDF-1.7\n" + b"1 0 obj\n<</Type/Page/MediaBox[0 0 1e9 1e9]>>\nendobj\n" * 1000
    assert clues.found_in(bomb) == ([], [])


def test_the_reader_of_strange_files_needs_no_settings(pdf: bytes, letter: Letter) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "simpel.letters.clues"],
        input=pdf,
        capture_output=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    assert letter.code in run.stdout.decode() and letter.secret in run.stdout.decode()
