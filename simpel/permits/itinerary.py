"""The places of a trip and the days of the work there."""

from datetime import date

from .models import Activity, Application, Leg


def stops(application: Application) -> tuple[Activity | Leg, ...]:
    """The place of the activity, then every further stop in the order of the journey."""
    activity = (application.activity,) if application.activity else ()
    return (*activity, *application.legs.all())


def working_days(application: Application) -> tuple[date, date] | None:
    """First and last day of the assignment over all places; travel days are not counted. None without an event."""
    activity = application.activity
    if activity is None:
        return None
    legs = application.legs.all()
    starts = min([activity.starts_on, *(leg.arrives_on for leg in legs)])
    return starts, max([activity.ends_on, *(leg.leaves_on for leg in legs)])
