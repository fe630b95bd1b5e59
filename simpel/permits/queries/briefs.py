"""The brief that a file may take over."""

from ..living import living
from ..models import Application, Brief


def offered(application: Application) -> Brief | None:
    """The newest brief of the same event by another institution whose own file was sent; None once one is chosen."""
    if application.activity_id is None or application.brief_id is not None:
        return None
    sent = Application.objects.filter(living(), brief__isnull=False).exclude(institution=application.institution_id)
    found = Brief.objects.filter(activity=application.activity_id, pk__in=sent.values("brief"))
    return found.select_related("institution").order_by("-pk").first()
