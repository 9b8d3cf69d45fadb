"""Schema changes of the telephony tables, which live in each tenant's schema."""
