"""Refusals of this room in the user's words."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from simpel.law.workflow import Refused
from simpel.ui import writing


def say(refused: Refused) -> str:
    """One refusal: what happened, why, what to do."""
    return SENTENCES[refused.code](refused.values)


SENTENCES: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "nobody_there": lambda values: _(
        "Tidak ada nama yang dapat ditampilkan di sana pada hari itu. Muat ulang halaman untuk melihat jumlah terbaru."
    ),
    "too_many": lambda values: (
        _("Satu pencarian menampilkan paling banyak %(most)s orang. Pilih satu lembaga dahulu.") % dict(values)
    ),
    "too_soon": lambda values: (
        _("Mereka baru saja ditanya. Dapat ditanyakan lagi mulai %(at)s.") % {"at": writing.moment(values["at"])}
    ),
    "closed": lambda values: _("Krisis ini sudah ditutup; tidak ada lagi yang ditanya atau menjawab."),
}
