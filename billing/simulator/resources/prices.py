"""/v1/prices."""

from decimal import Decimal, InvalidOperation

from billing.simulator.form import Params, boolean, group, integer, merged_metadata, need, one_of, rows, text
from billing.simulator.listing import PAGING, listed
from billing.simulator.problems import bad
from billing.simulator.registry import route
from billing.simulator.store import Json
from billing.simulator.world import World

_CREATE = (
    "active billing_scheme currency lookup_key metadata nickname product product_data recurring tax_behavior"
    " transfer_lookup_key unit_amount unit_amount_decimal"
)


@route("POST", "/v1/prices", _CREATE)
def create(world: World, params: Params) -> Json:
    """Create a price."""
    return world.view(make_price(world, params))


def make_price(world: World, params: Params) -> Json:
    """Store a per-unit price, one-time, licensed or metered."""
    recurring = _recurring(world, group(params, "recurring")) if group(params, "recurring") else None
    if text(params, "billing_scheme") == "tiered":
        raise bad("Only per-unit prices are served here.", "billing_scheme")
    cents, exact = _amount(params)
    lookup_key = _free_lookup_key(world, params)
    price: Json = {
        "id": world.new_id("price"),
        "object": "price",
        "active": boolean(params, "active", True),
        "billing_scheme": "per_unit",
        "created": world.clock.now(),
        "currency": need(params, "currency").lower(),
        "custom_unit_amount": None,
        "livemode": False,
        "lookup_key": lookup_key,
        "metadata": merged_metadata({}, params),
        "nickname": text(params, "nickname"),
        "product": _product(world, params),
        "recurring": recurring,
        "tax_behavior": text(params, "tax_behavior") or "unspecified",
        "tiers_mode": None,
        "transform_quantity": None,
        "type": "recurring" if recurring else "one_time",
        "unit_amount": cents,
        "unit_amount_decimal": exact,
    }
    return world.create(price, "price.created")


def _amount(params: Params) -> tuple[int | None, str]:
    exact = text(params, "unit_amount_decimal") or text(params, "unit_amount")
    if exact is None:
        raise bad("You must specify unit_amount or unit_amount_decimal.", "unit_amount", "parameter_missing")
    try:
        value = Decimal(exact)
    except InvalidOperation:
        raise bad(f"Invalid decimal: {exact}", "unit_amount_decimal") from None
    whole = value == value.to_integral_value()
    return (int(value) if whole else None), exact


def _recurring(world: World, given: Params) -> Json:
    usage = one_of(given, "usage_type", ("licensed", "metered"), "licensed")
    meter = text(given, "meter")
    if usage == "metered":
        if meter is None:
            raise bad("Metered prices must be backed by a meter.", "recurring[meter]", "parameter_missing")
        world.get("billing.meter", meter, "recurring[meter]")
    if not text(given, "interval"):
        raise bad("Missing required param: recurring[interval].", "recurring[interval]", "parameter_missing")
    return {
        "interval": one_of(given, "interval", ("day", "week", "month", "year"), "month"),
        "interval_count": integer(given, "interval_count", 1),
        "meter": meter,
        "trial_period_days": None,
        "usage_type": usage,
    }


def _free_lookup_key(world: World, params: Params) -> str | None:
    key = text(params, "lookup_key")
    for holder in world.store.of_kind("price") if key else []:
        if holder["lookup_key"] == key:
            if not boolean(params, "transfer_lookup_key"):
                raise bad(f"A price (`{holder['id']}`) already uses that lookup key.", "lookup_key")
            world.update(holder, "price.updated", lookup_key=None)
    return key


def blank_product(world: World, name: str) -> Json:
    """A complete product, not yet stored."""
    now = world.clock.now()
    return {
        **dict.fromkeys(_NO_PRODUCT_FIELDS),
        "id": world.new_id("prod"),
        "object": "product",
        "active": True,
        "created": now,
        "images": [],
        "livemode": False,
        "marketing_features": [],
        "metadata": {},
        "name": name,
        "type": "service",
        "updated": now,
    }


_NO_PRODUCT_FIELDS = [
    "default_price", "description", "package_dimensions", "shippable", "statement_descriptor", "tax_code",
    "tax_details", "unit_label", "url",
]  # fmt: skip


def _product(world: World, params: Params) -> str:
    if "product_data" in params:
        product = blank_product(world, need(group(params, "product_data"), "name"))
        return str(world.create(product, "product.created")["id"])
    return str(world.get("product", need(params, "product"), "product")["id"])


@route("GET", "/v1/prices", f"{PAGING} active currency lookup_keys product recurring type")
def every(world: World, params: Params) -> Json:
    """List prices."""
    found = world.store.of_kind("price")
    for name in ("currency", "product", "type"):
        found = [one for one in found if params.get(name) in (None, one[name])]
    if "active" in params:
        found = [one for one in found if one["active"] == boolean(params, "active")]
    if "lookup_keys" in params:
        found = [one for one in found if one["lookup_key"] in rows(params, "lookup_keys")]
    return listed(world, params, "/v1/prices", found)


@route("GET", "/v1/prices/{}")
def retrieve(world: World, params: Params, identifier: str) -> Json:
    """One price."""
    return world.view(world.get("price", identifier))


@route("POST", "/v1/prices/{}", "active lookup_key metadata nickname tax_behavior transfer_lookup_key")
def update(world: World, params: Params, identifier: str) -> Json:
    """Change what may be changed: never the amount."""
    price = world.get("price", identifier)
    changes: Json = {"active": boolean(params, "active", price["active"])}
    if "lookup_key" in params:
        changes["lookup_key"] = _free_lookup_key(world, params)
    if "nickname" in params:
        changes["nickname"] = text(params, "nickname")
    changes["metadata"] = merged_metadata(price["metadata"], params)
    return world.view(world.update(price, "price.updated", **changes))
