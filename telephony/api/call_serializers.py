"""The shapes of calls, voicemails and waiting callers."""

from rest_framework import serializers

from telephony.api.serializers import CallerSerializer, NamedSerializer, PathSerializer, ReplySerializer


class CallSerializer(ReplySerializer):
    """A call in a list."""

    id = serializers.UUIDField()
    direction = serializers.CharField()
    caller = CallerSerializer()
    number = serializers.CharField()
    state = serializers.CharField()
    outcome = serializers.CharField()
    started_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    duration_s = serializers.IntegerField(allow_null=True)
    wait_ms = serializers.IntegerField()
    queue = serializers.CharField()
    agent = serializers.CharField()
    disposition = serializers.CharField()
    note = serializers.CharField()
    ended_by = serializers.CharField()
    is_sample = serializers.BooleanField()


class VisitSerializer(ReplySerializer):
    id = serializers.UUIDField()
    queue = serializers.CharField()
    enqueued_at = serializers.DateTimeField()
    left_at = serializers.DateTimeField(allow_null=True)
    outcome = serializers.CharField(allow_null=True)
    wait_ms = serializers.IntegerField(allow_null=True)


class OfferSerializer(ReplySerializer):
    id = serializers.UUIDField()
    agent = serializers.CharField()
    state = serializers.CharField()
    offered_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)


class HandlingSerializer(ReplySerializer):
    id = serializers.UUIDField()
    agent = serializers.CharField()
    accepted_at = serializers.DateTimeField()
    connected_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    talk_ms = serializers.IntegerField(
        allow_null=True, help_text="From the connection to the end, less hold; null until the end."
    )
    hold_ms = serializers.IntegerField()
    ended_by = serializers.CharField()
    wrapped_up_at = serializers.DateTimeField(allow_null=True)
    disposition = serializers.CharField()
    note = serializers.CharField()


class EventSerializer(ReplySerializer):
    at = serializers.DateTimeField()
    kind = serializers.CharField()
    data = serializers.DictField()  # type: ignore[assignment]


class TraceSerializer(ReplySerializer):
    node = serializers.CharField()
    at = serializers.DateTimeField()
    input = serializers.CharField()
    exit = serializers.CharField()


class FlowRefSerializer(ReplySerializer):
    name = serializers.CharField()
    version = serializers.IntegerField()


class AgentRefSerializer(ReplySerializer):
    agent_id = serializers.IntegerField()
    agent = serializers.CharField()


class WaitedReasonSerializer(AgentRefSerializer):
    at = serializers.DateTimeField()
    code = serializers.CharField()
    detail = serializers.CharField()


class CallDetailSerializer(CallSerializer):
    """One call with everything that happened to it."""

    path = PathSerializer(many=True)
    flow = FlowRefSerializer(allow_null=True)
    trace = TraceSerializer(many=True)
    visits = VisitSerializer(many=True)
    offers = OfferSerializer(many=True)
    handlings = HandlingSerializer(many=True)
    reasons = WaitedReasonSerializer(many=True)
    events = EventSerializer(many=True)


class VoicemailSerializer(ReplySerializer):
    """A message and who has to deal with it by when."""

    id = serializers.UUIDField()
    call_id = serializers.UUIDField()
    caller = CallerSerializer()
    queue = serializers.CharField()
    left_at = serializers.DateTimeField()
    duration_s = serializers.IntegerField()
    state = serializers.ChoiceField(choices=["new", "done"])
    due_at = serializers.DateTimeField()
    owner = NamedSerializer(allow_null=True)
    has_audio = serializers.BooleanField()
    done_at = serializers.DateTimeField(allow_null=True)
    done_by = serializers.CharField()


class ReasonSerializer(AgentRefSerializer):
    code = serializers.CharField()
    detail = serializers.CharField()


class WaitingSerializer(ReplySerializer):
    """A waiting call, and for each agent the first reason why it was not offered."""

    visit_id = serializers.UUIDField()
    call_id = serializers.UUIDField()
    caller = CallerSerializer()
    position = serializers.IntegerField()
    waiting_since = serializers.DateTimeField()
    ringing_at = AgentRefSerializer(allow_null=True)
    reasons = ReasonSerializer(many=True)
