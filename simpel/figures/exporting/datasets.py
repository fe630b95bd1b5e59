"""What may be exported: kinds of rows that hang on files, column by column. Never NIK, passport or accounts.

Rows are fetched for a batch of files at a time, as plain tuples: 100,000 rows pass through without ever being models.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Case, CharField, Model, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from simpel.letters.models import Letter
from simpel.permits.forms.choices import countries, language, named
from simpel.permits.models import Application, Commitment, CostItem, Participant, Report, Step

Words = Mapping[str, str]


@dataclass(frozen=True)
class Column:
    """One column: its head, where its value comes from, and the list of words its codes are said in, if any."""

    head: Promise | str
    source: Any  # a path of the ORM, or an expression
    words: str = ""


@dataclass(frozen=True)
class Dataset:
    """One kind of rows. `of` names the path from a row to its file's `key`."""

    title: Promise | str
    model: type[Model]
    of: str
    columns: tuple[Column, ...]
    key: str = "pk"
    only: Mapping[str, Any] | None = None

    def heads(self) -> list[str]:
        """The first row of the export."""
        return [str(column.head) for column in self.columns]

    def rows(self, files: QuerySet[Application]) -> Iterator[list[Any]]:
        """The rows of these files, codes in words."""
        keys = list(files.values_list(self.key, flat=True))
        found: QuerySet[Any] = self.model._default_manager.filter(**{f"{self.of}__in": keys}, **(self.only or {}))
        aliases = {f"c{number}": column.source for number, column in enumerate(self.columns)}
        expressions = {name: source for name, source in aliases.items() if not isinstance(source, str)}
        paths = [source if isinstance(source, str) else name for name, source in aliases.items()]
        say = [_words(column.words) for column in self.columns]
        rows = found.annotate(**expressions).order_by(self.of, "pk").values_list(*paths)
        for row in rows.iterator(chunk_size=2000):
            yield [_said(value, words) for value, words in zip(row, say, strict=True)]


def _said(value: Any, words: Words | None) -> Any:
    if words is None or value is None:
        return value
    if isinstance(value, list):
        return ", ".join(words.get(code, str(code)) for code in value)
    return words.get(value, value)


def _words(name: str) -> Words | None:
    return _LISTS[name]() if name else None


def _labels(rows: Mapping[str, Any]) -> Words:
    return {code: row.label(language()) for code, row in rows.items()}


def _names(rows: Mapping[str, Any]) -> Words:
    return {code: named(row) for code, row in rows.items()}


_LISTS: dict[str, Callable[[], Words]] = {
    "country": lambda: dict(countries(language())),
    "state": lambda: _labels(settings.PACK.workflow.states),
    "reason": lambda: _labels(settings.PACK.reasons),
    "desk": lambda: _names(settings.PACK.workflow.desks),
    "activity": lambda: _names(settings.PACK.activities),
    "cluster": lambda: _names(settings.PACK.clusters),
    "payer": lambda: _names(settings.PACK.payers),
    "golongan": lambda: _names(settings.PACK.golongan),
    "kind": lambda: _names(settings.PACK.kinds),
    "codes": dict,  # lists of text, as they stand
}


def _file(path: str = "application__") -> tuple[Column, ...]:
    """The columns by which rows are told apart."""
    return (
        Column(_("Berkas"), f"{path}reference"),
        Column(_("Nomor register"), f"{path}register_no"),
        Column(_("Lembaga"), f"{path}institution__name"),
    )


def _handed_in(field: str) -> Case:
    """Texts of a report are its writers' own until it is handed in."""
    return Case(When(submitted_on__isnull=False, then=field), default=Value(""), output_field=CharField())


