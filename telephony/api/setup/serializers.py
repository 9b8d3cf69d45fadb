"""The shapes of the set-up API."""

from __future__ import annotations

from rest_framework import serializers

from infra.kit.phones import BadNumber, normalise
from telephony.api.setup.strict import KnownFieldsSerializer, StrictText, StrictWhole


class ProblemSerializer(serializers.Serializer[object]):
    """One finding about a flow; `pointer` is a JSON pointer into it."""

    code = serializers.CharField()
    level = serializers.ChoiceField(choices=["error", "warning"])
    pointer = serializers.CharField()
    node = serializers.CharField()
    message = serializers.CharField()


class VersionSerializer(serializers.Serializer[object]):
    """A published version."""

    number = serializers.IntegerField()
    message = serializers.CharField()
    author = serializers.CharField()
    published_at = serializers.DateTimeField()


class FlowSummarySerializer(serializers.Serializer[object]):
    """A flow in the list."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    draft_rev = serializers.IntegerField()
    live = VersionSerializer(allow_null=True)


class FlowSerializer(FlowSummarySerializer):
    """A flow with its draft (format flow/1) and what is wrong with it."""

    draft = serializers.DictField()
    problems = ProblemSerializer(many=True)


class DraftSavedSerializer(serializers.Serializer[object]):
    """The answer to a saved draft."""

    draft_rev = serializers.IntegerField()
    problems = ProblemSerializer(many=True)


class PublishSerializer(KnownFieldsSerializer):
    """A word about what changed."""

    message = StrictText(max_length=200, allow_blank=True, default="")


class QueueSerializer(serializers.Serializer[object]):
    """A queue; times in seconds."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    skill = serializers.CharField(allow_null=True)
    hours_id = serializers.IntegerField(allow_null=True)
    offer_timeout_s = serializers.IntegerField()
    wrapup_s = serializers.IntegerField()
    target_s = serializers.IntegerField()
    short_abandon_s = serializers.IntegerField()
    music_url = serializers.CharField(allow_blank=True)


class QueueWriteSerializer(KnownFieldsSerializer):
    """What may be changed on a queue; times in seconds."""

    name = StrictText(max_length=80, required=False)
    hours_id = StrictWhole(min_value=1, allow_null=True, required=False)
    offer_timeout_s = StrictWhole(min_value=7, max_value=60, required=False)
    wrapup_s = StrictWhole(min_value=0, max_value=3600, required=False)
    target_s = StrictWhole(min_value=1, max_value=3600, required=False)
    short_abandon_s = StrictWhole(min_value=0, max_value=60, required=False)
    music_url = serializers.URLField(max_length=500, allow_blank=True, required=False)


class _SpanField(serializers.ListField):
    """["09:00", "18:00"]: open from the first up to the second."""

    child = StrictText(max_length=5)


class _SpansField(serializers.ListField):
    """The open times of a day, one after another."""

    child = _SpanField(min_length=2, max_length=2)


class ClosureSerializer(KnownFieldsSerializer):
    """A day that differs: closed, or open at the times in `open`."""

    on = StrictText(max_length=10)
    name = StrictText(max_length=80, allow_blank=True, default="")
    open = _SpansField(max_length=12, required=False)


class HoursWriteSerializer(KnownFieldsSerializer):
    """Opening hours; `weekly` has the days mon to sun, a missing day is closed."""

    name = StrictText(max_length=80)
    timezone = StrictText(max_length=64)
    weekly = serializers.DictField(child=_SpansField(max_length=12))
    closures = serializers.ListField(child=ClosureSerializer(), max_length=400, default=list)


class HoursSerializer(HoursWriteSerializer):
    """Opening hours, and whether they are open at this moment."""

    id = serializers.IntegerField()
    is_open = serializers.BooleanField()


class NumberSerializer(serializers.Serializer[object]):
    """One of our numbers; `state` is buying, active or released."""

    id = serializers.IntegerField()
    e164 = serializers.CharField()
    label = serializers.CharField(allow_blank=True)  # type: ignore[assignment]  # Field has a label too
    flow_id = serializers.IntegerField()
    flow_name = serializers.CharField()
    state = serializers.CharField()


class NumberRouteSerializer(KnownFieldsSerializer):
    """Where a number's calls go, and what it is called."""

    flow_id = StrictWhole(min_value=1, required=False)
    label = StrictText(  # type: ignore[assignment]  # Field has a label too
        max_length=80, allow_blank=True, required=False
    )


class NumberBuySerializer(KnownFieldsSerializer):
    """A number to buy, as it was offered."""

    phone_number = StrictText(max_length=20)
    flow_id = StrictWhole(min_value=1, required=False)

    def validate_phone_number(self, number: str) -> str:
        """E.164. Raises ValidationError for what is no telephone number."""
        try:
            return normalise(number)
        except BadNumber as wrong:
            raise serializers.ValidationError(str(wrong)) from wrong


class NumberSearchSerializer(KnownFieldsSerializer):
    """What kind of number is wanted; the query of the search."""

    country = serializers.RegexField("^[A-Za-z]{2}$", required=False)
    area_code = serializers.RegexField("^[2-9][0-9]{2}$", required=False)
    contains = serializers.RegexField("^[0-9A-Za-z*]{2,12}$", required=False)


class OfferedNumberSerializer(serializers.Serializer[object]):
    """A number that can be bought."""

    phone_number = serializers.CharField()
    display = serializers.CharField()
    locality = serializers.CharField(allow_blank=True)
    region = serializers.CharField(allow_blank=True)
