"""All verbs by their TwiML names."""

from telephony.simulator.twiml.session import Handler
from telephony.simulator.twiml.verbs.dial import dial
from telephony.simulator.twiml.verbs.enqueue import enqueue
from telephony.simulator.twiml.verbs.gather import gather
from telephony.simulator.twiml.verbs.leave import hangup, leave, redirect, reject
from telephony.simulator.twiml.verbs.record import record
from telephony.simulator.twiml.verbs.say import pause, play, say

VERBS: dict[str, Handler] = {
    "Say": say,
    "Play": play,
    "Pause": pause,
    "Gather": gather,
    "Enqueue": enqueue,
    "Leave": leave,
    "Dial": dial,
    "Record": record,
    "Redirect": redirect,
    "Reject": reject,
    "Hangup": hangup,
}
