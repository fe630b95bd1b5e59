"""The verbs of a file: filling it in, moving it on, reporting back."""

from .amending import begin, extend
from .briefing import take_brief, write_brief
from .budgeting import charge, keep_line, set_rate
from .consulting import acknowledge, advise, concur
from .copying import copy_file, reuse
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
from .travelling import Cell, add_leg, ask_ad_interim, drop_ad_interim, fill_passport, remove_leg, set_costs
from .undoing import undo

__all__ = [
    "Answer", "Cell", "accept_report", "acknowledge", "add_activity", "add_leg", "add_participant", "advise",
    "approve", "archive", "ask_ad_interim", "attach", "begin", "change", "change_participant", "charge", "concur",
    "copy_file", "create", "decide_seats", "delete_draft", "detach", "drop_ad_interim", "extend", "fill_passport",
    "judge", "keep_line", "keep_promise", "mark_seen", "overrule", "plead", "register", "reject", "remove_leg",
    "remove_participant", "reopen_promise", "return_report", "reuse", "save_report", "send", "send_back", "set_costs",
    "set_rate", "submit_report", "take_back", "take_brief", "undo", "withdraw", "write", "write_brief",
]  # fmt: skip
