"""One file per resource; importing this package registers every route and view."""

from billing.simulator.resources import (
    charges,
    checkout_sessions,
    customers,
    events,
    invoice_items,
    invoices,
    meter_events,
    meters,
    payment_intents,
    payment_methods,
    portal_configurations,
    portal_sessions,
    prices,
    products,
    setup_intents,
    subscription_items,
    subscriptions,
    test_clocks,
    webhook_endpoints,
)

ALL = (
    charges, checkout_sessions, customers, events, invoice_items, invoices, meter_events, meters,
    payment_intents, payment_methods, portal_configurations, portal_sessions, prices, products, setup_intents,
    subscription_items, subscriptions, test_clocks, webhook_endpoints,
)  # fmt: skip
