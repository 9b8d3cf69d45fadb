"""Reading a TwiML document, and what Twilio's debugger would say about it."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator

from telephony.simulator.hooks.transport import MAX_BODY
from telephony.simulator.twiml.vocabulary import ATTRIBUTES, CHILDREN, SSML


class BadTwiml(Exception):
    """The document cannot run; `code`: 11750 too large, 12100 not parseable, 12300 content type."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def parse(body: bytes, content_type: str = "text/xml") -> list[ET.Element]:
    """Return the verbs of a document; audio becomes a Play without URL, plain text a Say; raises BadTwiml."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind.startswith("audio/"):
        return [ET.Element("Play")]
    if len(body) > MAX_BODY:
        raise BadTwiml(11750, "TwiML response body too large: more than 64 kB")
    if kind == "text/plain":
        spoken = ET.Element("Say")
        spoken.text = body.decode("utf-8", "replace")
        return [spoken]
    if "xml" not in kind and kind != "text/html":
        raise BadTwiml(12300, f"Invalid Content-Type: {content_type!r}")
    return _verbs(body)


def _verbs(body: bytes) -> list[ET.Element]:
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise BadTwiml(12100, "Document parse failure: no document type is allowed")
    try:
        root = ET.fromstring(body)  # noqa: S314  # document types are refused above
    except ET.ParseError as problem:
        raise BadTwiml(12100, f"Document parse failure: {problem}") from problem
    if root.tag != "Response":
        raise BadTwiml(12100, f"Document parse failure: the root is <{root.tag}>, not <Response>")
    return list(root)


def warnings(verbs: list[ET.Element]) -> Iterator[str]:
    """Yield what is wrong by schema (12200) though the document runs."""
    for verb in verbs:
        if verb.tag not in CHILDREN["Response"]:
            yield f"<{verb.tag}> is not a verb"
        else:
            yield from _inside(verb)


def _inside(element: ET.Element) -> Iterator[str]:
    known = ATTRIBUTES.get(element.tag, frozenset())
    for name in element.attrib:
        if name not in known and not name.endswith("}lang"):
            yield f"<{element.tag}> has no attribute {name}"
    for child in element:
        if element.tag == "Say" and child.tag in SSML:
            continue
        if child.tag not in CHILDREN.get(element.tag, frozenset()):
            yield f"<{child.tag}> is not allowed in <{element.tag}>"
        else:
            yield from _inside(child)
