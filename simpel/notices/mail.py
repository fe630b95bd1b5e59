"""A notice as a mail: the same words as plain text and as one quiet column of HTML."""

from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from simpel.notices.kinds import KINDS
from simpel.notices.models import Notice


def message(notice: Notice) -> EmailMultiAlternatives:
    """The mail for a notice, in its reader's language. Asked twice, it has the same Message-ID twice."""
    with translation.override(notice.language):
        words = _words(notice)
        text = render_to_string("notices/mail.txt", words)
        html = render_to_string("notices/mail.html", words)
    subject, headers = words["heading"], _headers(notice)
    mail = EmailMultiAlternatives(subject, text, settings.MAIL_FROM, [notice.address], headers=headers)
    mail.attach_alternative(html, "text/html")
    return mail


def _words(notice: Notice) -> dict[str, str]:
    kind = KINDS[notice.kind]
    return {
        "language": notice.language,
        "heading": str(kind.heading) % {"reference": notice.reference},
        "sentence": str(kind.sentence),
        "button": str(kind.button),
        "reference": notice.reference,
        "link": settings.SITE_URL + notice.path,
        "site": urlsplit(settings.SITE_URL).netloc,
    }


def _headers(notice: Notice) -> dict[str, str]:
    """A Message-ID that a second sending repeats, so that it is shown once; one thread for a case."""
    domain = parseaddr(settings.MAIL_FROM)[1].rpartition("@")[2]
    return {
        "Message-ID": f"<notice.{notice.pk}.{notice.created_at:%Y%m%d%H%M%S%f}@{domain}>",
        "References": f"<case.{notice.reference}@{domain}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": notice.language,
    }
