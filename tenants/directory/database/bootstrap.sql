-- Run by a superuser in the product's database; safe to repeat.
-- Nothing that lets a role change its role or reach outside its tables is left to PUBLIC.
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO PUBLIC;
GRANT ALL ON SCHEMA public TO seatline_migrator;

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

-- SET ROLE needs a statement of its own, which the extended protocol forbids to smuggle in; set_config is an
-- expression and would fit into any query.
REVOKE EXECUTE ON FUNCTION set_config(text, text, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION set_config(text, text, boolean) TO seatline_app, seatline_migrator;
REVOKE ALL ON pg_settings FROM PUBLIC;
GRANT SELECT ON pg_settings TO seatline_app, seatline_migrator;

-- Large objects have no schema and advisory locks and notifications no owner: not for tenants.
DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN
    SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = 'pg_catalog'
      AND (p.proname ~ '^(lo_|loread|lowrite)' OR p.proname ~ '^pg_(try_)?advisory' OR p.proname IN (
        'pg_notify', 'query_to_xml', 'query_to_xmlschema', 'query_to_xml_and_xmlschema', 'cursor_to_xml',
        'cursor_to_xmlschema', 'table_to_xml', 'table_to_xmlschema', 'table_to_xml_and_xmlschema',
        'schema_to_xml', 'schema_to_xmlschema', 'schema_to_xml_and_xmlschema', 'database_to_xml',
        'database_to_xmlschema', 'database_to_xml_and_xmlschema', 'ts_stat', 'pg_terminate_backend',
        'pg_cancel_backend', 'pg_sleep', 'pg_sleep_for', 'pg_sleep_until'))
  LOOP
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO seatline_app, seatline_migrator', f);
  END LOOP;
END $$;
