"""The shapes of the report API."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from rest_framework import serializers

from reporting.engine.tally import Tally, figures


class PeriodSerializer(serializers.Serializer[Any]):
    """Which intervals to show; times are RFC 3339, `to` is exclusive."""

    to = serializers.DateTimeField()
    queue = serializers.IntegerField(required=False, min_value=0)
    interval = serializers.ChoiceField(choices=["15", "30", "60", "day"], default="15")

    def get_fields(self) -> dict[str, Any]:
        """Adds `from`, which is a word of Python's own."""
        return {"from": serializers.DateTimeField(), **super().get_fields()}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The period, forward and at most 366 days (62 for quarter hours)."""
        days = (attrs["to"] - attrs["from"]).total_seconds() / 86400
        if days <= 0:
            raise serializers.ValidationError({"to": ["Choose an end that lies after the start."]})
        most = 366 if attrs["interval"] == "day" else 62
        if days > most:
            raise serializers.ValidationError({"to": [f"Choose at most {most} days for this interval."]})
        return attrs


class FormulaSerializer(serializers.Serializer[Any]):
    """Which definition the figures follow."""

    name = serializers.CharField()
    text = serializers.CharField()


class FigureSerializer(serializers.Serializer[Any]):
    """Counts and figures; a figure without denominator is null. Shares 0..1, times in seconds."""

    offered = serializers.IntegerField()
    answered = serializers.IntegerField()
    abandoned = serializers.IntegerField()
    short_abandoned = serializers.IntegerField()
    diverted = serializers.IntegerField()
    open = serializers.IntegerField()
    answered_in_target = serializers.IntegerField()
    service_level = serializers.FloatField(allow_null=True)
    abandonment = serializers.FloatField(allow_null=True)
    asa_s = serializers.FloatField(allow_null=True)
    aht_s = serializers.FloatField(allow_null=True)
    talk_s = serializers.FloatField()
    hold_s = serializers.FloatField()
    wrapup_s = serializers.FloatField()
    max_wait_s = serializers.FloatField()
    minutes = serializers.IntegerField()


class RowSerializer(FigureSerializer):
    """One queue in one interval."""

    queue_id = serializers.IntegerField()
    queue = serializers.CharField()
    start = serializers.DateTimeField()


class ReportSerializer(serializers.Serializer[Any]):
    """A report with the definition of its figures and how fresh they are."""

    formula = FormulaSerializer()
    fresh_at = serializers.DateTimeField(allow_null=True)
    timezone = serializers.CharField()
    rows = RowSerializer(many=True)
    totals = FigureSerializer()


def figure_json(tally: Tally) -> dict[str, Any]:
    """The counts and figures of one tally, as the API names them."""
    counts = ("offered", "answered", "abandoned", "short_abandoned", "diverted", "open", "minutes")
    return {
        **{name: getattr(tally, name) for name in counts},
        "answered_in_target": tally.in_target,
        **asdict(figures(tally)),
    }


def row_json(queue_id: int, start: datetime, tally: Tally, names: Mapping[int, str]) -> dict[str, Any]:
    """One row; the queue name is empty for calls that entered no queue."""
    return {"queue_id": queue_id, "queue": names.get(queue_id, ""), "start": start, **figure_json(tally)}
