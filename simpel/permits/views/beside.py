"""What stands beside a file for those who judge it: who else goes to the event, and decided files like it."""

from typing import Any

from simpel.people.models import User

from .. import access
from ..queries.file import FileView
from ..queries.similar import similar
from ..queries.together import together


def beside(view: FileView, user: User) -> dict[str, Any]:
    """Context of `_together.html` and `_similar.html`, in a fixed number of queries."""
    headcount = len(view.participants)
    company = together(view.application, headcount=headcount, findings=view.status.findings)
    others = [neighbour.pk for neighbour in company.neighbours] if company else []
    return {
        "together": company,
        "openable": set(access.visible_to(user).filter(pk__in=others).values_list("reference", flat=True)),
        "similar": similar(view.application, user, headcount=headcount),
    }
