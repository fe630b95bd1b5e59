"""The four steps of an application. Everything may stay empty until sending; what is invalid is shown, never saved."""

from collections.abc import Collection
from copy import copy
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from simpel.ledger import clock
from simpel.permits.assessment import required
from simpel.permits.facts import QUESTIONS
from simpel.permits.models import Activity, Application
from simpel.ui.inputs import DateInput

from .choices import countries, language, names
from .questions import Tristate, question, reword
from .text import Amount, Drafted, PlainText

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


class Day(forms.DateField):
    """A date by the browser's own picker; far-off years are typing errors."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(input_formats=["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"], **kwargs)
        self.widget = DateInput()
        self.error_messages["invalid"] = _("Tanggal ini tidak ada di kalender. Tulis misalnya 14-05-2026.")

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(_("Periksa tahunnya."), code="year")
        return day


class StepForm(Drafted, PlainText, forms.ModelForm[Application]):
    """One step: the answers as typed, and which of them may be saved."""

    when_asked: ClassVar[tuple[str, ...]] = ()  # shown only where a rule or the institution asks for them

    def __init__(self, application: Application, data: Any = None) -> None:
        self.needed = {*self.needed, *required(application)}
        super().__init__(data, instance=copy(application), initial=application.answers)
        reword(self.fields)

    def ask_only(self, asked: Collection[str]) -> None:
        """Drop the questions that do not matter for this trip and have no answer yet."""
        for name in self.when_asked:
            if name in self.fields and name not in asked and self[name].value() in (None, "", []):
                del self.fields[name]

    def _post_clean(self) -> None:
        """The row is written by actions; the form only reads what was typed."""


class GeneralForm(StepForm):
    """1 Umum: whose trip, which letters ask for it."""

    unit_letter_on = Day(label=_("Tanggal surat unit"))
    letter_on = Day(label=_("Tanggal surat usulan"))

    class Meta:
        model = Application
        fields = (
            "cluster", "unit_letter_no", "unit_letter_on", "letter_no", "letter_on",
            "requesting_position", "requesting_city",
        )  # fmt: skip
        labels = {
            "cluster": _("Pejabat tertinggi yang berangkat"),
            "unit_letter_no": _("Nomor surat unit"),
            "letter_no": _("Nomor surat usulan"),
            "requesting_position": _("Jabatan penanda tangan surat usulan"),
            "requesting_city": _("Kota penanda tangan"),
        }
        help_texts = {
            "cluster": _("Menentukan siapa yang memutus dan menandatangani surat persetujuan."),
            "requesting_position": _("Jabatannya saja, tanpa nama. Surat persetujuan dialamatkan kepada jabatan ini."),
            "unit_letter_no": _("Seperti tertulis pada surat unit Anda."),
            "letter_no": _("Surat lembaga kepada kantor pemutus."),
        }

    def __init__(self, application: Application, data: Any = None) -> None:
        super().__init__(application, data)
        self.fields["cluster"] = forms.ChoiceField(
            label=self.fields["cluster"].label,
            help_text=self.fields["cluster"].help_text,
            choices=names(settings.PACK.clusters),
            widget=forms.RadioSelect,
        )
        if application.unit_id is None:
            del self.fields["unit_letter_no"], self.fields["unit_letter_on"]

    def clean(self) -> dict[str, Any]:
        """A letter that asks for the trip has been written already."""
        cleaned = super().clean()
        for name in ("unit_letter_on", "letter_on"):
            written_on = cleaned.get(name)
            if written_on and written_on > clock.today():
                self.add_error(name, _("Tanggal surat ini belum tiba. Periksa lagi tanggal di suratnya."))
        return cleaned


class TripForm(StepForm):
    """2 Kegiatan: what kind, when, why. The event itself is picked from the shared list."""

    needed = tuple(QUESTIONS)
    when_asked = ("working_groups", "regional_reference", *QUESTIONS)

    departs_on = Day(label=_("Berangkat"), help_text=_("Hari meninggalkan negeri."))
    returns_on = Day(label=_("Tiba kembali"), help_text=_("Hari tiba di negeri sendiri."))

    class Meta:
        model = Application
        fields = ("activity_type", "departs_on", "returns_on", "purpose", "working_groups", "regional_reference")
        labels = {
            "activity_type": _("Jenis kegiatan"),
            "purpose": _("Tujuan dan urgensi"),
            "working_groups": _("Jumlah kelompok kerja"),
            "regional_reference": _("Nomor rekomendasi daerah"),
        }
        help_texts = {
            "activity_type": _("Menentukan dokumen yang diminta dan batas jumlah peserta."),
            "purpose": _("Mengapa perjalanan ini perlu, apa peran kita, dan apa tindak lanjutnya."),
            "working_groups": _("Hanya bila sidangnya terbagi dalam kelompok kerja."),
            "regional_reference": _("Seperti tertulis pada rekomendasinya."),
        }
        widgets = {"purpose": forms.Textarea(attrs={"rows": 5, "maxlength": 2000})}

    def __init__(self, application: Application, data: Any = None) -> None:
        super().__init__(application, data)
        old = self.fields["activity_type"]
        self.fields["activity_type"] = forms.ChoiceField(
            label=old.label,
            help_text=old.help_text,
            choices=names(settings.PACK.activities, empty=_("Pilih jenis kegiatan")),
        )
        self.fields["working_groups"].widget.attrs.update(min=0, max=100)
        self.fields.update({name: question(name, kind) for name, kind in QUESTIONS.items()})
        reword(self.fields)
        self._require(self.needed)

    @property
    def questions(self) -> list[forms.BoundField]:
        """Those that only some law asks, as far as this trip's does."""
        return [self[name] for name in QUESTIONS if name in self.fields]

    def changes(self) -> dict[str, Any]:
        """Answers to the special questions are kept together."""
        changes = super().changes()
        kept = self.instance.answers
        given = kept | {name: changes.pop(name) for name in QUESTIONS if name in changes}
        given = {name: value for name, value in given.items() if value is not None}
        return changes if given == kept else {**changes, "answers": given}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        departs, returns = cleaned.get("departs_on"), cleaned.get("returns_on")
        if departs and returns and returns < departs:
            self.add_error("returns_on", _("Tanggal tiba kembali mendahului tanggal berangkat."))
            if self.instance.returns_on and self.instance.returns_on < departs:
                cleaned.pop("departs_on")  # the stored return would be before it
        return cleaned


