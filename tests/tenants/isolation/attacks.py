"""What an attacker puts into a query that was pasted together, working as one tenant against another."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attack:
    """`text` goes into `WHERE name = '…'`, or is the whole statement; {a} and {b} are attacker and victim.

    `slip` statements run outside in_tenant: the code forgot to enter.
    """

    name: str
    text: str
    whole: bool = False
    slip: bool = False


_ROLE_AND_PATH = "set_config('role','{b}',true)||set_config('search_path','{b},public',true)"

INJECTED = (
    Attack("or true", "' OR true --"),
    Attack("union", "' UNION SELECT id, secret FROM {b}.canary --"),
    Attack("sub-select", "' OR EXISTS (SELECT secret FROM {b}.canary WHERE secret LIKE 'c%') --"),
    Attack("cast error", "' OR 1 = (SELECT secret::int FROM {b}.canary LIMIT 1) --"),
    Attack("set_config", "' UNION SELECT 1, " + _ROLE_AND_PATH + " --"),
    Attack(
        "set_config and query_to_xml",
        "' UNION SELECT 1, "
        + _ROLE_AND_PATH
        + "||query_to_xml('SELECT secret FROM {b}.canary',true,false,'')::text --",
    ),
    Attack("set_config for the session", "' UNION SELECT 1, set_config('role','{b}',false) --"),
    Attack("stacked SET ROLE", "'; SET LOCAL ROLE {b}; SELECT id, secret FROM {b}.canary --"),
    Attack("stacked RESET ROLE", "'; RESET ROLE; SET ROLE {b}; SELECT id, secret FROM {b}.canary --"),
    Attack("stacked session authorization", "'; SET SESSION AUTHORIZATION {b}; SELECT 1, '' --"),
    Attack("stacked search_path", "'; SET search_path TO {b}; SELECT id, secret FROM canary --"),
    Attack(
        "stacked DO",
        "'; DO $$ BEGIN EXECUTE 'SET LOCAL ROLE {b}'; END $$; SELECT id, secret FROM {b}.canary --",
    ),
    Attack("stacked COMMIT", "'; COMMIT; SET ROLE {b}; SELECT id, secret FROM {b}.canary --"),
    Attack(
        "query_to_xml", "' UNION SELECT 1, query_to_xml('SELECT * FROM {b}.canary',true,false,'')::text --"
    ),
    Attack(
        "query_to_xml of SET ROLE",
        "' UNION SELECT 1, query_to_xml('SET LOCAL ROLE {b}',true,false,'')::text --",
    ),
    Attack("table_to_xml", "' UNION SELECT 1, table_to_xml('{b}.canary',true,false,'')::text --"),
    Attack("schema_to_xml", "' UNION SELECT 1, schema_to_xml('{b}',true,false,'')::text --"),
    Attack("database_to_xml", "' UNION SELECT 1, database_to_xml(true,false,'')::text --"),
    Attack("cursor_to_xml", "' UNION SELECT 1, cursor_to_xml('c',9,true,false,'')::text --"),
    Attack("ts_stat", "' UNION SELECT 1, word FROM ts_stat('SELECT secret::tsvector FROM {b}.canary') --"),
    Attack("pg_read_file", "' UNION SELECT 1, pg_read_file('postgresql.conf') --"),
    Attack("pg_ls_dir", "' UNION SELECT 1, pg_ls_dir('base')::text --"),
    Attack("lo_import", "' UNION SELECT 1, lo_import('/etc/passwd')::text --"),
    Attack("dblink", "' UNION SELECT 1, dblink('', 'SELECT secret FROM {b}.canary')::text --"),
    Attack("statistics of values", "' UNION SELECT 1, most_common_vals::text FROM pg_stats --"),
    Attack("running queries", "' UNION SELECT pid, query FROM pg_stat_activity --"),
    Attack("outbox of the other", "' UNION SELECT id, payload::text FROM public.base_outboxcommand --"),
    Attack("timers of the other", "' UNION SELECT id, key FROM public.base_timer --"),
    Attack("audit of the other", "' UNION SELECT id, subject FROM public.base_auditentry --"),
    Attack("people", "' UNION SELECT id, email FROM public.identity_user --"),
    Attack("sessions", "' UNION SELECT 1, session_data FROM public.django_session --"),
    Attack("carrier secrets", "' UNION SELECT id, auth_token FROM public.directory_carrieraccount --"),
    Attack("password hashes of roles", "' UNION SELECT 1, rolpassword FROM pg_authid --"),
)

WHOLE = (
    Attack("direct", "SELECT id, secret FROM {b}.canary", whole=True),
    Attack("update returning", "UPDATE {b}.canary SET name = '' RETURNING id, secret", whole=True),
    Attack("delete returning", "DELETE FROM {b}.canary RETURNING id, secret", whole=True),
    Attack("explain analyze", "EXPLAIN (ANALYZE, VERBOSE) SELECT secret FROM {b}.canary", whole=True),
    Attack("copy to program", "COPY {b}.canary TO PROGRAM 'cat'", whole=True),
    Attack("copy to a file", "COPY {b}.canary TO '/tmp/canary'", whole=True),
    Attack("pg_settings", "UPDATE pg_settings SET setting = '{b}' WHERE name = 'role'", whole=True),
    Attack("do", "DO $$ BEGIN EXECUTE 'SET LOCAL ROLE {b}'; END $$", whole=True),
    Attack("create function", "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS 'SELECT 1'", whole=True),
    Attack("create in public", "CREATE TABLE public.mine (a int)", whole=True),
    Attack("create temporary", "CREATE TEMP TABLE mine (a int)", whole=True),
    Attack("create view", "CREATE VIEW {a}.v AS SELECT secret FROM {b}.canary", whole=True),
    Attack("grant oneself", "GRANT {b} TO {a}", whole=True),
    Attack("own role", "ALTER ROLE {a} SUPERUSER", whole=True),
    Attack("create role", "CREATE ROLE mine SUPERUSER", whole=True),
    Attack("event for all", "NOTIFY {b}", whole=True),
)

SLIPS = (
    Attack("forgot to enter", "SELECT id, secret FROM canary", whole=True, slip=True),
    Attack("forgot to enter, with the schema", "SELECT id, secret FROM {b}.canary", whole=True, slip=True),
)

ALL = (*INJECTED, *WHOLE, *SLIPS)
