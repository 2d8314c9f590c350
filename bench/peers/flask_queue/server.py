"""The job of the queue plugin's bench, as one would write it with Flask, Flask-SocketIO and SQLite.

POST /tokens {"request_id", "service", "priority"} issues the service's next number: the token and its line in the audit
table in one transaction that is on the disk before the answer, and an event to everybody who watches the service. A
repeated request id gets its first answer; with another body it is a conflict.

    server.py MODE DATABASE      MODE: threading, gevent or eventlet; prints its port when it listens
"""

import sys

MODE, DATABASE = sys.argv[1], sys.argv[2]
if MODE == "eventlet":
    import eventlet

    eventlet.monkey_patch()
elif MODE == "gevent":
    from gevent import monkey

    monkey.patch_all()

import json
import logging
import socket
import sqlite3
import threading
import time

from flask import Flask, jsonify, request
from flask_socketio import SocketIO

SCHEMA = """
CREATE TABLE IF NOT EXISTS counters (service TEXT PRIMARY KEY, last INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tokens (id INTEGER PRIMARY KEY, service TEXT NOT NULL, number INTEGER NOT NULL, priority TEXT NOT NULL,
    state TEXT NOT NULL, issued_at INTEGER NOT NULL, UNIQUE (service, number));
CREATE TABLE IF NOT EXISTS audit (sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL,
    request_id TEXT NOT NULL UNIQUE, command TEXT NOT NULL, body TEXT NOT NULL, answer TEXT NOT NULL);
"""

app = Flask(__name__)
socketio = SocketIO(app, async_mode=MODE, logger=False, engineio_logger=False)
writing = threading.Lock()  # SQLite has one writer: waiting here is cheaper than being told it is busy


def connect():
    database = sqlite3.connect(DATABASE, isolation_level=None, check_same_thread=False, cached_statements=32)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("PRAGMA foreign_keys=ON")
    return database


database = connect()
database.executescript(SCHEMA)


def issue(wanted):
    """The answer to one request, and whether it is new."""
    request_id, body = wanted["request_id"], json.dumps(wanted, sort_keys=True)
    with writing:
        database.execute("BEGIN IMMEDIATE")
        try:
            known = database.execute("SELECT body, answer FROM audit WHERE request_id = ?", (request_id,)).fetchone()
            if known:
                database.execute("ROLLBACK")
                return (json.loads(known[1]), False) if known[0] == body else (None, False)
            now = int(time.time() * 1000)
            number = database.execute(
                "INSERT INTO counters VALUES (?, 1) ON CONFLICT (service) DO UPDATE SET last = last + 1 RETURNING last",
                (wanted["service"],),
            ).fetchone()[0]
            token = database.execute(
                "INSERT INTO tokens (service, number, priority, state, issued_at) VALUES (?, ?, ?, 'waiting', ?)",
                (wanted["service"], number, wanted["priority"], now),
            ).lastrowid
            answer = {"token": token, "number": f"{wanted['service']}{number:03d}"}
            database.execute(
                "INSERT INTO audit (at, actor, request_id, command, body, answer) VALUES (?, 'kiosk', ?, 'issue', ?, ?)",
                (now, request_id, body, json.dumps(answer)),
            )
            database.execute("COMMIT")
            return answer, True
        except BaseException:
            database.execute("ROLLBACK")
            raise


@app.post("/tokens")
def tokens():
    wanted = request.get_json()
    if not all(isinstance(wanted.get(key), str) for key in ("request_id", "service", "priority")):
        return jsonify(error="request_id, service and priority are needed"), 400
    answer, new = issue(wanted)
    if answer is None:
        return jsonify(error="this request id came before with another body"), 409
    if new:
        socketio.emit("token_issued", answer, room="service-" + wanted["service"])
    return jsonify(answer)


@socketio.on("watch")
def watch(service):
    from flask_socketio import join_room

    join_room("service-" + service)


def serve_with_gevent():
    """What SocketIO.run does, on a listener that does not wait to fill packets: with it gevent is three times as fast."""
    from gevent import pywsgi

    listener = socket.create_server(("127.0.0.1", 0), backlog=128)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    print(listener.getsockname()[1], flush=True)
    pywsgi.WSGIServer(listener, app, log=None).serve_forever()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def main():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    if MODE == "gevent":
        return serve_with_gevent()
    port = free_port()
    print(port, flush=True)
    options = {"allow_unsafe_werkzeug": True} if MODE == "threading" else {"log_output": False}
    socketio.run(app, host="127.0.0.1", port=port, debug=False, use_reloader=False, **options)


main()