class MoneyForm(StepForm):
    """3 Peserta: who leads the delegation and who pays."""

    needed = ("payers", "head_of_institution", "deputy_abroad", "lodging_provided", "donor", "state_budget")
    when_asked = ("head_of_institution", "deputy_abroad", "lodging_provided", "donor", "state_budget")

    head_of_institution = Tristate(label=_("Apakah pimpinan lembaga ikut berangkat?"))
    deputy_abroad = Tristate(
        label=_("Apakah wakilnya juga berada di luar negeri pada tanggal yang sama?"),
        help_text=_("Pimpinan dan wakilnya tidak boleh bepergian bersamaan."),
    )
    payers = forms.MultipleChoiceField(
        label=_("Siapa yang membiayai?"),
        help_text=_("Pilih semua yang ikut membiayai."),
        widget=forms.CheckboxSelectMultiple,
    )
    lodging_provided = Tristate(
        label=_("Apakah penginapan ditanggung penyelenggara?"),
        help_text=_("Memengaruhi uang harian pada beberapa jenis kegiatan."),
    )
    state_budget = Amount(digits=15, label=_("Beban anggaran negara"), help_text=_("Tulis 0 bila tidak ada."))

    class Meta:
        model = Application
        fields = ("head_of_institution", "deputy_abroad", "payers", "state_budget", "donor", "lodging_provided")
        labels = {"donor": _("Nama donor atau penyelenggara yang membiayai")}

    def __init__(self, application: Application, data: Any = None) -> None:
        super().__init__(application, data)
        self.fields["payers"].choices = names(settings.PACK.payers)  # type: ignore[attr-defined]
        self.stored_mode = application.funding

    def ask_only(self, asked: Collection[str]) -> None:
        """The donor's name and the public share are asked of those who pay."""
        payers = set(self["payers"].value() or ())
        raised = {name for name, codes in settings.PACK.asked_of_payers.items() if payers & set(codes)}
        super().ask_only({*asked, *raised})

    def changes(self) -> dict[str, Any]:
        """One payer or several follows from who pays: it is not asked a second time."""
        changes = super().changes()
        payers = self.cleaned_data.get("payers")
        if payers is None:
            return changes
        mode = "" if not payers else Application.Funding.SINGLE if len(payers) == 1 else Application.Funding.MIXED
        return changes if mode == self.stored_mode else {**changes, "funding": mode}


class SendForm(forms.Form):
    """4 Konfirmasi: the statement of responsibility, ticked by the one who sends."""

    responsible = forms.BooleanField(
        label=_(
            "Saya bertanggung jawab atas kebenaran isian dan dokumen, "
            "dan tahu bahwa berangkat sebelum disetujui tidak dibenarkan."
        ),
        error_messages={"required": _("Centang pernyataan tanggung jawab sebelum mengirim.")},
    )


class ActivityForm(PlainText, forms.ModelForm[Activity]):
    """A new event for the shared list, when nobody has added it yet."""

    use_required_attribute = False  # its fields stand inside the form of the step, mostly unused

    starts_on = Day(label=_("Mulai"), required=True)
    ends_on = Day(label=_("Selesai"), required=True)

    class Meta:
        model = Activity
        fields = ("name", "organiser", "country", "city", "starts_on", "ends_on")
        labels = {"name": _("Nama kegiatan"), "organiser": _("Penyelenggara"), "city": _("Kota")}
        help_texts = {"name": _("Seperti pada undangan."), "starts_on": _("Hari kegiatan saja, tanpa hari perjalanan.")}

    def __init__(self, data: Any = None, *, like: Activity | None = None) -> None:
        same = ("name", "organiser", "country", "city")
        super().__init__(data, prefix="baru", initial={name: getattr(like, name) for name in same} if like else None)
        self.fields["country"] = forms.ChoiceField(
            label=_("Negara"), choices=[("", _("Pilih negara")), *countries(language())]
        )

    def _post_clean(self) -> None:
        """The row is written by actions."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Tanggal selesai mendahului tanggal mulai."))
        return cleaned


class StartForm(forms.Form):
    """Which unit or institution a new application is for."""

    request_key = forms.CharField(max_length=40, widget=forms.HiddenInput)
    applicant = forms.ChoiceField(
        label=_("Untuk siapa permohonan ini?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih unit atau lembaga yang memohon.")},
    )

    def __init__(self, choices: list[tuple[str, str]], data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["applicant"].choices = choices  # type: ignore[attr-defined]
