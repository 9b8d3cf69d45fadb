"""AvailablePhoneNumbers: what can be bought."""

from aiohttp import web

from telephony.simulator.records.inventory import COUNTRIES, Block, numbers, on_sale
from telephony.simulator.records.shapes import VERSION, formatted
from telephony.simulator.records.store import Json
from telephony.simulator.rest.errors import ApiError, not_found
from telephony.simulator.rest.request import Ask, handler, page

KINDS = {"Local": "local", "TollFree": "toll_free", "Mobile": "mobile"}


def country_shape(ask: Ask, code: str) -> Json:
    """Return the AvailablePhoneNumberCountry resource."""
    base = f"/{VERSION}/Accounts/{ask.account_sid}/AvailablePhoneNumbers/{code}"
    parts = {name: f"{base}/{kind}.json" for kind, name in KINDS.items() if on_sale(code, kind)}
    country = COUNTRIES[code]
    return {
        "country_code": code,
        "country": country,
        "uri": f"{base}.json",
        "beta": False,
        "subresource_uris": parts,
    }


async def countries(ask: Ask) -> web.Response:
    """List countries."""
    rows = [country_shape(ask, code) for code in COUNTRIES]
    return web.json_response({"countries": rows, "uri": ask.http.path})


async def country(ask: Ask) -> web.Response:
    """Fetch a country."""
    code = ask.http.match_info["country"]
    if code not in COUNTRIES:
        raise not_found(ask.http.path)
    return web.json_response(country_shape(ask, code))


async def search(ask: Ask) -> web.Response:
    """Search numbers by area code and pattern; bought ones do not appear."""
    blocks = on_sale(ask.http.match_info["country"], ask.http.match_info["kind"])
    if not blocks:
        raise not_found(ask.http.path)
    pattern, area_code = ask.query("Contains"), ask.query("AreaCode")
    if pattern and len(pattern.strip("+*")) < 2:
        raise ApiError(400, 21400, "Contains needs at least two digits or letters")
    if area_code:
        blocks = [block for block in blocks if block.area_code == area_code]
    locality, region = ask.query("InLocality"), ask.query("InRegion")
    chosen = [b for b in blocks if locality in ("", b.locality) and region in ("", b.region)]
    rows = [shape(block, number) for block, number in free(ask, chosen, pattern)]
    return page(ask, "available_phone_numbers", rows)


def free(ask: Ask, blocks: list[Block], pattern: str) -> list[tuple[Block, str]]:
    """Return numbers nobody has bought, the blocks taking turns."""
    taken = {row["phone_number"] for row in ask.store.all("number")}
    lists = [[(block, n) for n in numbers(block, pattern) if n not in taken] for block in blocks]
    longest = max(map(len, lists), default=0)
    return [rows[index] for index in range(longest) for rows in lists if index < len(rows)]


def shape(block: Block, number: str) -> Json:
    """Return the AvailablePhoneNumber resource."""
    city = block.locality or None
    return {
        "friendly_name": formatted(number),
        "phone_number": number,
        "lata": "722" if block.country == "US" and city else None,
        "locality": city,
        "rate_center": city.upper()[:10] if city and block.region else None,
        "latitude": block.latitude or None,
        "longitude": block.longitude or None,
        "region": block.region or None,
        "postal_code": block.postal_code or None,
        "iso_country": block.country,
        "address_requirements": "none",
        "beta": False,
        "capabilities": {
            "voice": True,
            "sms": block.country in ("US", "CA") or block.kind == "Mobile",
            "mms": block.country in ("US", "CA"),
            "fax": False,
        },
    }


BASE = "/2010-04-01/Accounts/{account}/AvailablePhoneNumbers"
ROUTES = [
    web.get(f"{BASE}.json", handler(countries)),
    web.get(BASE + "/{country}.json", handler(country)),
    web.get(BASE + "/{country}/{kind}.json", handler(search)),
]