DATASETS: dict[str, Dataset] = {
    "files": Dataset(
        _("Permohonan"), Application, "pk",
        (
            *_file(""), Column(_("Jenis permohonan"), "kind", "kind"), Column(_("Unit"), "unit__name"),
            Column(_("Disalurkan lewat"), "channel__name"), Column(_("Tahap"), "state", "state"),
            Column(_("Jenis kegiatan"), "activity_type", "activity"), Column(_("Kegiatan"), "activity__name"),
            Column(_("Penyelenggara"), "activity__organiser"),
            Column(_("Negara"), "activity__country", "country"), Column(_("Kota"), "activity__city"),
            Column(_("Berangkat"), "departs_on"), Column(_("Pulang"), "returns_on"),
            Column(_("Tingkat pejabat"), "cluster", "cluster"), Column(_("Pembiaya"), "payers", "payer"),
            Column(_("Donor"), "donor"), Column(_("Anggaran negara"), "state_budget"),
            Column(_("Dikirim"), "filed_on"), Column(_("Sampai di kantor"), "reached_office_at"),
            Column(_("Diputuskan"), "decided_on"), Column(_("Nomor surat usulan"), "letter_no"),
            Column(_("Tujuan dan urgensi"), "purpose"),
        ),
    ),
    "participants": Dataset(
        _("Peserta"), Participant, "application",
        (
            *_file(), Column(_("Urutan"), "place"), Column(_("Nama"), "person__name"),
            Column(_("Jabatan"), "person__position"), Column(_("Lembaga asal"), "person__institution__name"),
            Column(_("Golongan uang harian"), "golongan", "golongan"), Column(_("Mulai tugas"), "starts_on"),
            Column(_("Selesai tugas"), "ends_on"), Column(_("Tidak disetujui"), "refused"),
            Column(_("Syarat"), "condition"), Column(_("Negara"), "application__activity__country", "country"),
            Column(_("Tahap"), "application__state", "state"),
        ),
    ),
    "steps": Dataset(
        _("Langkah"), Step, "application",
        (
            *_file(), Column(_("Waktu"), "at"), Column(_("Tindakan"), "verb"), Column(_("Meja"), "desk", "desk"),
            Column(_("Plh./Plt."), "acting"), Column(_("Dari tahap"), "before", "state"),
            Column(_("Ke tahap"), "after", "state"), Column(_("Alasan"), "reason", "reason"),
            Column(_("Catatan"), "note"),
        ),
    ),
    "letters": Dataset(
        _("Surat"), Letter, "case",
        (
            Column(_("Berkas"), "case"), Column(_("Nomor surat"), "number"), Column(_("Jenis surat"), "kind"),
            Column(_("Tanggal surat"), "issued_on"), Column(_("Berlaku sampai"), "expires_on"),
            Column(_("Keadaan"), "state"), Column(_("Kedudukan"), "standing"), Column(_("Dicabut"), "revoked_at"),
            Column(_("Sidik jari SHA-256"), "sha256"),
        ),
        key="reference",
    ),
    "reports": Dataset(
        _("Laporan"), Report, "application",
        (
            *_file(), Column(_("Paling lambat"), "due_on"), Column(_("Diserahkan"), "submitted_on"),
            Column(_("Diterima"), "accepted_on"), Column(_("Nilai"), "rating"),
            Column(_("Biaya nyata"), "actual_cost"), Column(_("Temuan pemeriksaan"), "flag_count"),
            Column(_("Pokok pembahasan"), _handed_in("substance")), Column(_("Tindak lanjut"), _handed_in("follow_up")),
            Column(_("Manfaat"), _handed_in("impact")), Column(_("Saran"), _handed_in("recommendations")),
        ),
    ),
    "costs": Dataset(
        _("Biaya"), CostItem, "application",
        (
            *_file(), Column(_("Peserta"), "participant__person__name"), Column(_("Komponen biaya"), "item"),
            Column(_("Pembiaya"), "payer", "payer"), Column(_("Jumlah"), "amount"),
            Column(_("Mata uang"), "currency"), Column(_("Keterangan"), "note"),
        ),
    ),
    "commitments": Dataset(
        _("Komitmen"), Commitment, "application",
        (
            *_file(), Column(_("Negara"), "country", "country"), Column(_("Komitmen"), "what"),
            Column(_("Penanggung jawab"), "owner"), Column(_("Selesai paling lambat"), "due_on"),
            Column(_("Diselesaikan"), "done_on"), Column(_("Bukti atau catatan"), "note"),
        ),
        only={"application__report__submitted_on__isnull": False},
    ),
}  # fmt: skip
