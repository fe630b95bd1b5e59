"""Looks at every kind of page of an installation that runs the pack of the Lantern Isles. A program of its own."""

import django

django.setup()  # settings hold one pack for the life of a process

from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from simpel.people.models import User  # noqa: E402
from simpel.permits.models import Application  # noqa: E402

setup_test_environment()
OURS = ("Focal point", "Analis", "Kepala Biro", "Presiden", "Setneg", "Rupiah", "NIP", "NIK")


def look(client: Client, path: str, *words: str) -> None:
    """The page is there, says what it should, and speaks of nobody's desks but its own."""
    answer = client.get(path, follow=True, headers={"accept-language": "en"})
    page = answer.content.decode()
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    assert answer.request["PATH_INFO"] == path, f"{path} led to {answer.request['PATH_INFO']}"
    assert all(word in page for word in words), f"{path} lacks {[word for word in words if word not in page]}"
    assert not [word for word in OURS if word in page], f"{path}: {[word for word in OURS if word in page]}"


def as_user(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(name=name))
    return client


def main() -> None:
    file = Application.objects.get(activity__name="Boats adrift after the storm")
    anybody = Client()
    look(anybody, "/")
    look(anybody, "/tentang/")
    look(anybody, "/periksa/")
    applicant, warden = as_user("Solveig Marsh"), as_user("Wenna Oakum")
    look(applicant, "/meja/")
    look(applicant, f"/permohonan/{file.reference}/", "Home and told", "Public purse", "Runa Breakwater")
    look(applicant, f"/permohonan/{file.reference}/surat/")
    look(applicant, f"/permohonan/{file.reference}/laporan/")
    look(warden, "/meja/")
    look(warden, f"/permohonan/{file.reference}/")
    draft = new_draft(applicant)
    for step in ("umum", "kegiatan", "peserta", "konfirmasi"):
        look(applicant, f"/permohonan/{draft}/{step}/")


def new_draft(applicant: Client) -> str:
    """Begin another file as its page does."""
    page = applicant.get("/permohonan/baru/").context["form"]
    answer = applicant.post("/permohonan/baru/", {name: page[name].value() for name in page.fields})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return str(answer.url.split("/")[2])


if __name__ == "__main__":
    main()
