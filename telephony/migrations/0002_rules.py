"""Rules Django cannot say: a published flow never changes, and routing's single lock row exists."""

from django.db import migrations

REFUSE_CHANGE = """
CREATE FUNCTION telephony_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a published flow version never changes' USING ERRCODE = 'restrict_violation';
END
$$
"""

FLOW_VERSION_IMMUTABLE = """
CREATE TRIGGER flow_version_immutable BEFORE UPDATE OR DELETE ON telephony_flowversion
FOR EACH ROW EXECUTE FUNCTION telephony_refuse_change()
"""


class Migration(migrations.Migration):
    """Single statements, so that a stamped tenant gets them in its one round of SQL."""

    dependencies = [("telephony", "0001_facts")]

    operations = [
        migrations.RunSQL([REFUSE_CHANGE], ["DROP FUNCTION telephony_refuse_change()"]),
        migrations.RunSQL(
            [FLOW_VERSION_IMMUTABLE], ["DROP TRIGGER flow_version_immutable ON telephony_flowversion"]
        ),
        migrations.RunSQL(
            ["INSERT INTO telephony_routinglock (id) VALUES (1)"], ["DELETE FROM telephony_routinglock"]
        ),
    ]
