"""What a row may give to a check. The loader knows how to read and test each of these kinds."""

from collections.abc import Mapping
from typing import Annotated

Codes = tuple[str, ...]
Document = Annotated[str, "document"]
Documents = Annotated[Codes, "document"]
Substitutes = Annotated[
    Mapping[str, Mapping[str, str]], "document"
]  # document -> kind of activity -> what serves instead
DateFact = Annotated[str, "date fact"]
FactNames = Annotated[Codes, "fact"]
Classes = Annotated[Mapping[str, str], "golongan"]  # golongan -> class of travel
DayCaps = Annotated[Mapping[str, int], "days"]  # reason of travel -> days at most
Activities = Annotated[Codes, "activity"]
