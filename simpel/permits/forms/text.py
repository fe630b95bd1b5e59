"""Typed text as it may be stored: composed letters, no control characters, blanks at the ends gone."""

import re
import unicodedata
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def plain_text(value: str) -> None:
    """Refuse control and direction characters: they hide what a letter or a log line really says."""
    if CONTROL.search(value):
        raise ValidationError(
            _("Ada karakter yang tidak terlihat di dalam teks. Ketik ulang bagian itu."), code="control"
        )


class PlainText(forms.BaseForm):
    """A form whose text answers are NFC and free of control characters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.CharField):
                field.validators = [*field.validators, plain_text]
        if isinstance(self.data, QueryDict):
            self.data = _one_sign_a_line_end(self.data)

    def clean(self) -> dict[str, Any]:
        """Compose letters, so that the same name is the same name everywhere."""
        cleaned = super().clean() or self.cleaned_data
        for name, value in cleaned.items():
            if isinstance(value, str):
                cleaned[name] = unicodedata.normalize("NFC", value)
        return cleaned


def _one_sign_a_line_end(data: QueryDict) -> QueryDict:
    """Browsers send two signs for a line end and count one; limits count as the reader does."""
    plain = data.copy()
    for name, values in data.lists():
        plain.setlist(name, [value.replace("\r\n", "\n") if isinstance(value, str) else value for value in values])
    return plain


class Drafted(forms.BaseForm):
    """A form that may be saved half filled in: what sending needs is marked, and nothing is compulsory before."""

    use_required_attribute = False
    needed: Collection[str] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._require(self.needed)

    def full_clean(self) -> None:
        """Read what was typed without asking for what was not."""
        self._require(())
        super().full_clean()
        self._require(self.needed)

    def changes(self) -> dict[str, Any]:
        """Valid answers that differ from what is stored."""
        self.full_clean()
        return {name: self.cleaned_data[name] for name in self.changed_data if name in self.cleaned_data}

    def _require(self, wanted: Collection[str]) -> None:
        for name, field in self.fields.items():
            field.required = name in wanted


class Amount(forms.CharField):
    """An amount of the country's own money as people write it: 12.500.000 or Rp 12.500.000."""

    def __init__(self, *, digits: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.digits = digits
        self.widget.attrs.update(inputmode="numeric", autocomplete="off")

    def prepare_value(self, value: Any) -> Any:
        return f"{int(value):,}".replace(",", ".") if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return value
        sign = re.escape(settings.PACK.currency)
        text = re.sub(rf"(?i)^\s*{sign}\.?|\s", "", super().to_python(value) or "")
        if not text:
            return None
        if not re.fullmatch(r"\d+|\d{1,3}(\.\d{3})+", text):
            raise ValidationError(_("Tulis jumlah penuh tanpa pecahan, misalnya 12.500.000."), code="amount")
        amount = Decimal(text.replace(".", ""))
        if len(str(amount)) > self.digits:
            raise ValidationError(_("Jumlah ini terlalu besar."), code="amount")
        return amount

    def validate(self, value: Any) -> None:
        if self.required and value is None:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """Amounts have no text rules."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != initial)
        except ValidationError:
            return True
