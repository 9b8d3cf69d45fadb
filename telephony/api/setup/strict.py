"""Fields that take a value only in its own JSON type, and serializers that know all their fields."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class StrictText(serializers.CharField):
    """Text; a number is not text."""

    def to_internal_value(self, data: Any) -> str:
        """The text. Raises ValidationError for any other type."""
        if not isinstance(data, str):
            raise serializers.ValidationError("This must be text.", code="type")
        return super().to_internal_value(data)


class StrictWhole(serializers.IntegerField):
    """A whole number; neither text nor true and false are one."""

    def to_internal_value(self, data: Any) -> int:
        """The number. Raises ValidationError for any other type."""
        if not isinstance(data, int) or isinstance(data, bool):
            raise serializers.ValidationError("This must be a whole number.", code="type")
        return super().to_internal_value(data)


class KnownFieldsSerializer(serializers.Serializer[Any]):
    """Refuses fields it does not know, so that a typing mistake is not silently lost."""

    def to_internal_value(self, data: Any) -> Any:
        """Validated values. Raises ValidationError naming each unknown field."""
        unknown = sorted(set(data) - set(self.fields)) if isinstance(data, dict) else []
        if unknown:
            raise serializers.ValidationError(
                {
                    name: serializers.ErrorDetail("This field is not known here.", code="unknown")
                    for name in unknown
                }
            )
        return super().to_internal_value(data)
