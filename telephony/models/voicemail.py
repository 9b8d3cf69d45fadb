"""Messages callers left, each owned work with a due time."""

from django.db import models
from django.db.models import Q

from infra.kit.ids import uuid7
from telephony.models.agent import Agent
from telephony.models.call import Call
from telephony.models.queue import Queue


class Voicemail(models.Model):
    """A recorded message (`audio`, fetched after the call) and who has to deal with it by when."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="voicemails")
    recording_sid = models.CharField(max_length=64, unique=True)
    left_at = models.DateTimeField()
    duration_s = models.PositiveIntegerField(default=0)
    audio = models.BinaryField(null=True, blank=True)
    audio_type = models.CharField(max_length=40, blank=True, default="")
    state = models.CharField(max_length=8, choices=[("new", "new"), ("done", "done")], default="new")
    due_at = models.DateTimeField()
    queue = models.ForeignKey(Queue, null=True, blank=True, on_delete=models.PROTECT)
    owner_agent = models.ForeignKey(Agent, null=True, blank=True, on_delete=models.PROTECT)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="new", done_at=None) | Q(state="done", done_at__isnull=False),
                name="voicemail_done_has_done_at",
            ),
        ]
        indexes = [models.Index(fields=["-left_at", "-id"], name="voicemail_newest")]

    def __str__(self) -> str:
        return f"{self.call_id} {self.duration_s} s"
