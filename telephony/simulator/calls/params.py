"""The parameters Twilio sends with every voice webhook."""

from telephony.simulator.calls.leg import Leg


def call_params(leg: Leg) -> dict[str, str]:
    """Return the standard parameters for a leg as it stands now."""
    params = {
        "ApiVersion": "2010-04-01",
        "AccountSid": leg.account_sid,
        "CallSid": leg.sid,
        "CallStatus": leg.status,
        "Direction": leg.direction,
        "From": leg.from_,
        "To": leg.to,
        "Caller": leg.from_,
        "Called": leg.to,
    }
    for side, number in (("From", leg.from_), ("To", leg.to), ("Caller", leg.from_), ("Called", leg.to)):
        params |= _place(side, number)
    if leg.parent_sid:
        params["ParentCallSid"] = leg.parent_sid
    if leg.application_sid:
        params["ApplicationSid"] = leg.application_sid
    if leg.forwarded_from:
        params["ForwardedFrom"] = leg.forwarded_from
    if leg.direction == "inbound" and leg.from_.startswith("+1"):
        params["StirVerstat"] = "TN-Validation-Passed-A"
    return params


def _place(side: str, number: str) -> dict[str, str]:
    if not number.startswith("+"):
        return {}
    country = next((iso for prefix, iso in COUNTRIES if number.startswith(prefix)), "")
    return {f"{side}City": "", f"{side}State": "", f"{side}Zip": "", f"{side}Country": country}


COUNTRIES = (
    ("+1", "US"),
    ("+44", "GB"),
    ("+49", "DE"),
    ("+33", "FR"),
    ("+61", "AU"),
    ("+64", "NZ"),
    ("+65", "SG"),
    ("+852", "HK"),
    ("+86", "CN"),
    ("+353", "IE"),
)
