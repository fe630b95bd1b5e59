"""Why a file was not taken, in the user's words: what is wrong, and what to do now."""

from django.utils.translation import gettext_lazy as _

from simpel.documents.intake import NotTaken

ANOTHER_COPY = _("Simpan ulang sebagai PDF (Cetak, lalu Simpan sebagai PDF), kemudian unggah lagi.")

WORDS = {
    "empty": _("Berkas ini kosong. Pilih berkas yang berisi dokumennya."),
    "type": _("Jenis berkas ini tidak dapat diterima. Unggah PDF, JPG, atau PNG, dengan akhiran nama yang sesuai."),
    "too_large": _("Berkas ini terlalu besar; batasnya %(megabytes)s MB. Perkecil atau pindai ulang."),
    "too_many_pages": _("Dokumen ini %(pages)s halaman; batasnya %(most)s. Unggah hanya halaman yang diperlukan."),
    "too_many_pixels": _("Gambar ini %(megapixels)s megapiksel; batasnya %(most)s. Perkecil, lalu unggah lagi."),
    "many_pictures": _("Berkas ini berisi beberapa gambar sekaligus. Unggah satu per satu, atau satukan dalam PDF."),
    "encrypted": _("PDF ini dikunci dengan sandi. Simpan tanpa sandi di komputer Anda, lalu unggah lagi."),
    "broken": _("Berkas ini rusak atau tidak lengkap. Simpan atau pindai ulang, lalu unggah lagi."),
}
ACTIVE = {
    "script": _("PDF ini berisi skrip atau tindakan otomatis, sehingga tidak dapat diterima."),
    "attachment": _("Berkas ini memuat berkas lain di dalamnya, sehingga tidak dapat diterima."),
    "remote": _("PDF ini mengambil isi dari tempat lain, sehingga tidak dapat diterima."),
    "form": _("PDF ini berisi formulir dinamis (XFA), sehingga tidak dapat diterima."),
}


def explain(refusal: NotTaken) -> str:
    """The sentence for a refusal, in the language of whoever reads it."""
    if refusal.code == "active_content":
        reason = ACTIVE.get(str(refusal.values.get("what")), ACTIVE["script"])
        return f"{reason} {ANOTHER_COPY}"
    return str(WORDS.get(refusal.code, WORDS["broken"])) % refusal.values
