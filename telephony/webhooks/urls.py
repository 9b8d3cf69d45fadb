"""Addresses under /hooks/voice/: fallback and music for everybody, the rest per tenant and signed."""

from django.urls import path, re_path

from telephony.webhooks.ask import ask
from telephony.webhooks.ask_at_once import at_once_if_usual
from telephony.webhooks.asks import ACTS, READS
from telephony.webhooks.fallback import fallback
from telephony.webhooks.music import MUSIC, music
from telephony.webhooks.notice import notice
from telephony.webhooks.work_notice import NOTICES

_ASKS = "|".join([*ACTS, *READS])
_NOTICES = "|".join(NOTICES)

urlpatterns = [
    path("fallback", fallback, name="voice-fallback"),
    path(MUSIC, music, name="voice-music"),
    re_path(
        rf"^(?P<tenant_key>t_[a-z0-9]{{16}})/(?P<verb>{_ASKS})$", at_once_if_usual(ask), name="voice-ask"
    ),
    re_path(rf"^(?P<tenant_key>t_[a-z0-9]{{16}})/(?P<verb>{_NOTICES})$", notice, name="voice-notice"),
]
