"""The public check's questions, and the trip that follows from the answers. What nobody answered stays unknown."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from simpel.law.facts import Destination, Funding, Participant, Trip
from simpel.people import wording
from simpel.people.wording import language
from simpel.permits.facts import FACT_OF, QUESTIONS
from simpel.permits.forms.applicant import Day
from simpel.permits.forms.choices import Choices, countries, names
from simpel.permits.forms.questions import Tristate, label_of, question

MOST_PEOPLE = 100  # a delegation larger than this is a typing error, and would make the page slow
MOST_LEAD_DAYS = 366
SOME = "people_"  # people_C: how many of class C
_EACH = ("passport_expires_on", "home_institution")  # facts of travellers, asked once for all of them


class Ask(forms.Form):
    """The questions. Names are those of the application's own form, so that the answers fit there too."""

    use_required_attribute = False

    activity_type = forms.ChoiceField(label=_("Jenis kegiatan"), required=False)
    country = forms.ChoiceField(label=_("Negara tujuan"), required=False)
    second_country = forms.ChoiceField(label=_("Negara kedua"), required=False)
    departs_on = Day(label=_("Berangkat"))
    returns_on = Day(label=_("Tiba kembali"))
    starts_on = Day(label=_("Kegiatan mulai"))
    ends_on = Day(label=_("Kegiatan selesai"))
    institution = forms.ChoiceField(label=_("Lembaga yang berangkat"), required=False)
    origin = forms.ChoiceField(
        label=_("Siapa yang mengajukan?"),
        required=False,
        choices=[("", _("Belum tahu")), ("unit", _("Unit kerja")), ("focal_point", _("Focal point lembaga"))],
    )
    cluster = forms.ChoiceField(label=_("Pejabat tertinggi yang berangkat"), required=False)
    people = forms.IntegerField(label=_("Jumlah orang"), required=False, min_value=1, max_value=MOST_PEOPLE)
    payers = forms.MultipleChoiceField(
        label=_("Siapa yang membiayai?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    filed_on = Day(label=_("Dikirim pada"), help_text=_("Kosongkan untuk hari ini. Hukum hari itulah yang dipakai."))

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        pack = settings.PACK
        self._choose("activity_type", names(pack.activities, empty=_("Belum tahu")))
        self._choose("country", [("", _("Belum tahu")), *countries(language())])
        self._choose("second_country", [("", _("Tidak ada")), *countries(language())])
        self._choose("institution", names(pack.institution_kinds, empty=_("Belum tahu")))
        self._choose("cluster", names(pack.clusters, empty=_("Belum tahu")))
        self._choose("payers", names(pack.payers))
        for code, words in pack.golongan.items():
            self.fields[SOME + code] = forms.IntegerField(
                label=words[language()], required=False, min_value=0, max_value=MOST_PEOPLE
            )
        self.fields.update(_questions())

    def _choose(self, name: str, choices: Choices) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Days in their order, and no more people in the classes than travel."""
        found = super().clean() or self.cleaned_data
        for first, last in (("departs_on", "returns_on"), ("starts_on", "ends_on")):
            if found.get(first) and found.get(last) and found[last] < found[first]:
                self.add_error(last, _("Tanggal ini mendahului tanggal mulainya."))
        classes = sum(found.get(name) or 0 for name in self.fields if name.startswith(SOME))
        if classes > (found.get("people") or MOST_PEOPLE):
            self.add_error("people", _("Rincian golongan lebih banyak daripada jumlah orang."))
        return found

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, and can be used."""
        if not self.is_bound:
            return {}
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", [])}

    @property
    def classes(self) -> list[forms.BoundField]:
        """How many of each per diem class."""
        return [self[name] for name in self.fields if name.startswith(SOME)]

    @property
    def more_answered(self) -> bool:
        """Whether one of the finer questions has an answer or a mistake: then they are not folded away."""
        finer = ("second_country", "origin", "filed_on", *(name for name in self.fields if name.startswith(SOME)))
        return any(self[name].value() not in (None, "") for name in finer)

    def asked(self, facts: Collection[str]) -> list[forms.BoundField]:
        """The special questions that some rule waits for, and those already answered."""
        wanted = {name_of(fact) for fact in facts}
        return [self[name] for name in _questions() if name in wanted or self[name].value() not in (None, "")]


def name_of(fact: str) -> str:
    """The question that tells a fact."""
    return next((name for name, told in FACT_OF.items() if told == fact), fact)


def _questions() -> dict[str, forms.Field]:
    """Every question that only some law asks."""
    asked: dict[str, forms.Field] = {
        "head_of_institution": Tristate(label=_("Apakah pimpinan lembaga ikut berangkat?")),
        "deputy_abroad": Tristate(label=_("Apakah wakilnya juga berada di luar negeri pada tanggal yang sama?")),
        "lodging_provided": Tristate(label=_("Apakah penginapan ditanggung penyelenggara?")),
        "home_institution": Tristate(label=_("Apakah semua peserta pegawai lembaga itu sendiri?")),
        "passport_expires_on": Day(label=_("Paspor yang paling cepat habis berlaku sampai")),
        "working_groups": forms.IntegerField(
            label=_("Jumlah kelompok kerja"), required=False, min_value=0, max_value=MOST_PEOPLE
        ),
        "min_lead_days": forms.IntegerField(
            label=_("Tenggat lembaga sendiri, dalam hari (0 bila tidak ada)"),
            required=False,
            min_value=0,
            max_value=MOST_LEAD_DAYS,
        ),
    }
    asked.update({name: question(name, kind) for name, kind in QUESTIONS.items() if name not in asked})
    wording.reword(asked, FACT_OF)
    return asked


def labels() -> dict[str, str]:
    """What each question is called, in the language of the page."""
    fields = {**Ask.base_fields, **_questions()}
    return {name: label_of(name, field.label) for name, field in fields.items()}


def trip(answers: Mapping[str, Any], *, on: date) -> Trip:
    """The answers as facts, filed on a day."""
    payers = tuple(answers.get("payers", ())) or None
    told = {name: answers[name_of(name)] for name in (*QUESTIONS, *_PLAIN) if name_of(name) in answers}
    return Trip(
        filed_on=on,
        activity=answers.get("activity_type"),
        institution=answers.get("institution"),
        origin=answers.get("origin"),
        cluster=answers.get("cluster"),
        funding=Funding(
            mode=("SINGLE" if len(payers) == 1 else "MIXED") if payers else None,
            payers=payers,
            lodging_provided=answers.get("lodging_provided"),
        ),
        destinations=_places(answers),
        participants=_people(answers),
        **{name: answers[name] for name in ("departs_on", "returns_on", "starts_on", "ends_on") if name in answers},
        **told,
    )


_PLAIN = ("head_of_institution", "same_person_as_deputy_abroad", "working_groups", "min_lead_days")


def _places(answers: Mapping[str, Any]) -> tuple[Destination, ...] | None:
    codes = [answers[name] for name in ("country", "second_country") if name in answers]
    without = settings.PACK.countries_without_relations
    return tuple(Destination(code, diplomatic_relations=code not in without) for code in dict.fromkeys(codes)) or None


def _people(answers: Mapping[str, Any]) -> tuple[Participant, ...] | None:
    """As many travellers as were counted, each for the whole activity; a class where one was given."""
    classes = [code for code in settings.PACK.golongan for _ in range(answers.get(SOME + code, 0))]
    unknown = max(answers.get("people", 0) - len(classes), 0)
    common = {name: answers[name] for name in _EACH if name in answers}
    days = {name: answers[name] for name in ("starts_on", "ends_on") if name in answers}
    everybody = [*classes, *[None] * unknown]
    return tuple(Participant(golongan=code, **common, **days) for code in everybody) or None
