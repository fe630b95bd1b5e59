"""Form widgets that browsers and phones understand: native dates, numbers on a number pad."""

from typing import Any

from django import forms


class DateInput(forms.DateInput):
    """<input type=date>: the device shows its own calendar; the value travels as 2026-09-15."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DigitsInput(forms.TextInput):
    """A text field for long numbers (NIK, NIP): number pad on phones, no arrows, nothing rounded."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", **(attrs or {})})
