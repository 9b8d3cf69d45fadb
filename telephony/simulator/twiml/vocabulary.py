"""The part of TwiML that the simulator speaks (names from Twilio's TwiML reference)."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CHILDREN = {
    "Response": _words("Say Play Pause Gather Enqueue Leave Dial Record Redirect Reject Hangup"),
    "Gather": _words("Say Play Pause"),
    "Dial": _words("Number Client Conference Queue"),
    "Client": _words("Identity Parameter"),
    "Enqueue": _words("Task"),
}

ATTRIBUTES = {
    "Say": _words("voice loop language"),
    "Play": _words("loop digits"),
    "Pause": _words("length"),
    "Gather": _words(
        "input action method timeout speechTimeout maxSpeechTime profanityFilter finishOnKey numDigits"
        " partialResultCallback partialResultCallbackMethod language hints bargeIn debug actionOnEmptyResult"
        " speechModel enhanced"
    ),
    "Enqueue": _words("action maxQueueSize method waitUrl waitUrlMethod workflowSid"),
    "Leave": frozenset(),
    "Dial": _words(
        "action method timeout hangupOnStar timeLimit callerId record trim recordingStatusCallback"
        " recordingStatusCallbackMethod recordingStatusCallbackEvent answerOnBridge ringTone recordingTrack"
        " sequential referUrl referMethod events"
    ),
    "Number": _words(
        "sendDigits url method statusCallbackEvent statusCallback statusCallbackMethod byoc"
        " machineDetection amdStatusCallback amdStatusCallbackMethod"
    ),
    "Client": _words("url method statusCallbackEvent statusCallback statusCallbackMethod"),
    "Parameter": _words("name value"),
    "Queue": _words("url method reservationSid postWorkActivitySid"),
    "Conference": _words(
        "muted beep startConferenceOnEnter endConferenceOnExit waitUrl waitMethod maxParticipants record"
        " region coach trim statusCallbackEvent statusCallback statusCallbackMethod recordingStatusCallback"
        " recordingStatusCallbackMethod recordingStatusCallbackEvent eventCallbackUrl jitterBufferSize"
        " participantLabel"
    ),
    "Record": _words(
        "action method timeout finishOnKey maxLength playBeep trim recordingStatusCallback"
        " recordingStatusCallbackMethod recordingStatusCallbackEvent transcribe transcribeCallback"
    ),
    "Redirect": _words("method"),
    "Reject": _words("reason"),
    "Hangup": frozenset(),
}

SSML = _words("break emphasis lang p phoneme prosody s say-as sub w")
