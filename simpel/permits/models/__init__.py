"""One application and everything that belongs to it, a topic a file."""

from .acts import Assessment, Duty, Step
from .file import Activity, Application, Attachment, Participant
from .legs import Leg
from .money import CostItem
from .report import Report
from .standing_in import AdInterimRequest

__all__ = [
    "Activity", "AdInterimRequest", "Application", "Assessment", "Attachment", "CostItem", "Duty", "Leg", "Participant",
    "Report", "Step",
]  # fmt: skip
