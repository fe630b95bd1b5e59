"""What a row may give to a check. The loader knows how to read and test each of these kinds."""

from collections.abc import Mapping
from typing import Annotated, Any

Codes = tuple[str, ...]
Document = Annotated[str, "document"]
Documents = Annotated[Codes, "document"]
Substitutes = Annotated[
    Mapping[str, Mapping[str, str]], "document"
]  # document -> kind of activity -> what serves instead
DateFact = Annotated[str, "date fact"]
FactName = Annotated[str, "one fact"]
FactNames = Annotated[Codes, "fact"]
Classes = Annotated[Mapping[str, str], "golongan"]  # golongan -> class of travel
DayCaps = Annotated[Mapping[str, int], "days"]  # reason of travel -> days at most
Shares = Annotated[Mapping[str, int], "percent"]  # item of the cost -> part of the per diem it stands for
Payers = Annotated[Codes, "payers"]
Activities = Annotated[Codes, "activity"]
Activity = Annotated[str, "activity"]
Role = Annotated[str, "role"]
Rank = Annotated[str, "rank"]
Ranks = Annotated[Codes, "rank"]
Office = Annotated[str, "office"]
Offices = Annotated[Codes, "office"]
Pair = Annotated[str, "pair of offices"]  # "HARBOUR_MASTER/DEPUTY"
Trait = Annotated[str, "trait"]
EventLevel = Annotated[str, "event_level"]
Sponsors = Annotated[Codes, "sponsor"]
Justifications = Annotated[Codes, "justification"]
Alternatives = Annotated[Codes, "alternative"]
Allowance = Annotated[str, "allowance"]
Duties = Annotated[Codes, "duty"]
Calendar = Annotated[str, "calendar"]
Endorser = Annotated[str, "endorser"]
Carriers = Annotated[Codes, "carrier"]
BudgetLine = Annotated[str, "budget_line"]
ListName = Annotated[str, "list of the pack"]  # the check receives its codes
RuleIds = Annotated[Codes, "rule"]
MonthDay = Annotated[str, "day of the year"]  # "04-01"
Hour = Annotated[str, "hour of the day"]  # "16:00"
Table = Annotated[Mapping[str, Any], "table of the pack"]  # the row names it; code -> number, or code -> code -> number
