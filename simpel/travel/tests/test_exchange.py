"""The package out and the replies in: signed, of one form, each once, in order, for what they name."""

import io
import json
import zipfile
from datetime import timedelta
from unittest import mock

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from simpel.documents import storage
from simpel.ledger import clock
from simpel.letters.office import token_key
from simpel.travel import exchange, jws, package, schema
from simpel.travel.actions import make_package
from simpel.travel.models import Package, Reply, TravelDocument
from simpel.travel.simulator import reply

DOOR = "/dokumen-perjalanan/balasan/"


@pytest.fixture
def made(trip):
    """A package of the file, with what it says."""
    one = make_package(trip.application, by=trip.world.dewi)
    return one, package.unpack(storage.read(one.file), [token_key().secret.public_key()])


def post(client, text):
    return client.post(DOOR, text, content_type="application/jose")


def states():
    return set(TravelDocument.objects.exclude(kind="VISA").values_list("state", flat=True))


def test_a_package_is_made_once_downloaded_by_those_it_concerns_and_holds_no_number(trip, as_):
    client = as_(trip.world.dewi)
    assert [client.post(trip.url("paket/")).status_code for _ in range(2)] == [302, 409]
    one = Package.objects.get()
    answer = client.get(f"/dokumen-perjalanan/paket/{one.number}/")
    said = package.unpack(answer.content, [token_key().secret.public_key()])
    assert sorted(item["kind"] for item in said["travellers"][1]["items"]) == [
        "EXIT_PERMIT", "SERVICE_PASSPORT", "VISA_NOTE",
    ]  # fmt: skip
    assert said["files"][0]["name"] == "letter.pdf"
    assert states() == {"HANDED_OVER"}
    for name in ("siti", "bayu", "ratna", "orang_lain"):
        assert as_(getattr(trip.world, name)).get(f"/dokumen-perjalanan/paket/{one.number}/").status_code == 404


def test_the_same_parts_make_the_same_bytes_and_any_change_is_seen(made):
    one, said = made
    data = storage.read(one.file)
    parts = [package.Part(listed["name"], _inside(data, listed["name"])) for listed in said["files"]]
    list_of = {name: value for name, value in said.items() if name not in ("files", "format")}
    assert package.pack(list_of, parts, token_key().secret) == data
    keys = [token_key().secret.public_key()]
    for name, text in (("letter.pdf", b"another"), ("package.json", b"{}"), ("more.txt", b"x")):
        with pytest.raises(package.Unreadable):
            package.unpack(_changed(data, name, text), keys)
    with pytest.raises(package.Unreadable):
        package.unpack(data, [Ed25519PrivateKey.generate().public_key()])


def _inside(data, name):
    return zipfile.ZipFile(io.BytesIO(data)).read(name)


def _changed(data, name, text):
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        files = {one: old.read(one) for one in old.namelist()} | {name: text}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for one, content in files.items():
            new.writestr(one, content)
    return out.getvalue()


def test_replies_move_the_documents_each_once(client, made, office):
    _one, said = made
    first = reply(said, 1, "IN_PROGRESS", office, message="message-1")
    assert post(client, first).json() == {"taken": "message-1", "sequence": 1, "repeated": False}
    assert post(client, first).json()["repeated"] is True
    assert states() == {"IN_PROGRESS"}
    other = reply(said, 2, "READY", office, message="message-1")
    assert (post(client, other).status_code, post(client, other).json()["refused"]) == (409, "reply_altered")
    late = post(client, reply(said, 3, "READY", office))
    assert (late.status_code, late.json()["expected"]) == (409, 2)
    assert post(client, reply(said, 2, "READY", office, number="S1", expires_on="2040-01-01")).status_code == 200
    assert states() == {"READY"}
    assert Reply.objects.count() == 2


def test_a_reply_that_cannot_be_carried_out_whole_changes_nothing(client, made, office, trip, as_):
    _one, said = made
    visitor = as_(trip.world.dewi)
    document = trip.document("EXIT_PERMIT")
    for to in ("IN_PROGRESS", "READY", "COLLECTED"):
        document.refresh_from_db()
        visitor.post(trip.url(f"{document.pk}/langkah/"), {"to": to, "version": document.version})
    answer = post(client, reply(said, 1, "IN_PROGRESS", office))
    assert (answer.status_code, answer.json()["refused"]) == (409, "document_step")
    assert not Reply.objects.exists()
    assert trip.document("VISA_NOTE").state == "HANDED_OVER"


def test_forged_shapeless_old_and_unknown_replies_are_refused_by_name(client, made, office):
    _one, said = made
    good = reply(said, 1, "IN_PROGRESS", office)
    ours = jws.sign(b"{}", office, sort=package.SORT)
    strange = {**said, "package": "P-0000000000"}
    with mock.patch("simpel.ledger.clock.now", return_value=clock.now() - timedelta(days=8)):
        old = reply(said, 1, "IN_PROGRESS", office)
    for text, status, code in (
        (good[:-3] + "AAA", 401, "reply_forged"),
        ("no.jws", 401, "reply_forged"),
        (ours, 401, "reply_forged"),
        (reply(said, 1, "IN_PROGRESS", Ed25519PrivateKey.generate()), 401, "reply_forged"),
        (jws.sign(b'{"format":1}', office, sort=exchange.SORT), 422, "reply_form"),
        (reply(said, 1, "COLLECTED", office), 422, "reply_form"),
        (old, 409, "reply_late"),
        (reply(strange, 1, "READY", office), 404, "reply_package"),
    ):
        answer = post(client, text)
        assert (answer.status_code, answer.json()["refused"]) == (status, code)
    assert post(client, "x" * (exchange.LARGEST + 1)).status_code == 413
    assert states() == {"HANDED_OVER"}


def test_a_reply_that_came_as_a_file_is_taken_for_this_file_only(trip, made, office, as_):
    _one, said = made
    client = as_(trip.world.dewi)

    def upload(text):
        return client.post(trip.url("balasan/"), {"reply": io.BytesIO(text)})

    assert upload(b"\xff").status_code == 422
    assert upload(b"forged").status_code == 409
    assert upload(reply(said, 1, "IN_PROGRESS", office).encode()).status_code == 302
    assert as_(trip.world.siti).post(trip.url("balasan/")).status_code == 404


def test_the_schemas_are_published_and_nothing_unknown_passes(client):
    published = client.get("/dokumen-perjalanan/skema.json").json()
    assert published["reply"]["$id"] == "simpel-travel-reply-1"
    good = {
        "format": exchange.FORMAT, "message": "12345678", "package": "P-0123456789", "sequence": 1,
        "issued_at": "2026-01-01T00:00:00+00:00", "items": [{"item": "D1", "state": "READY"}],
    }  # fmt: skip
    schema.check(good, schema.REPLY)
    for change in (
        {"more": 1}, {"sequence": 0}, {"sequence": True}, {"issued_at": "2026-01-01T00:00"},
        {"items": []}, {"message": "x\n345678"}, {"items": [{"item": "D1", "state": "READY", "expires_on": "soon"}]},
    ):  # fmt: skip
        with pytest.raises(schema.Invalid):
            schema.check({**good, **change}, schema.REPLY)
    with pytest.raises(schema.Invalid):
        schema.read(b'{"format": 1, "format": 2}', schema.REPLY)
    with pytest.raises(schema.Invalid):
        schema.read(json.dumps({**good, "sequence": None}).encode(), schema.REPLY)
