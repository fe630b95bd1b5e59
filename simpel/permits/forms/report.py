"""The report on a trip: four texts, what it cost, and the signed report as a file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Report
from .text import Amount, PlainText

LONG = {"rows": 5, "maxlength": 4000}
TEXTS = ("substance", "follow_up", "impact", "recommendations")


class ReportForm(PlainText, forms.ModelForm[Report]):
    """Laporan penugasan. Saving keeps a half-written report; `complete` asks what sending needs."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    upload = forms.FileField(
        label=_("Laporan bertanda tangan"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
        help_text=_("PDF, paling besar 10 MB. Boleh menyusul sebelum laporan dikirim."),
    )

    actual_cost = Amount(
        digits=15,
        label=_("Biaya nyata"),
        required=False,
        help_text=_("Jumlah yang dipertanggungjawabkan dari anggaran negara. Tulis 0 bila tidak ada."),
    )

    class Meta:
        model = Report
        fields = (*TEXTS, "actual_cost")
        widgets = {name: forms.Textarea(attrs=LONG) for name in TEXTS}
        help_texts = {
            "substance": _("Apa yang dibahas dan apa hasilnya."),
            "follow_up": _("Apa yang akan dikerjakan, oleh siapa, kapan selesai."),
            "impact": _("Apa manfaatnya bagi instansi dan negara."),
            "recommendations": _("Apa yang Anda sarankan kepada pimpinan."),
        }

    def _post_clean(self) -> None:
        """The row is written by actions; the form only reads what was typed."""

    def complete(self) -> bool:
        """Whether the report can be sent; says at each empty text what is still wanted."""
        for name in TEXTS:
            if not self.cleaned_data.get(name):
                self.add_error(name, _("Isi bagian ini sebelum laporan dikirim. Dua atau tiga kalimat sudah cukup."))
        if self.cleaned_data.get("actual_cost") is None and not self.errors.get("actual_cost"):
            self.add_error("actual_cost", _("Isi biaya nyata. Tulis 0 bila tidak ada biaya negara."))
        return not self.errors

    def renew(self, version: int) -> None:
        """What was sent has been kept: the form goes on from the version that holds it."""
        self.data = {**{name: self.data[name] for name in self.data}, "version": str(version)}

    def shown(self) -> "ReportForm":
        """The form as people see it: what sending needs is not called optional, though half a report is kept."""
        for name in (*TEXTS, "actual_cost"):
            self.fields[name].required = True
        return self

    def facts(self) -> dict[str, Any]:
        """What is kept of the report, as the action takes it."""
        return {name: self.cleaned_data[name] for name in (*TEXTS, "actual_cost") if name in self.cleaned_data}


class NoteForm(PlainText, forms.Form):
    """What the reader of a report answers: accepted or returned, with a sentence."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)
    note = forms.CharField(
        label=_("Catatan"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 2000}),
        error_messages={"required": _("Tulis catatan. Satu kalimat yang jelas sudah cukup.")},
    )


class AcceptForm(NoteForm):
    """Accepting a report also says how good it is."""

    rating = forms.TypedChoiceField(
        label=_("Nilai laporan"),
        coerce=int,
        choices=[(4, _("4 · Sangat baik")), (3, _("3 · Baik")), (2, _("2 · Cukup")), (1, _("1 · Kurang"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih nilai dari 1 sampai 4.")},
    )
