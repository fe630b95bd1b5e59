"""Where a travel document stands, and from where it may go."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """The steps of a travel document."""

    NEEDED = "NEEDED", _("Diperlukan")
    HANDED_OVER = "HANDED_OVER", _("Diserahkan")
    IN_PROGRESS = "IN_PROGRESS", _("Diproses")
    READY = "READY", _("Siap diambil")
    COLLECTED = "COLLECTED", _("Sudah diambil")
    NOT_NEEDED = "NOT_NEEDED", _("Tidak diperlukan")
    REFUSED = "REFUSED", _("Ditolak")


MOVES: dict[str, tuple[State, ...]] = {
    State.NEEDED: (State.HANDED_OVER, State.IN_PROGRESS, State.NOT_NEEDED),
    State.HANDED_OVER: (State.IN_PROGRESS, State.READY, State.REFUSED, State.NEEDED),
    State.IN_PROGRESS: (State.READY, State.REFUSED),
    State.READY: (State.COLLECTED,),
    State.COLLECTED: (),
    State.NOT_NEEDED: (State.NEEDED,),
    State.REFUSED: (State.NEEDED, State.NOT_NEEDED),
}
OPEN = (State.NEEDED, State.HANDED_OVER, State.IN_PROGRESS, State.REFUSED)  # the trip still waits for it
UNDER_WAY = (State.HANDED_OVER, State.IN_PROGRESS)
DONE = (State.READY, State.COLLECTED)
REPORTED = (State.IN_PROGRESS, State.READY, State.REFUSED)  # what the passport office may say
