"""Inviting the owners of new accounts. The people's room notes that an invitation is due; the outbox carries it."""

from django.db import transaction
from django.urls import reverse

from simpel.people.models import User

from .tell import tell


def invite(limit: int = 50) -> int:
    """Tell new account owners where to choose a password. No password and no key travels in the notice."""
    with transaction.atomic():
        due = User.objects.select_for_update().filter(invite_at__isnull=False, is_active=True).order_by("pk")[:limit]
        people = list(due)
        for user in people:
            once = f"invited:{user.invite_at}"
            tell(user, "invited", f"AKUN-{user.pk}", path=reverse("account_reset_password"), once=once)
        User.objects.filter(pk__in=[user.pk for user in people]).update(invite_at=None)
    return len(people)
