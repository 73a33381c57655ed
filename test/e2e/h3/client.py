"""An HTTP/3 client for tests: requests as JSON lines on standard input, answers as JSON lines on standard output.

A request: {"id", "port", "sni" (null: none), "fields": [[name, value]...], "body" (null: none), "connection" (null: one of its
own), "longHello" (the ClientHello takes several packets), "timeout" (seconds)}. Strings hold one byte a character and are sent as they are. {"id", "close": NAME} ends a connection.
An answer: {"id", "status", "headers", "body"}, with "error" and "detail" where the exchange did not end well. The program ends
with its standard input.
"""

import asyncio
import json
import ssl
import sys

from aioquic.asyncio import QuicConnectionProtocol
from aioquic.h3.connection import H3_ALPN, ErrorCode, H3Connection
from aioquic.h3.events import DataReceived, HeadersReceived
from aioquic.quic.configuration import QuicConfiguration
from aioquic.quic.connection import QuicConnection
from aioquic.quic.events import (
    ConnectionTerminated,
    HandshakeCompleted,
    StopSendingReceived,
    StreamReset,
)


class Exchange:
    """What has arrived on one stream."""

    def __init__(self, method: bytes) -> None:
        self.method = method
        self.status: int | None = None
        self.headers: list[list[str]] = []
        self.body = b""
        self.answer: asyncio.Future[dict] = asyncio.get_running_loop().create_future()

    def finish(self, error: str | None = None, detail: str = "") -> None:
        if self.answer.done():
            return
        fault = {} if error is None else {"error": error, "detail": detail}
        body = self.body.decode("latin1")
        self.answer.set_result({"status": self.status, "headers": self.headers, "body": body, **fault})


class Http(H3Connection):
    """HTTP/3 that knows HEAD: its answer has the length of a body, and none (RFC 9110 section 9.3.2)."""

    def __init__(self, quic: QuicConnection) -> None:
        super().__init__(quic)
        self.heads: set[int] = set()

    def _check_content_length(self, stream) -> None:
        if stream.stream_id not in self.heads:
            super()._check_content_length(stream)


class Connection(QuicConnectionProtocol):
    """One QUIC connection and its exchanges."""

    def __init__(self, quic: QuicConnection) -> None:
        super().__init__(quic)
        self.http = Http(quic)
        self.exchanges: dict[int, Exchange] = {}
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.over: ConnectionTerminated | None = None

    def quic_event_received(self, event) -> None:
        if isinstance(event, HandshakeCompleted) and not self.ready.done():
            self.ready.set_result(None)
        elif isinstance(event, ConnectionTerminated):
            self.over = event
            if not self.ready.done():
                self.ready.set_result(None)
            for exchange in self.exchanges.values():
                exchange.finish("closed", ended(event))
        elif isinstance(event, (StreamReset, StopSendingReceived)):
            exchange = self.exchanges.get(event.stream_id)
            # A server that has answered may tell the client to send no more (RFC 9114 section 4.1.1).
            if exchange is not None and not (isinstance(event, StopSendingReceived) and event.error_code == ErrorCode.H3_NO_ERROR):
                exchange.finish("closed", f"the stream was reset with code {event.error_code:#x}")
        for found in self.http.handle_event(event):
            self.http_event_received(found)

    def http_event_received(self, event) -> None:
        exchange = self.exchanges.get(getattr(event, "stream_id", -1))
        if exchange is None:
            return
        if isinstance(event, HeadersReceived):
            fields = [[name.decode("latin1"), value.decode("latin1")] for name, value in event.headers]
            status = next((value for name, value in fields if name == ":status"), None)
            if status is not None and not status.startswith("1"):
                exchange.status = int(status)
                exchange.headers = [field for field in fields if not field[0].startswith(":")]
            # A CONNECT that was accepted has no end.
            if exchange.method == b"CONNECT" and exchange.status is not None and exchange.status < 300:
                exchange.finish()
        elif isinstance(event, DataReceived):
            exchange.body += event.data
        if getattr(event, "stream_ended", False):
            exchange.finish()

    def abandon(self) -> None:
        """Tells the server, and does not wait for it (RFC 9000 section 10.2)."""
        self.close()
        if self._timer is not None:
            self._timer.cancel()
        self._transport.close()

    async def exchange(self, fields: list[tuple[bytes, bytes]], body: bytes | None, timeout: float) -> dict:
        stream = self._quic.get_next_available_stream_id()
        method = dict(fields).get(b":method", b"GET")
        exchange = self.exchanges[stream] = Exchange(method)
        if method == b"HEAD":
            self.http.heads.add(stream)
        self.http.send_headers(stream, fields, end_stream=body is None and method != b"CONNECT")
        if body is not None:
            self.http.send_data(stream, body, end_stream=True)
        self.transmit()
        try:
            return await asyncio.wait_for(exchange.answer, timeout)
        except asyncio.TimeoutError:
            return fault("timeout", f"no response within {timeout} s")
        finally:
            del self.exchanges[stream]


