"""Refusals in the user's words: what happened, why, what to do now."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from simpel.law.workflow import Refused

from .forms.questions import label_of
from .models import Application, Report

FIELD_WORDS: dict[str, Callable[[], str]] = {
    "participants": lambda: _("daftar peserta"),
    "participant_details": lambda: _("tanggal tugas dan golongan setiap peserta"),
    "note": lambda: _("catatan"),
    "answer": lambda: _("jawaban meja Anda"),
    "longer": lambda: _("tanggal kembali yang lebih lama daripada yang sudah disetujui"),
    "reason": lambda: _("alasan"),
    "copies": lambda: _("daftar tembusan"),
    "permission": lambda: _in_a_sentence(label_of("permission_no", _("nomor izin"))),
}


def _in_a_sentence(label: str) -> str:
    """A label as it stands inside a sentence: Nomor izin, nomor izin."""
    return label[:1].lower() + label[1:]


def say(refused: Refused) -> str:
    """One refusal as whole sentences. An unknown code still says what to do."""
    words = SENTENCES.get(refused.code)
    if words is None:
        return _("Tindakan ini tidak dapat dijalankan sekarang. Muat ulang halaman, lalu coba lagi.")
    return words(refused.values)


def field_words(name: str) -> str:
    """A form field as the form itself calls it."""
    if name in FIELD_WORDS:
        return FIELD_WORDS[name]()
    model = Report if name in {"substance", "follow_up", "impact", "recommendations"} else Application
    label = str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # fields of the form only
    return _("kegiatan") if name == "activity" else label


def _state(values: Mapping[str, Any]) -> str:
    state = settings.PACK.workflow.states.get(values.get("state", ""))
    return state.label(get_language() or "id") if state else ""


def _desk(values: Mapping[str, Any]) -> str:
    desk = settings.PACK.workflow.desks.get(values.get("desk", ""))
    return desk.name(get_language() or "id") if desk else ""


def _stale(values: Mapping[str, Any]) -> str:
    return _(
        "Berkas ini sudah berubah atau sudah berpindah tahap sejak halaman Anda dibuka; sekarang: %(state)s. "
        "Yang Anda lihat di bawah adalah keadaan terbaru. Periksa, lalu ulangi bila masih perlu."
    ) % {"state": _state(values)}


def _wrong_state(values: Mapping[str, Any]) -> str:
    return _(
        "Berkas ini sudah berpindah tahap; sekarang: %(state)s. Tindakan itu tidak berlaku lagi di sini. "
        "Lihat riwayat untuk tahu siapa yang memindahkannya."
    ) % {"state": _state(values)}


def _wrong_desk(values: Mapping[str, Any]) -> str:
    return _("Tindakan ini milik meja lain. Anda dapat membaca berkas ini, tetapi tidak memindahkannya.")


def _acted_before(values: Mapping[str, Any]) -> str:
    return _(
        "Anda sudah menangani berkas ini sebagai %(desk)s. "
        "Satu orang hanya boleh bertindak dari satu meja pada satu berkas; mintalah rekan lain."
    ) % {"desk": _desk(values)}


def _own_trip(values: Mapping[str, Any]) -> str:
    return _(
        "Anda termasuk peserta perjalanan ini. Tidak seorang pun memutus perjalanannya sendiri; mintalah rekan lain."
    )


def _incomplete(values: Mapping[str, Any]) -> str:
    fields = ", ".join(field_words(name) for name in values.get("fields", ()))
    return _("Masih kosong: %(fields)s.") % {"fields": fields}


def _not_ready(values: Mapping[str, Any]) -> str:
    """Everything that holds a file up, each kind in a sentence of its own."""
    told = [_("Belum dapat dikirim; yang sudah Anda isi tetap tersimpan.")]
    if values.get("fields"):
        told.append(_incomplete(values))
    if values.get("slots"):
        told.append(_documents(values))
    if values.get("rules"):
        told.append(_blocked(values))
    return " ".join(told)


def _blocked(values: Mapping[str, Any]) -> str:
    by_id = {rule.id: rule for rule in settings.PACK.rules}
    language = get_language() or "id"
    titles = "; ".join(by_id[rule].title(language) for rule in values.get("rules", ()) if rule in by_id)
    return _("Belum terpenuhi: %(rules)s. Lihat temuan untuk cara membereskannya.") % {"rules": titles}


def _documents(values: Mapping[str, Any]) -> str:
    language = get_language() or "id"
    names = "; ".join(settings.PACK.documents[slot].name(language) for slot in values.get("slots", ()))
    return _("Dokumen yang belum ada: %(names)s.") % {"names": names}


def _needs(values: Mapping[str, Any]) -> str:
    return _("Tindakan ini memerlukan %(field)s. Isi dahulu, lalu ulangi.") % {"field": field_words(values["field"])}


def _not_back_yet(values: Mapping[str, Any]) -> str:
    day = date_format(values["returns_on"], "j F Y")
    return _("Laporan dapat diserahkan mulai %(day)s, hari kepulangan. Isinya boleh dicicil; sudah tersimpan.") % {
        "day": day
    }


def _too_many_files(values: Mapping[str, Any]) -> str:
    return _(
        "Satu berkas memuat paling banyak %(files)s dokumen dan %(megabytes)s MB. "
        "Gabungkan atau kecilkan dokumen, lalu unggah lagi."
    ) % dict(values)


def _already_on_the_list(values: Mapping[str, Any]) -> str:
    return _("%(name)s sudah ada di daftar peserta.") % dict(values)


def _reports_owed(values: Mapping[str, Any]) -> str:
    return ngettext(
        "%(institution)s masih berutang %(count)s laporan yang lewat batas. "
        "Kirim dahulu laporannya; daftarnya ada di Laporan, bagian Terlambat.",
        "%(institution)s masih berutang %(count)s laporan yang lewat batas. "
        "Kirim dahulu laporannya; daftarnya ada di Laporan, bagian Terlambat.",
        values["count"],
    ) % dict(values)


def _desks(values: Mapping[str, Any]) -> str:
    known, spoken = settings.PACK.workflow.desks, get_language() or "id"
    return ", ".join(known[desk].name(spoken) for desk in values.get("desks", ()))


def _consent_missing(values: Mapping[str, Any]) -> str:
    return _("Masih menunggu jawaban dari: %(desks)s. Tindakan ini dapat dijalankan sesudah mereka menjawab.") % {
        "desks": _desks(values)
    }


def _consent_withheld(values: Mapping[str, Any]) -> str:
    return _("Persetujuan tidak diberikan oleh: %(desks)s. Kembalikan berkasnya, atau tolak.") % {
        "desks": _desks(values)
    }


def _no_permit_needed(values: Mapping[str, Any]) -> str:
    why = values.get("why", {}).get(get_language() or "id", "")
    return _("Perjalanan ini tidak perlu diajukan. %(why)s") % {"why": why}


def _not_overrulable(values: Mapping[str, Any]) -> str:
    """Who may pass over a rule, where anybody may."""
    names = _desks(values)
    if not names:
        return _("Ketentuan ini tidak dapat dikecualikan oleh siapa pun. Kembalikan berkasnya agar dipenuhi.")
    return _("Pengecualian dari ketentuan ini hanya diberikan oleh: %(desks)s.") % {"desks": names}


def _documents_returned(values: Mapping[str, Any]) -> str:
    language = get_language() or "id"
    known = settings.PACK.documents
    names = "; ".join(known[slot].name(language) if slot in known else slot for slot in values.get("slots", ()))
    return _(
        "Ada dokumen yang dinilai harus diganti: %(names)s. "
        "Kembalikan berkasnya, atau terima dokumen itu dahulu bila ternyata sudah benar."
    ) % {"names": names}


def _too_many_legs(values: Mapping[str, Any]) -> str:
    return _("Satu perjalanan paling banyak punya %(legs)s tempat lain. Hapus satu dahulu.") % values


def _not_to_be_copied(values: Mapping[str, Any]) -> str:
    return _("Perubahan surat tidak dapat disalin. Salin berkas permohonan pertamanya.")


SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "stale": _stale,
    "wrong_state": _wrong_state,
    "unknown_verb": _wrong_state,
    "no_brief": lambda values: _("Tidak ada ringkasan yang dapat dipakai. Tulis sendiri, atau pilih kegiatannya lagi."),
    "wrong_desk": _wrong_desk,
    "acted_before": _acted_before,
    "own_trip": _own_trip,
    "incomplete": _incomplete,
    "blocked": _blocked,
    "not_ready": _not_ready,
    "needs": _needs,
    "not_back_yet": _not_back_yet,
    "reports_owed": _reports_owed,
    "rate_is_listed": lambda values: _("Negara ini ada di tabel tarif; tarifnya tidak diisi sendiri."),
    "not_your_line": lambda values: _("Pos anggaran itu bukan milik lembaga ini pada tahun keberangkatan."),
    "too_many_files": _too_many_files,
    "too_many_legs": _too_many_legs,
    "not_to_be_copied": _not_to_be_copied,
    "already_on_the_list": _already_on_the_list,
    "not_editable": lambda values: (
        _(
            "Isian tidak dapat diubah saat berkas berada di tahap ini: %(state)s. "
            "Bila ada yang keliru, mintalah berkas dikembalikan."
        )
        % {"state": _state(values)}
    ),
    "content_changed": lambda values: _(
        "Isi berkas ini tidak sama dengan yang dikirim, jadi persetujuan dihentikan. "
        "Kembalikan berkas agar dikirim ulang, dan beri tahu pengelola."
    ),
    "not_yours": lambda values: _(
        "Orang itu bukan dari lembaga yang mengirim lewat focal point ini. Pilih orang lain atau daftarkan dahulu."
    ),
    "not_on_your_desk": lambda values: (
        _("Hanya meja yang sedang memegang berkas ini yang menilainya; sekarang: %(state)s.")
        % {"state": _state(values)}
    ),
    "judged_by_the_office": lambda values: (
        _("Dokumen ini sudah dinilai oleh %(desk)s. Bila sudah diperbaiki, unggah yang baru.") % {"desk": _desk(values)}
    ),
    "documents_returned": _documents_returned,
    "nobody_left": lambda values: _(
        "Bila tidak seorang pun diizinkan, tolak permohonannya. Putusan per peserta menyisakan sedikitnya satu orang."
    ),
    "no_voice": lambda values: _(
        "Anda dapat membaca berkas ini, tetapi tidak menulis pesan di sini. "
        "Hubungi unit atau focal point yang mengajukan."
    ),
    "unknown_slot": lambda values: _("Jenis dokumen itu tidak dikenal. Muat ulang halaman, lalu pilih dari daftar."),
    "letter_exists": lambda values: _("Surat untuk berkas ini sudah ada. Muat ulang halaman untuk melihatnya."),
    "unprintable": lambda values: (
        _(
            "Surat tidak dapat dicetak karena ada tanda yang tidak dikenal huruf surat: %(signs)s. "
            "Tulis isian itu dengan huruf Latin. Yang di meja pemutus perlu mengembalikan berkasnya dahulu."
        )
        % dict(values)
    ),
    "consent_missing": _consent_missing,
    "consent_withheld": _consent_withheld,
    "not_your_turn": _consent_missing,
    "no_permit_needed": _no_permit_needed,
    "not_overrulable": _not_overrulable,
    "overruled_already": lambda values: _("Pengecualian dari ketentuan ini sudah diberikan; lihat temuan."),
    "nothing_overruled": lambda values: _("Tidak ada pengecualian yang berlaku untuk ketentuan ini."),
    "nothing_broken": lambda values: _("Ketentuan itu tidak dilanggar pada berkas ini; tidak ada yang dikecualikan."),
    "not_pleadable": lambda values: _("Untuk ketentuan ini tidak dapat diminta pengecualian. Penuhi ketentuannya."),
    "fixed_by_kind": lambda values: _(
        "Perubahan jenis ini tidak mengubah isian itu. Ajukan ralat bila peserta, kegiatan, atau pembiayaannya berubah."
    ),
    "attached_by_system": lambda values: _(
        "Surat sebelumnya dilampirkan oleh sistem; tidak perlu diunggah atau dihapus."
    ),
    "unknown_kind": lambda values: _("Jenis perubahan itu tidak dikenal. Muat ulang halaman, lalu pilih dari daftar."),
    "not_in_force": lambda values: _(
        "Surat berkas ini tidak dapat diubah sekarang: belum terbit, sudah diubah surat lain, "
        "atau laporannya sudah masuk. Buka surat yang terbaru, lalu ajukan perubahannya dari sana."
    ),
    "no_report": lambda values: _("Untuk berkas ini tidak ada laporan yang ditunggu."),
    "nothing_to_undo": lambda values: _("Tidak ada langkah yang dapat dibatalkan pada berkas ini."),
    "undo_not_yours": lambda values: _(
        "Langkah terakhir bukan langkah Anda; hanya yang mengambilnya dapat membatalkan."
    ),
    "undo_numbered": lambda values: _("Surat sudah diberi nomor, jadi langkah ini tidak dapat dibatalkan lagi."),
    "undo_taken_up": lambda values: _("Meja berikutnya sudah menangani berkas ini, jadi langkah Anda tetap berlaku."),
    "undo_too_late": lambda values: (
        _("Langkah hanya dapat dibatalkan dalam %(minutes)s menit. Mintalah meja berikutnya mengembalikan berkasnya.")
        % dict(values)
    ),
    "proved": lambda values: _(
        "Sudah dipastikan ini Anda, dan isian Anda masih utuh. Periksa, lalu tekan tombolnya sekali lagi."
    ),
    "asks_more": lambda values: (
        _("Meja Anda juga harus mengisi %(fields)s. Putuskan berkas ini di halamannya sendiri.")
        % {"fields": ", ".join(field_words(name) for name in values.get("fields", ()))}
    ),
    "was_sent": lambda values: _("Berkas yang pernah dikirim tidak dapat dihapus. Tarik atau arsipkan saja."),
}
