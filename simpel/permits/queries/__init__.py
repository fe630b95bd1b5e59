"""Reading: the desk's list, one file with everything around it, reports to hand in."""

from .desk import DeskPage, my_desk
from .file import FileView, file
from .reports import reports_for

__all__ = ["DeskPage", "FileView", "file", "my_desk", "reports_for"]
