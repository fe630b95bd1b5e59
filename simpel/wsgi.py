"""The door for web servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simpel.settings")
application = get_wsgi_application()

from simpel.documents.reading.ask import start  # noqa: E402  (settings first)

start()
