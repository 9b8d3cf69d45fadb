-- Run by the migrator after the public tables are made; safe to repeat.
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO seatline_app;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO seatline_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO seatline_app;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO seatline_app;

-- What the migrator will execute, and its ledgers, are read-only to the product.
REVOKE INSERT, UPDATE, DELETE ON django_migrations, directory_compiledmigration, directory_schemastate
  FROM seatline_app;
-- The audit log only grows.
REVOKE UPDATE, DELETE ON base_auditentry FROM seatline_app;

-- The four shared tables a tenant works with; each row belongs to the role of its tenant.
GRANT SELECT, INSERT, UPDATE, DELETE ON base_inboxevent, base_outboxcommand, base_timer TO seatline_tenant;
GRANT INSERT ON base_auditentry TO seatline_tenant;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['base_inboxevent', 'base_outboxcommand', 'base_timer', 'base_auditentry'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('DROP POLICY IF EXISTS tenant_rows ON %I', t);
    EXECUTE format('CREATE POLICY tenant_rows ON %I TO seatline_tenant
      USING (tenant_key = current_user) WITH CHECK (tenant_key = current_user)', t);
    EXECUTE format('DROP POLICY IF EXISTS product_rows ON %I', t);
    EXECUTE format('CREATE POLICY product_rows ON %I TO seatline_app, seatline_migrator
      USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
