"""What people type about themselves and about travellers. Shapes only; the register's rules are in actions.py."""

import unicodedata
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from simpel.ui.inputs import DateInput, DigitsInput

from . import access, identity
from .models import Person, User
from .passports import PassportField, refuse_stranger, remarks
from .wording import check_number, language, reword


class ProfileForm(forms.ModelForm[User]):
    """One's own name and language. The address is the account: an administrator changes it."""

    class Meta:
        model = User
        fields = ("name", "language")
        labels = {"name": _("Nama dengan gelar"), "language": _("Bahasa")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=_("Bahasa"), choices=settings.LANGUAGES, help_text=_("Juga dipakai untuk surel kepada Anda.")
        )

    def clean_name(self) -> str:
        return plain(self.cleaned_data["name"])


class PersonForm(forms.ModelForm[Person]):
    """A traveller. Sealed numbers are typed anew or left alone, never shown in a field."""

    nik = forms.CharField(
        label=_("Nomor identitas"),
        help_text=_("Disimpan tersegel."),
        max_length=24,
        required=False,
        widget=DigitsInput,
    )
    passport_no = forms.CharField(
        label=_("Nomor paspor"),
        help_text=_("Disimpan tersegel."),
        max_length=16,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    mrz = PassportField(required=False)
    field_order = (
        "name", "position", "employee_no", "golongan", "institution", "unit", "nik", "mrz", "passport_no",
        "passport_expires_on",
    )  # fmt: skip

    class Meta:
        model = Person
        fields = (
            "name",
            "position",
            "employee_no",
            "golongan",
            "institution",
            "unit",
            "office",
            "nik",
            "passport_no",
            "passport_expires_on",
            "email",
            "phone",
        )
        labels = {
            "name": _("Nama lengkap dengan gelar"),
            "institution": _("Lembaga"),
            "unit": _("Unit kerja"),
            "golongan": _("Golongan uang harian"),
            "employee_no": _("Nomor pegawai"),
            "office": _("Jabatan pimpinan"),
        }
        help_texts = {
            "name": _("Seperti yang harus tertulis di surat."),
            "position": _("Seperti di surat keputusan jabatannya."),
            "employee_no": _("Kosongkan bila tidak ada."),
            "golongan": _("Menentukan tarif uang harian dan kelas tiket."),
            "email": _("Pemberitahuan perjalanan dikirim ke sini."),
        }
        widgets = {
            "passport_expires_on": DateInput,
            "employee_no": DigitsInput,
            "phone": forms.TextInput({"type": "tel"}),
        }

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        institutions, units = access.homes(by)
        home, unit = self.fields["institution"], self.fields["unit"]
        home.queryset, unit.queryset = institutions, units  # type: ignore[attr-defined]
        home.empty_label, unit.empty_label = None, _("Pimpinan, tanpa unit")  # type: ignore[attr-defined]
        if not self.instance.pk and units.count() == 1:
            unit.initial = units.get().pk
        unit.label_from_instance = lambda row: f"{row.name} · {row.institution}"  # type: ignore[attr-defined]
        self.fields["golongan"] = forms.ChoiceField(
            label=self.fields["golongan"].label,
            help_text=self.fields["golongan"].help_text,
            choices=[("", _("Belum diketahui")), *golongan_choices()],
            required=False,
        )
        self._ask_for_office()
        reword(self.fields)
        for name, kept in (("nik", self.instance.sealed_nik), ("passport_no", self.instance.sealed_passport_no)):
            if kept:
                self.fields[name].help_text = _("Sudah tersimpan dan tersegel. Isi hanya bila berubah.")

    def _ask_for_office(self) -> None:
        """Posts that the law knows by a code, as heads and deputies; not asked where it knows none."""
        offices = [(code, words[language()]) for code, words in settings.PACK.listed("office").items()]
        if not offices:
            del self.fields["office"]
            return
        self.fields["office"] = forms.ChoiceField(
            label=self.fields["office"].label,
            help_text=_("Hanya bila orang ini memegang salah satunya: wakilnya tidak boleh pergi pada hari yang sama."),
            choices=[("", _("Bukan pimpinan")), *offices],
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        unit, home = cleaned.get("unit"), cleaned.get("institution")
        if unit and home and unit.institution_id != home.pk:
            self.add_error("unit", _("Unit ini bukan bagian dari lembaga yang dipilih."))
        self._fill_in_passport(cleaned)
        return cleaned

    def _fill_in_passport(self, cleaned: dict[str, Any]) -> None:
        """What the two lines of the passport say goes into its fields; what was typed there must agree."""
        passport = cleaned.get("mrz")
        if passport is None:
            return
        for name, read in (("passport_no", passport.number), ("passport_expires_on", passport.expires_on)):
            if cleaned.get(name) and cleaned[name] != read:
                self.add_error(name, _("Lain dari dua baris paspor. Kosongkan, atau periksa barisnya."))
            cleaned[name] = read
        try:
            refuse_stranger(passport, cleaned.get("name", ""))
        except forms.ValidationError as problem:
            self.add_error("mrz", problem)

    def remarks(self) -> list[str]:
        """What to look at although it was taken: the passport spells the name otherwise, or has run out."""
        passport = self.cleaned_data.get("mrz")
        return remarks(passport, self.cleaned_data["name"]) if passport else []

    def clean_name(self) -> str:
        return plain(self.cleaned_data["name"])

    def clean_position(self) -> str:
        return plain(self.cleaned_data["position"])

    def clean_nik(self) -> str:
        return self._checked("nik")

    def clean_passport_no(self) -> str:
        return self._checked("passport_no")

    def clean_employee_no(self) -> str:
        return self._checked("employee_no")

    def _checked(self, name: str) -> str:
        value = identity.tidy(self.cleaned_data[name])
        if value:
            check_number(name, value)
        return value

    def answers(self) -> dict[str, Any]:
        """The valid answers; a sealed number left empty says nothing, so that correcting a name erases no NIK."""
        cleaned = {name: value for name, value in self.cleaned_data.items() if name != "mrz"}
        if self.instance.pk:
            for name in ("nik", "passport_no"):
                cleaned[name] = cleaned[name] or None
        return cleaned

    def _post_clean(self) -> None:
        """The row is written by actions, not by the form."""


def plain(text: str) -> str:
    """One spelling for one name (NFC), without invisible signs that would hide what a letter says."""
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    if any(unicodedata.category(sign) in {"Cc", "Cf"} for sign in composed):
        raise forms.ValidationError(
            _("Ada karakter yang tidak terlihat di dalam teks. Ketik ulang bagian itu."), code="control"
        )
    return composed


def golongan_choices() -> list[tuple[str, str]]:
    """The pack's per diem classes in the reader's language."""
    return [(code, words[language()]) for code, words in settings.PACK.golongan.items()]
