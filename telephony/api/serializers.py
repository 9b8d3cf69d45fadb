"""The shapes of the desk's and the calls' API."""

from typing import Any

from rest_framework import serializers

from telephony.api.setup.strict import KnownFieldsSerializer, StrictText
from telephony.services.change_status import CHOICES


class StatusSerializer(KnownFieldsSerializer):
    """The status an agent chooses."""

    status = serializers.ChoiceField(choices=list(CHOICES))


class DeclineSerializer(KnownFieldsSerializer):
    """Why an agent declines; may be left out."""

    reason = StrictText(max_length=40, required=False, allow_blank=True, default="")


class WrapUpSerializer(KnownFieldsSerializer):
    """What the call was about."""

    disposition = StrictText(max_length=40)
    note = StrictText(max_length=10_000, required=False, allow_blank=True, default="")


class EmptySerializer(KnownFieldsSerializer):
    """A command that needs no body."""


class ReplySerializer(serializers.Serializer[Any]):
    """Base of everything answered: read only, never a model."""


class NamedSerializer(ReplySerializer):
    id = serializers.IntegerField()
    name = serializers.CharField()


class CallerSerializer(ReplySerializer):
    """Who is calling."""

    number = serializers.CharField()
    name = serializers.CharField()
    contact_id = serializers.UUIDField(allow_null=True)
    is_new = serializers.BooleanField()


class PathSerializer(ReplySerializer):
    """A menu choice the caller made."""

    label = serializers.CharField()  # type: ignore[assignment]  # a field of this name, not a caption
    digits = serializers.CharField()


class DeskAgentSerializer(NamedSerializer):
    status = serializers.CharField()
    status_since = serializers.DateTimeField()


class DeskOfferSerializer(ReplySerializer):
    """A call that is ringing."""

    id = serializers.UUIDField()
    call_id = serializers.UUIDField()
    queue = NamedSerializer()
    caller = CallerSerializer()
    queued_at = serializers.DateTimeField()
    offered_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    path = PathSerializer(many=True)


class DeskCallSerializer(ReplySerializer):
    """The call the agent has."""

    id = serializers.UUIDField()
    handling_id = serializers.UUIDField()
    state = serializers.ChoiceField(choices=["connecting", "talking", "held"])
    caller = CallerSerializer()
    queue = NamedSerializer()
    number = serializers.CharField()
    accepted_at = serializers.DateTimeField()
    connected_at = serializers.DateTimeField(allow_null=True)
    held_since = serializers.DateTimeField(allow_null=True)


class DeskWrapUpSerializer(ReplySerializer):
    """A call that is over and not written up."""

    handling_id = serializers.UUIDField()
    call_id = serializers.UUIDField()
    caller = CallerSerializer()
    queue = NamedSerializer()
    ended_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()


class DeskQueueSerializer(NamedSerializer):
    waiting = serializers.IntegerField()
    longest_since = serializers.DateTimeField(allow_null=True)


class DispositionSerializer(ReplySerializer):
    code = serializers.CharField()
    label_en = serializers.CharField()
    label_zh = serializers.CharField()


class RecentSerializer(ReplySerializer):
    call_id = serializers.UUIDField()
    caller = CallerSerializer()
    outcome = serializers.CharField()
    at = serializers.DateTimeField()


class DeskSerializer(ReplySerializer):
    """Everything the desk shows; `seq` numbers the socket's messages."""

    seq = serializers.IntegerField()
    agent = DeskAgentSerializer()
    offer = DeskOfferSerializer(allow_null=True)
    call = DeskCallSerializer(allow_null=True)
    wrapup = DeskWrapUpSerializer(allow_null=True)
    queues = DeskQueueSerializer(many=True)
    dispositions = DispositionSerializer(many=True)
    recent = RecentSerializer(many=True)


class AcceptedSerializer(ReplySerializer):
    handling_id = serializers.UUIDField()
    call_id = serializers.UUIDField()


class VoiceTokenSerializer(ReplySerializer):
    """With what the browser's softphone registers; `ttl` in seconds."""

    token = serializers.CharField()
    identity = serializers.CharField()
    signalling = serializers.CharField()
    insecure = serializers.BooleanField()
    ttl = serializers.IntegerField()
