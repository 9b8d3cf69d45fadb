"""The benchmark signs as the vendor's own library does, and never sends the same call twice."""

from twilio.request_validator import RequestValidator

from infra.bench.requests import Company, answer, bare, signature

COMPANY = Company("t_bench00000000000", "+15005550006", "AC1", "token")


def test_the_vendors_library_makes_the_same_signature() -> None:
    form = {"CallSid": "CA1", "From": "+12125551000", "To": "+15005550006", "Zeichen": "ä"}
    theirs = RequestValidator("token").compute_signature("https://x.example/hooks?a=1", form)
    assert signature("https://x.example/hooks?a=1", form, "token") == theirs
    assert signature("https://x.example/hooks?a=1", form, "other") != theirs


def test_each_request_is_a_call_of_its_own() -> None:
    load = answer([COMPANY], "http://localhost:1", "localhost:1")
    assert load.next_request() != load.next_request()


def test_the_stated_length_is_the_bodys() -> None:
    head, _, body = bare("localhost:1").next_request().partition(b"\r\n\r\n")
    assert f"Content-Length: {len(body)}".encode() in head


def test_the_companies_take_turns() -> None:
    other = Company("t_other00000000000", "+15005550007", "AC2", "other")
    load = answer([COMPANY, other], "http://localhost:1", "localhost:1")
    keys = [load.next_request().split(b"/")[3].decode() for _ in range(4)]
    assert sorted(keys) == [COMPANY.key] * 2 + [other.key] * 2


def test_requests_made_ahead_go_on_when_they_are_used_up() -> None:
    requests = answer([COMPANY], "http://localhost:1", "localhost:1").ahead(2)
    assert len({next(requests) for _ in range(5)}) == 5
