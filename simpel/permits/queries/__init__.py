"""Reading: the desk's list, one file with everything around it, reports, commitments, audit findings."""

from .commitments import open_before, register
from .desk import DeskPage, my_desk
from .file import FileView, file
from .findings import flagged, flags_of
from .reports import overdue, overdue_by_institution, owed_by, reports_for

__all__ = [
    "DeskPage", "FileView", "file", "flagged", "flags_of", "my_desk", "open_before", "overdue",
    "overdue_by_institution", "owed_by", "register", "reports_for",
]  # fmt: skip
