"""A way to the demo org that counts: requests, and the bytes of both directions with all their headers."""

import re
import socket
import threading

# No client sends a request before the answer to the one before, so each begins what is read.
REQUEST = re.compile(rb"[A-Z]+ /\S* HTTP/1\.1\r\n")
PIECE = 1 << 16


class Proxy:
    """Listens until it is closed."""

    def __init__(self, port):
        self.behind = port
        self.lock = threading.Lock()
        self.clear()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.listen, daemon=True).start()

    def clear(self):
        self.requests, self.sent, self.received = 0, 0, 0

    def close(self):
        self.listener.close()

    def listen(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            org = socket.create_connection(("127.0.0.1", self.behind))
            for side in (client, org):
                side.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.copy, args=(client, org, self.up), daemon=True).start()
            threading.Thread(target=self.copy, args=(org, client, self.down), daemon=True).start()

    def copy(self, source, sink, count):
        try:
            while piece := source.recv(PIECE):
                count(piece)
                sink.sendall(piece)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            source.close()
            sink.close()

    def up(self, piece):
        with self.lock:
            self.requests += bool(REQUEST.match(piece))
            self.sent += len(piece)

    def down(self, piece):
        with self.lock:
            self.received += len(piece)
