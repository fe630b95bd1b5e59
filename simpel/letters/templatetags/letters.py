"""What the pages of this room write in their own way."""

from django import template

from simpel.letters import wording

register = template.Library()


@register.filter
def fingerprint(sha256: str) -> str:
    """{{ answer.sha256|fingerprint }}: a SHA-256 in the short form people can compare."""
    return wording.grouped(sha256) if sha256 else ""
