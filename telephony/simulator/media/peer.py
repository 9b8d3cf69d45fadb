"""One browser on one leg: a WebRTC connection that brings its voice to the mixer and takes frames back."""

import asyncio
from collections.abc import Awaitable, Callable
from fractions import Fraction
from typing import Any

import av
from aiortc import (
    MediaStreamTrack,
    RTCConfiguration,
    RTCPeerConnection,
    RTCRtpReceiver,
    RTCSessionDescription,
)
from aiortc.mediastreams import MediaStreamError
from av.audio.resampler import AudioResampler

from telephony.simulator.media import ice, ulaw
from telephony.simulator.media.ear import Ear
from telephony.simulator.media.sound import FRAME, RATE, Samples
from telephony.simulator.media.wav import plain

QUEUE_FRAMES = 10
Lost = Callable[[], Awaitable[None]]


class Outgoing(MediaStreamTrack):
    """The sound that goes to the browser, ready encoded; frames not fetched in time are dropped."""

    kind = "audio"

    def __init__(self) -> None:
        super().__init__()
        self._queue: asyncio.Queue[bytes] = asyncio.Queue(QUEUE_FRAMES)
        self._sent = 0

    def push(self, samples: Samples) -> None:
        """Add one frame of 20 ms."""
        if self._queue.full():
            self._queue.get_nowait()
        self._queue.put_nowait(ulaw.encode(samples))

    async def recv(self) -> "av.Packet[Any]":
        """The next frame, as soon as the mixer has made it."""
        packet = av.Packet(await self._queue.get())
        packet.pts = self._sent * FRAME
        packet.time_base = Fraction(1, RATE)
        self._sent += 1
        return packet


class Peer:
    """Speaks PCMU with a browser. Either `answer` its offer, or `offer` and then `accept` its answer."""

    def __init__(self, lost: Lost) -> None:
        """`lost` is awaited once if the connection breaks or the browser closes it, but not after `close`."""
        self._pc = RTCPeerConnection(RTCConfiguration(iceServers=[]))
        self._out = Outgoing()
        self._lost = lost
        self._listening: asyncio.Task[None] | None = None
        self._closed = False
        self.ear = Ear()
        self._pc.addTrack(self._out)
        self._pc.on("track", self._on_track)
        self._pc.on("connectionstatechange", self._on_state)
        self._only_pcmu()
        ice.stay_local(self._pc)

    @property
    def state(self) -> str:
        """WebRTC's connectionState: new, connecting, connected, failed or closed."""
        return self._pc.connectionState

    def send(self, samples: Samples) -> None:
        """Take one frame for the browser."""
        self._out.push(samples)

    async def answer(self, sdp: str) -> str:
        """Answer the browser's offer; raises ValueError if it is none we can speak."""
        await self._pc.setRemoteDescription(RTCSessionDescription(ice.usable(sdp), "offer"))
        await self._pc.setLocalDescription(await self._pc.createAnswer())
        return self._pc.localDescription.sdp

    async def offer(self) -> str:
        """Our offer for the browser."""
        await self._pc.setLocalDescription(await self._pc.createOffer())
        return self._pc.localDescription.sdp

    async def accept(self, sdp: str) -> None:
        """Take the browser's answer to our offer."""
        await self._pc.setRemoteDescription(RTCSessionDescription(ice.usable(sdp), "answer"))

    async def close(self) -> None:
        """Let go of sockets and tasks."""
        self._closed = True
        if self._listening:
            self._listening.cancel()
        await self._pc.close()

    def _only_pcmu(self) -> None:
        known = RTCRtpReceiver.getCapabilities("audio")
        pcmu = [codec for codec in known.codecs if codec.mimeType.upper() == "AUDIO/PCMU"] if known else []
        for transceiver in self._pc.getTransceivers():
            transceiver.setCodecPreferences(pcmu)

    def _on_track(self, track: MediaStreamTrack) -> None:
        self._listening = asyncio.ensure_future(listen(track, self.ear))

    async def _on_state(self) -> None:
        if self._pc.connectionState in ("failed", "closed") and not self._closed:
            self._closed = True
            await self._lost()


async def listen(track: MediaStreamTrack, ear: Ear) -> None:
    """Bring what a track says to the ear until it ends."""
    to_phone = AudioResampler(format="s16", layout="mono", rate=RATE)
    try:
        while True:
            frame = await track.recv()
            if isinstance(frame, av.AudioFrame):
                for piece in to_phone.resample(frame):
                    ear.push(plain(piece))
    except MediaStreamError:
        return
