"""The chain's beginning, and the triggers that let it only grow."""

from django.db import migrations

from simpel.ledger import triggers
from simpel.ledger.chain import START


def begin(apps, schema_editor):
    apps.get_model("ledger", "Head").objects.create(id=1, seq=START.seq, seal=START.seal)


def guard(apps, schema_editor):
    triggers.create(schema_editor.connection)


def unguard(apps, schema_editor):
    triggers.drop(schema_editor.connection)


class Migration(migrations.Migration):

    dependencies = [("ledger", "0001_initial")]

    operations = [
        migrations.RunPython(begin, migrations.RunPython.noop),
        migrations.RunPython(guard, unguard),
    ]