def ended(event: ConnectionTerminated) -> str:
    return f"the connection was ended with code {event.error_code:#x} {event.reason_phrase}".rstrip()


def fault(error: str, detail: str) -> dict:
    return {"status": None, "headers": [], "body": "", "error": error, "detail": detail}


async def connect(request: dict) -> Connection | dict:
    """Opens a connection; the server's certificate is not looked at: sending an SNI unlike it is what this client is for."""
    timeout = request["timeout"]
    # Protocols that nobody speaks make it long; a packet has 1,200 bytes.
    padding = [f"{count:0>200}" for count in range(12)] if request["longHello"] else []
    configuration = QuicConfiguration(
        is_client=True,
        alpn_protocols=[*H3_ALPN, *padding],
        server_name=request["sni"],
        verify_mode=ssl.CERT_NONE,
    )
    loop = asyncio.get_running_loop()
    _, connection = await loop.create_datagram_endpoint(
        lambda: Connection(QuicConnection(configuration=configuration)), local_addr=("127.0.0.1", 0)
    )
    connection.connect(("127.0.0.1", request["port"]))
    try:
        await asyncio.wait_for(connection.ready, timeout)
    except asyncio.TimeoutError:
        connection.abandon()
        return fault("timeout", f"no connection within {timeout} s")
    if connection.over is not None:
        connection.abandon()
        return fault("tls", ended(connection.over))
    return connection


class Client:
    """The connections that have names."""

    def __init__(self) -> None:
        self.connections: dict[str, asyncio.Future] = {}

    async def named(self, name: str, request: dict) -> Connection | dict:
        # Requests that come while it opens wait for the same one.
        if name not in self.connections:
            self.connections[name] = asyncio.ensure_future(connect(request))
        return await self.connections[name]

    async def answer(self, request: dict) -> dict:
        if "close" in request:
            found = self.connections.pop(request["close"], None)
            connection = None if found is None else await found
            if isinstance(connection, Connection):
                connection.abandon()
            return {}
        name = request["connection"]
        if name is None:
            connection = await connect(request)
        else:
            connection = await self.named(name, request)
        if isinstance(connection, dict):
            return connection
        if connection.over is not None:
            return fault("closed", ended(connection.over))
        try:
            fields = [(key.encode("latin1"), value.encode("latin1")) for key, value in request["fields"]]
            body = None if request["body"] is None else request["body"].encode("latin1")
            return await connection.exchange(fields, body, request["timeout"])
        finally:
            if name is None:
                connection.abandon()


async def main() -> None:
    client = Client()
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=1 << 24)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    running = set()

    async def serve(line: bytes) -> None:
        request = json.loads(line)
        try:
            answer = await client.answer(request)
        except Exception as error:
            answer = fault("malformed", f"{type(error).__name__}: {error}")
        print(json.dumps({"id": request["id"], **answer}), flush=True)

    while line := await reader.readline():
        task = asyncio.ensure_future(serve(line))
        running.add(task)
        task.add_done_callback(running.discard)


asyncio.run(main())
