"""A notice as a mail: the same words as plain text and as one quiet column of HTML."""

from collections.abc import Sequence
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from simpel.notices.kinds import KINDS
from simpel.notices.models import Notice


def message(notice: Notice) -> EmailMultiAlternatives:
    """The mail for a notice, in its reader's language. Asked twice, it has the same Message-ID twice."""
    with translation.override(notice.language):
        words = _words(notice)
        text = render_to_string("notices/mail.txt", words)
        html = render_to_string("notices/mail.html", words)
    return _mail(notice, words["heading"], text, html, thread=f"case.{notice.reference}")


def digest(notices: Sequence[Notice]) -> EmailMultiAlternatives:
    """One mail for several notices to one reader, oldest first. The same ones have the same Message-ID again."""
    first = notices[0]
    with translation.override(first.language):
        heading = _("SIMPEL: %(n)s kabar untuk Anda") % {"n": len(notices)}
        words = {
            **_words(first),
            "heading": heading,
            "notices": [_words(notice) for notice in notices],
            "settings_link": settings.SITE_URL + reverse("notices:preference"),
        }
        text = render_to_string("notices/mail_digest.txt", words)
        html = render_to_string("notices/mail_digest.html", words)
    return _mail(first, heading, text, html, thread=f"digest.{first.user_id}")


def _mail(notice: Notice, subject: str, text: str, html: str, *, thread: str) -> EmailMultiAlternatives:
    headers = _headers(notice, thread)
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


def _headers(notice: Notice, thread: str) -> dict[str, str]:
    """A Message-ID that a second sending repeats, so that it is shown once; one thread for a case or for digests."""
    domain = parseaddr(settings.MAIL_FROM)[1].rpartition("@")[2]
    return {
        "Message-ID": f"<notice.{notice.pk}.{notice.created_at:%Y%m%d%H%M%S%f}@{domain}>",
        "References": f"<{thread}@{domain}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": notice.language,
    }
