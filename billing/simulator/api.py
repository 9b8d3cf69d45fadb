"""One API request: key, idempotency, transaction, answer, error."""

import hashlib
import json
from dataclasses import dataclass, field

from billing.simulator import resources
from billing.simulator.expand import expand
from billing.simulator.form import decode, rows
from billing.simulator.problems import CardDeclined, StripeRefusal
from billing.simulator.registry import answer
from billing.simulator.store import Json
from billing.simulator.world import API_VERSION, Caller, World

IDEMPOTENT_S = 86_400
REGISTERED = len(resources.ALL)


@dataclass(frozen=True)
class Request:
    """What came over the wire."""

    method: str
    path: str
    query: str
    body: str
    authorization: str
    idempotency_key: str | None


@dataclass(frozen=True)
class Answer:
    """What goes back."""

    status: int
    body: Json
    headers: dict[str, str] = field(default_factory=dict)


def handle(world: World, request: Request) -> Answer:
    """Answer one request; never raises."""
    request_id = world.new_id("req")
    headers = {"Request-Id": request_id, "Stripe-Version": API_VERSION}
    key = request.idempotency_key if request.method == "POST" else None
    if key:
        headers["Idempotency-Key"] = key
    try:
        _check_key(request.authorization)
        kept = _replay(world, request, key)
        if kept:
            return Answer(kept.status, kept.body, {**headers, "Idempotent-Replayed": "true"})
        world.caller = Caller(request_id, key)
        done = _act(world, request)
    except StripeRefusal as refusal:
        return Answer(refusal.status, _as_error(refusal, request_id), headers)
    finally:
        world.caller = Caller()
    done = _broken_after(world, request, done)
    if key:
        _keep(world, request, key, done)
    return Answer(done.status, done.body, headers)


def _check_key(authorization: str) -> None:
    scheme, _, key = authorization.partition(" ")
    if scheme.lower() != "bearer" or not key.strip():
        raise StripeRefusal(
            "You did not provide an API key. You need to provide your API key in the Authorization header,"
            " using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').",
            status=401,
        )
    if not key.startswith(("sk_test_", "rk_test_")):
        shown = key[:8] + "*" * 8
        raise StripeRefusal(f"Invalid API Key provided: {shown}", status=401, code="api_key_invalid")


def _act(world: World, request: Request) -> Answer:
    params = decode(request.body if request.method == "POST" else request.query)
    if request.method == "DELETE" and request.body:
        params.update(decode(request.body))
    failure: CardDeclined | None = None
    shown: Json = {}
    with world.store.work():
        try:
            shown = expand(world, answer(world, request.method, request.path, params), rows(params, "expand"))
        except CardDeclined as refusal:
            if refusal.undo:
                raise
            failure = refusal
    if failure is not None:
        return Answer(failure.status, _as_error(failure, world.caller.request_id))
    bare = {name: value for name, value in shown.items() if not name.startswith("_")}
    return Answer(200, bare)


def _as_error(refusal: StripeRefusal, request_id: str | None) -> Json:
    url = f"https://dashboard.stripe.com/test/logs/{request_id}"
    return {"error": {**refusal.error, "request_log_url": url}}


def _broken_after(world: World, request: Request, done: Answer) -> Answer:
    """The ordered fault: the work is done, the answer is a 500."""
    named = world.faults.fail_path
    if (
        request.method == "POST"
        and (not named or named in request.path)
        and world.faults.take("fail_after_acting")
    ):
        error = {"type": "api_error", "message": "An unknown error occurred."}
        return Answer(500, {"error": error})
    return done


def _fingerprint(request: Request) -> str:
    return hashlib.sha256(f"{request.path}\n{request.body}".encode()).hexdigest()


def _replay(world: World, request: Request, key: str | None) -> Answer | None:
    if key is None:
        return None
    if len(key) > 255:
        raise StripeRefusal("Idempotency keys may be at most 255 characters.", kind="idempotency_error")
    row = world.store.db.execute(
        "SELECT request, status, body FROM idempotency WHERE key = ? AND created > ?",
        (key, world.clock.now() - IDEMPOTENT_S),
    ).fetchone()
    if row is None:
        return None
    if row[0] != _fingerprint(request):
        raise StripeRefusal(
            "Keys for idempotent requests can only be used with the same parameters they were first used"
            f" with. Try using a key other than '{key}' if you meant to execute a different request.",
            kind="idempotency_error",
        )
    return Answer(row[1], json.loads(row[2]))


def _keep(world: World, request: Request, key: str, done: Answer) -> None:
    world.store.db.execute(
        "INSERT OR REPLACE INTO idempotency VALUES (?, ?, ?, ?, ?)",
        (key, _fingerprint(request), done.status, json.dumps(done.body), world.clock.now()),
    )
