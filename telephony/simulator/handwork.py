"""Webhooks answered by a function in the caller's thread: for tests inside a database transaction."""

import asyncio
import queue
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from telephony.simulator.hooks.transport import Reply, Sent

Answerer = Callable[[Sent], Reply]


class CallersThread:
    """Implements `hooks.transport.Transport`; requests wait until somebody calls `work_until`."""

    def __init__(self, answer: Answerer) -> None:
        self._answer = answer
        self._inbox: queue.SimpleQueue[tuple[Sent, asyncio.Future[Reply]] | None] = queue.SimpleQueue()

    async def send(self, request: Sent) -> Reply:
        """Hand the request over and wait for its answer."""
        future: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._inbox.put((request, future))
        return await future

    async def close(self) -> None:
        """Nothing to release."""

    def work_until(self, done: "Future[Any]") -> None:
        """Answer requests in this thread until the future is done."""
        done.add_done_callback(lambda _: self._inbox.put(None))
        while not done.done():
            item = self._inbox.get()
            if item is not None:
                self._reply(*item)

    def _reply(self, request: Sent, future: "asyncio.Future[Reply]") -> None:
        loop = future.get_loop()
        try:
            reply = self._answer(request)
        except Exception as problem:
            loop.call_soon_threadsafe(_settle, future, None, problem)
            raise
        loop.call_soon_threadsafe(_settle, future, reply, None)


def _settle(future: "asyncio.Future[Reply]", reply: Reply | None, problem: Exception | None) -> None:
    if future.done():
        return
    if reply is not None:
        future.set_result(reply)
    elif problem is not None:
        future.set_exception(problem)
