"""A load generator: so many connections to one server, each asking again as soon as it is answered.

    python benchmarks/serving/client.py PORT CLIENTS SECONDS FILE

FILE holds the requests' heads, one a line, as JSON strings. One line of JSON with the figures is
printed.
"""

import asyncio
import json
import random
import sys
import time
from pathlib import Path

import uvloop


class Client(asyncio.Protocol):
    """One connection: asks, reads the answer by its length, notes the time, and asks again."""

    def __init__(self, requests: list[bytes], until: float, seed: int) -> None:
        self.requests = requests
        self.until = until
        self.random = random.Random(seed)  # noqa: S311  no secret
        self.times: list[float] = []
        self.errors: list[str] = []
        self.buffer = b""
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask first."""
        self.transport = transport
        self.ask()

    def ask(self) -> None:
        """Send one of the requests."""
        self.buffer, self.begin = b"", time.perf_counter()
        self.transport.write(self.random.choice(self.requests))

    def data_received(self, data: bytes) -> None:
        """Take a piece of the answer."""
        self.buffer += data
        head, blank, body = self.buffer.partition(b"\r\n\r\n")
        if not blank:
            return
        lower = head.lower()
        at = lower.find(b"content-length:")
        if at >= 0:
            if len(body) < int(lower[at + 15 :].split(b"\r\n", 1)[0]):
                return
        elif not body.endswith(b"0\r\n\r\n"):
            return
        self.times.append(time.perf_counter() - self.begin)
        if not head.startswith(b"HTTP/1.1 200"):
            self.errors.append(head[:40].decode())
        if time.perf_counter() < self.until:
            self.ask()
        elif not self.done.done():
            self.done.set_result(None)
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Note a connection that was closed too early."""
        if not self.done.done():
            self.errors.append(f"closed: {exc}")
            self.done.set_result(None)


async def load(port: int, clients: int, seconds: float, requests: list[bytes]) -> dict[str, object]:
    """Return how many answers came in a second, how long they took, and what went wrong."""
    loop = asyncio.get_running_loop()
    begin = time.perf_counter()
    made = [
        await loop.create_connection(
            lambda seed=seed: Client(requests, begin + seconds, seed), "127.0.0.1", port
        )
        for seed in range(clients)
    ]
    protocols = [protocol for _, protocol in made]
    await asyncio.wait([protocol.done for protocol in protocols], timeout=seconds + 60)
    took = time.perf_counter() - begin
    times = sorted(duration for protocol in protocols for duration in protocol.times)
    errors = [error for protocol in protocols for error in protocol.errors]
    return {
        "rate": len(times) / took,
        "number": len(times),
        "p50": times[len(times) // 2] * 1e3 if times else 0,
        "p99": times[len(times) * 99 // 100] * 1e3 if times else 0,
        "errors": len(errors),
        "first": errors[:1],
    }


def main() -> None:
    """Print the figures of one run."""
    port, clients, seconds, path = sys.argv[1:]
    requests = [line.encode() for line in json.loads(Path(path).read_text(encoding="utf-8"))]
    print(json.dumps(uvloop.run(load(int(port), int(clients), float(seconds), requests))))


if __name__ == "__main__":
    main()
