"""Addresses of the telephony API, under /api/v1/."""

from django.urls import include, path

from telephony.api import calls, desk

urlpatterns = [
    path("desk", desk.DeskView.as_view()),
    path("desk/status", desk.StatusView.as_view()),
    path("desk/voice-token", desk.VoiceTokenView.as_view()),
    path("desk/offers/<uuid:offer_id>/accept", desk.AcceptView.as_view()),
    path("desk/offers/<uuid:offer_id>/decline", desk.DeclineView.as_view()),
    path("desk/calls/<uuid:call_id>/hold", desk.HoldView.as_view()),
    path("desk/calls/<uuid:call_id>/resume", desk.ResumeView.as_view()),
    path("desk/calls/<uuid:call_id>/hangup", desk.HangUpView.as_view()),
    path("desk/handlings/<uuid:handling_id>/wrap-up", desk.WrapUpView.as_view()),
    path("calls", calls.CallsView.as_view()),
    path("calls/<uuid:call_id>", calls.CallView.as_view()),
    path("voicemails", calls.VoicemailsView.as_view()),
    path("voicemails/<uuid:voicemail_id>/audio", calls.VoicemailAudioView.as_view()),
    path("voicemails/<uuid:voicemail_id>/done", calls.VoicemailDoneView.as_view()),
    path("queues/<int:queue_id>/waiting", calls.WaitingView.as_view()),
    path("", include("telephony.api.setup.urls")),
]
