"""One application and everything that belongs to it, a topic a file."""

from .acts import Assessment, Duty, Step
from .around import DeclaredPeriod, PlannedTrip
from .brief import Brief
from .budget import BudgetCharge, BudgetLine, HandRate
from .commitment import Commitment
from .feed import CalendarFeed
from .file import Activity, Application, Attachment, Participant
from .legs import Leg
from .money import CostItem
from .override import Override
from .report import ActualCost, Report
from .review import Escalation, Message, Reading, SeatDecision, Seen, Submission, Verdict
from .search import SearchEntry
from .standing_in import AdInterimRequest

__all__ = [
    "Activity", "ActualCost", "AdInterimRequest", "Application", "Assessment", "Attachment", "Brief", "BudgetCharge",
    "BudgetLine", "CalendarFeed", "Commitment", "CostItem", "DeclaredPeriod", "Duty", "Escalation", "HandRate", "Leg",
    "Message", "Override", "Participant", "PlannedTrip", "Reading", "Report", "SearchEntry", "SeatDecision", "Seen",
    "Step", "Submission", "Verdict",
]  # fmt: skip
