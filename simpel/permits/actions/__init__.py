"""The verbs of a file: filling it in, moving it on, reporting back."""

from .amending import begin, extend
from .consulting import acknowledge, advise, concur
from .drafting import (
    add_activity,
    add_participant,
    attach,
    change,
    change_participant,
    create,
    delete_draft,
    detach,
    remove_participant,
)
from .messaging import mark_seen, write
from .moving import approve, archive, register, reject, send, send_back, withdraw
from .overruling import overrule, plead, take_back
from .promising import keep_promise, reopen_promise
from .reporting import accept_report, return_report, save_report, submit_report
from .reviewing import Answer, decide_seats, judge
from .undoing import undo

__all__ = [
    "Answer", "accept_report", "acknowledge", "add_activity", "add_participant", "advise", "approve", "archive",
    "attach", "begin", "change", "change_participant", "concur", "create", "decide_seats", "delete_draft", "detach",
    "extend", "judge", "keep_promise", "mark_seen", "overrule", "plead", "register", "reject", "remove_participant",
    "reopen_promise", "return_report", "save_report", "send", "send_back", "submit_report", "take_back", "undo",
    "withdraw", "write",
]  # fmt: skip
