from django.db import migrations

from suffice.core import triggers


def keep(apps, schema_editor):
    triggers.make(schema_editor, schema_editor.connection.vendor)


def let_go(apps, schema_editor):
    triggers.drop(schema_editor, schema_editor.connection.vendor)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(keep, let_go)]
