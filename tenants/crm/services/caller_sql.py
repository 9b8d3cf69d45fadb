"""find_contact as parts of one larger statement, for the one request that everybody waits for."""

# WITH parts. Before them must stand `gate`, of one row when the caller is to be noted and none otherwise.
# Values: e164 (NULL for a withheld number), contact_id (for a new contact), now.
# They give `known` (id, name) and `made` (id): together one row, or none for a withheld number. Two calls at
# once from one new number violate the number's uniqueness: the later one must then be worked by itself.
CALLER_PARTS = """
known AS (
    SELECT contact.id, contact.name
    FROM gate, crm_contactnumber number JOIN crm_contact contact ON contact.id = number.contact_id
    WHERE number.e164 = %(e164)s
), seen AS (
    UPDATE crm_contact SET last_seen_at = %(now)s::timestamptz
    FROM known WHERE crm_contact.id = known.id AND last_seen_at < %(now)s::timestamptz
), made AS (
    INSERT INTO crm_contact (id, name, company, email, tier, is_sample, created_at, last_seen_at)
    SELECT %(contact_id)s::uuid, '', '', '', 'standard', false, %(now)s::timestamptz, %(now)s::timestamptz
    FROM gate WHERE %(e164)s::text IS NOT NULL AND NOT EXISTS (SELECT FROM known)
    RETURNING id
), numbered AS (
    INSERT INTO crm_contactnumber (contact_id, e164) SELECT id, %(e164)s FROM made
)"""
