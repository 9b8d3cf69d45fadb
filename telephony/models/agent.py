"""Agents, what they can do, and the ledger of the states they were in."""

from django.db import models
from django.db.models import Q


class Skill(models.Model):
    """Something a call may need and an agent may have."""

    name = models.CharField(max_length=80, unique=True)

    def __str__(self) -> str:
        return self.name


class Agent(models.Model):
    """A person who answers calls; `user_id` points into the public schema and is stored plainly."""

    user_id = models.BigIntegerField(unique=True)
    name = models.CharField(max_length=200)
    email = models.CharField(max_length=254, blank=True, default="")
    state = models.CharField(max_length=20, default="offline")
    state_since = models.DateTimeField()
    idle_since = models.DateTimeField(null=True, blank=True)
    desk_seq = models.BigIntegerField(default=0)
    console = models.CharField(max_length=64, blank=True, default="")
    last_seen_at = models.DateTimeField(null=True, blank=True)
    voice_ready = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, blank=True)
    skills = models.ManyToManyField(Skill, through="AgentSkill", related_name="agents")

    def __str__(self) -> str:
        return self.name


class AgentSkill(models.Model):
    """How well an agent has a skill, 1 (some) to 5 (expert)."""

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="agent_skills")
    skill = models.ForeignKey(Skill, on_delete=models.CASCADE, related_name="agent_skills")
    level = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agent", "skill"], name="agent_skill_once"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=5), name="agent_skill_level_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.agent_id}:{self.skill_id}={self.level}"


class AgentStateInterval(models.Model):
    """A half-open stretch of time an agent spent in one state; the newest is open."""

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="intervals")
    state = models.CharField(max_length=20)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    call_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agent"], condition=Q(ended_at=None), name="agent_one_open_interval"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=models.F("started_at")),
                name="agent_interval_forward",
            ),
        ]
        indexes = [models.Index(fields=["started_at"], name="agent_interval_started")]

    def __str__(self) -> str:
        return f"{self.agent_id} {self.state}"
