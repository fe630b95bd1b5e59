"""How large a number and how far a day may be: beyond these somebody mistyped, and reckoning with days would fail."""

from datetime import date

LARGEST = 9999  # days, people, groups, megabytes, percent
FIRST_DAY, LAST_DAY = date(1000, 1, 1), date(2999, 12, 31)


def is_near(day: date) -> bool:
    """Whether a day lies in the years that law and travel speak about."""
    return FIRST_DAY <= day <= LAST_DAY
