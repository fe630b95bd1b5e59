"""What a file is found by."""

from django.db import models

from .file import Application


class SearchEntry(models.Model):
    """The words of one file, folded (see `searching.folded`). Written by `searching` alone.

    The database keeps its own index over `text`: FTS5 on SQLite, a tsvector on PostgreSQL (migration 0002).
    """

    application = models.OneToOneField(
        Application, primary_key=True, on_delete=models.CASCADE, related_name="search_entry"
    )
    text = models.TextField()
