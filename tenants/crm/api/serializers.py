"""The shapes of the CRM's API."""

from typing import Any

from rest_framework import serializers

from infra.kit.phones import BadNumber, normalise
from tenants.crm.models import Contact, Tier, TimelineEntry


class KnownFieldsSerializer(serializers.Serializer[Any]):
    """Refuses fields it does not know, so that a typing mistake is not silently lost."""

    def to_internal_value(self, data: Any) -> Any:
        """Validated values. Raises ValidationError naming each unknown field."""
        unknown = set(data) - set(self.fields) if isinstance(data, dict) else set()
        if unknown:
            raise serializers.ValidationError(
                {name: ["This field is not known here."] for name in sorted(unknown)}
            )
        return super().to_internal_value(data)


class ContactSerializer(serializers.Serializer[Contact]):
    """A contact as the console shows it."""

    id = serializers.UUIDField(read_only=True)
    name = serializers.CharField()
    company = serializers.CharField()
    email = serializers.EmailField()
    tier = serializers.ChoiceField(choices=Tier.choices)
    numbers = serializers.SerializerMethodField()
    created_at = serializers.DateTimeField()
    last_seen_at = serializers.DateTimeField()

    def get_numbers(self, contact: Contact) -> list[str]:
        """E.164 numbers, in the order they were added."""
        return [number.e164 for number in contact.numbers.all()]


class ContactWriteSerializer(KnownFieldsSerializer):
    """What a person may set on a contact."""

    name = serializers.CharField(max_length=200, allow_blank=True, required=False)
    company = serializers.CharField(max_length=200, allow_blank=True, required=False)
    email = serializers.EmailField(allow_blank=True, required=False)
    tier = serializers.ChoiceField(choices=Tier.choices, required=False)
    numbers = serializers.ListField(child=serializers.CharField(max_length=30), max_length=20, required=False)

    def validate_numbers(self, numbers: list[str]) -> list[str]:
        """E.164 forms; numbers without a country code are read as of the company's country."""
        region = str(self.context.get("region", "US"))
        try:
            return [normalise(number, region) for number in numbers]
        except BadNumber as error:
            raise serializers.ValidationError(str(error)) from error


class TimelineEntrySerializer(serializers.ModelSerializer[TimelineEntry]):
    """One entry of a timeline; `text` is the note."""

    class Meta:
        model = TimelineEntry
        fields = [
            "id", "kind", "at", "call_id", "direction", "outcome", "queue", "agent",
            "duration_s", "disposition", "text", "author",
        ]  # fmt: skip
        read_only_fields = fields


class NoteSerializer(KnownFieldsSerializer):
    """A note to add."""

    text = serializers.CharField(max_length=10_000, trim_whitespace=True)
