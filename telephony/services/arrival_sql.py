"""A new call written down in one statement, which first compares what was remembered of its line."""

from infra.base.inbox import INSERT_ANSWERED
from infra.base.postgres.round_trip import Statement
from tenants.crm.facade import CALLER_PARTS

# Changes with every change of any schedule of the tenant.
HOURS_STAMP = """
(SELECT md5(coalesce(string_agg(concat_ws(' ', id, timezone, weekly, closures), ' ' ORDER BY id), ''))
FROM telephony_businesshours)"""

# Nothing is written unless this version of the flow still answers the number, at these hours. A call that is
# known already violates the uniqueness of its reference. `work` is what the delivery's row hangs on.
ARRIVAL = Statement.of(f"""
WITH gate AS (
    SELECT version.id, version.number
    FROM telephony_numberroute route
    JOIN telephony_flow flow ON flow.id = route.flow_id
    JOIN telephony_flowversion version ON version.id = flow.live_version_id
    WHERE route.e164 = %(called)s AND version.id = %(version_id)s::bigint
        AND version.sha256 = %(version_sha256)s AND {HOURS_STAMP} = %(hours_stamp)s
), {CALLER_PARTS}, work AS (
    INSERT INTO telephony_call (id, carrier_sid, direction, from_number, to_number, contact_id, caller_name,
        caller_is_new, state, language, flow_version_id, flow_state, path, started_at, outcome, ended_by,
        conference_sid, is_sample, changed_at)
    SELECT %(call_id)s::uuid, %(call_ref)s, 'inbound', %(from_number)s, %(to_number)s,
        coalesce(known.id, made.id), coalesce(known.name, ''), known.id IS NULL, %(state)s, %(language)s,
        gate.id, %(flow_state)s::jsonb, %(menu_path)s::jsonb, %(now)s::timestamptz, '', '', '', false,
        %(now)s::timestamptz
    FROM gate LEFT JOIN known ON true LEFT JOIN made ON true
    RETURNING id
), leg AS (
    INSERT INTO telephony_leg (call_id, kind, carrier_sid, started_at)
    SELECT id, 'caller', %(call_ref)s, %(now)s::timestamptz FROM work
), event AS (
    INSERT INTO telephony_callevent (call_id, at, kind, data)
    SELECT %(call_id)s::uuid, %(now)s::timestamptz, 'call.arrived',
        jsonb_build_object('number', %(called)s::text, 'flow_version', number)
    FROM gate
)
{INSERT_ANSWERED}""")  # noqa: S608 - put together from constants; every value is bound
