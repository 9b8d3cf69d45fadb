"""Secrets that are no secrets: known to everybody, used on developers' machines, refused in production."""

DEVELOPMENT_SECRET_KEY = "development-only-7d1f0c5a9be24c6f8a3e-known-to-everybody"
DEVELOPMENT_FIELD_KEY = "c2VhdGxpbmUtZGV2ZWxvcG1lbnQtb25seS1rZXkhISE="
DEVELOPMENT_CARRIER_TOKEN = "development0only0carrier0token00"
DEVELOPMENT_STRIPE_KEY = "sk_test_development_only"
DEVELOPMENT_STRIPE_WEBHOOK_SECRET = "whsec_development_only"

ALL = frozenset(
    {
        DEVELOPMENT_SECRET_KEY,
        DEVELOPMENT_FIELD_KEY,
        DEVELOPMENT_CARRIER_TOKEN,
        DEVELOPMENT_STRIPE_KEY,
        DEVELOPMENT_STRIPE_WEBHOOK_SECRET,
    }
)
