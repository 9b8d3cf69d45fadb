"""Remove every sample call with all it left behind."""

from telephony.models import AgentStateInterval, Call


def remove_samples() -> int:
    """Delete this tenant's sample calls, never real ones; returns how many. Call inside a tenant."""
    samples = Call.objects.filter(is_sample=True)
    ids = list(samples.values_list("id", flat=True))
    AgentStateInterval.objects.filter(call_id__in=ids).delete()
    samples.delete()
    return len(ids)
