"""/v1/products."""

from billing.simulator.form import Params, boolean, group, merged_metadata, need, text
from billing.simulator.listing import PAGING, listed
from billing.simulator.problems import bad
from billing.simulator.registry import route
from billing.simulator.resources.prices import blank_product, make_price
from billing.simulator.store import Json
from billing.simulator.world import World

_FIELDS = "active description images metadata name statement_descriptor tax_code unit_label url"


@route("POST", "/v1/products", f"{_FIELDS} id default_price_data shippable type")
def create(world: World, params: Params) -> Json:
    """Create a product, and its default price when asked to."""
    identifier = text(params, "id") or world.new_id("prod")
    if world.store.get(identifier):
        raise bad("Product already exists.", "id", "resource_already_exists")
    product = blank_product(world, need(params, "name"))
    named = ("description", "statement_descriptor", "tax_code", "unit_label", "url")
    product.update({name: text(params, name) for name in named})
    product.update(
        id=identifier,
        active=boolean(params, "active", True),
        images=params.get("images", []),
        metadata=merged_metadata({}, params),
    )
    world.create(product, "product.created")
    if "default_price_data" in params:
        price = make_price(world, {**group(params, "default_price_data"), "product": identifier})
        world.update(product, "product.updated", default_price=price["id"])
    return world.view(product)


@route("GET", "/v1/products", f"{PAGING} active ids url")
def every(world: World, params: Params) -> Json:
    """List products."""
    found = world.store.of_kind("product")
    if "active" in params:
        found = [one for one in found if one["active"] == boolean(params, "active")]
    if "ids" in params:
        found = [one for one in found if one["id"] in params["ids"]]
    return listed(world, params, "/v1/products", found)


@route("GET", "/v1/products/{}")
def retrieve(world: World, params: Params, identifier: str) -> Json:
    """One product."""
    return world.view(world.get("product", identifier))


@route("POST", "/v1/products/{}", f"{_FIELDS} default_price")
def update(world: World, params: Params, identifier: str) -> Json:
    """Change a product."""
    product = world.get("product", identifier)
    changes: Json = {
        name: text(params, name)
        for name in ("description", "unit_label", "url", "tax_code")
        if name in params
    }
    if "name" in params:
        changes["name"] = need(params, "name")
    if "default_price" in params:
        changes["default_price"] = world.get("price", text(params, "default_price"), "default_price")["id"]
    changes["active"] = boolean(params, "active", product["active"])
    changes["metadata"] = merged_metadata(product["metadata"], params)
    return world.view(world.update(product, "product.updated", **changes, updated=world.clock.now()))


@route("DELETE", "/v1/products/{}")
def delete(world: World, params: Params, identifier: str) -> Json:
    """Delete a product no price names."""
    product = world.get("product", identifier)
    if any(price["product"] == identifier for price in world.store.of_kind("price")):
        raise bad("This product cannot be deleted because it has one or more user-created prices.")
    world.emit("product.deleted", product)
    world.store.drop(identifier)
    return {"id": identifier, "object": "product", "deleted": True}
