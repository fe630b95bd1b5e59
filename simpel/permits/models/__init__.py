"""One application and everything that belongs to it, a topic a file."""

from .acts import Assessment, Duty, Step
from .file import Activity, Application, Attachment, Participant
from .report import Report

__all__ = ["Activity", "Application", "Assessment", "Attachment", "Duty", "Participant", "Report", "Step"]
