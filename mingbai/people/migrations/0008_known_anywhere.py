"""Lets a place learn that a person is registered somewhere, and nothing else about him."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0007_registers")]
    operations = [
        migrations.RunSQL(
            """CREATE FUNCTION people_known_anywhere(wanted bytea[]) RETURNS SETOF bytea
               LANGUAGE plpgsql AS $$
               DECLARE before text := coalesce(pg_catalog.current_setting('mingbai.scope', true), '');
               BEGIN
                   PERFORM pg_catalog.set_config('mingbai.scope', '*', true);
                   RETURN QUERY SELECT id_index FROM public.people_person WHERE id_index = ANY (wanted);
                   PERFORM pg_catalog.set_config('mingbai.scope', before, true);
               END $$""",
            "DROP FUNCTION people_known_anywhere",
        ),
    ]
