"""What 200 consoles hear of a call, as one would write it with Flask, Flask-SocketIO and SQLite.

POST /calls {"request_id", "desk"} calls a patient: the call and its line in the audit table in one transaction that is on the disk
before the answer, and an event to everybody who watches. A repeated request id gets its first answer.

    server.py MODE DATABASE      MODE: threading or eventlet; prints its port when it listens
"""

import sys

MODE, DATABASE = sys.argv[1], sys.argv[2]
if MODE == "eventlet":
    import eventlet

    eventlet.monkey_patch()

import json
import logging
import socket
import sqlite3
import threading
import time

from flask import Flask, jsonify, request
from flask_socketio import SocketIO, emit, join_room

SCHEMA = """
CREATE TABLE IF NOT EXISTS calls (id INTEGER PRIMARY KEY, desk TEXT NOT NULL, at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS audit (sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor TEXT NOT NULL,
    request_id TEXT NOT NULL UNIQUE, command TEXT NOT NULL, body TEXT NOT NULL, answer TEXT NOT NULL);
"""

app = Flask(__name__)
socketio = SocketIO(app, async_mode=MODE, logger=False, engineio_logger=False)
writing = threading.Lock()

database = sqlite3.connect(DATABASE, isolation_level=None, check_same_thread=False)
for pragma in ("journal_mode=WAL", "synchronous=FULL"):
    database.execute("PRAGMA " + pragma)
database.executescript(SCHEMA)


@app.post("/calls")
def calls():
    wanted = request.get_json()
    request_id, body, now = wanted["request_id"], json.dumps(wanted, sort_keys=True), int(time.time() * 1000)
    with writing:
        database.execute("BEGIN IMMEDIATE")
        known = database.execute("SELECT answer FROM audit WHERE request_id = ?", (request_id,)).fetchone()
        if known:
            database.execute("ROLLBACK")
            return jsonify(json.loads(known[0]))
        call = database.execute("INSERT INTO calls (desk, at) VALUES (?, ?)", (wanted["desk"], now)).lastrowid
        answer = {"mark": str(call), "desk": wanted["desk"], "number": "A017", "at": now, "service": "registration"}
        database.execute(
            "INSERT INTO audit (at, actor, request_id, command, body, answer) VALUES (?, 'doctor', ?, 'call', ?, ?)",
            (now, request_id, body, json.dumps(answer)),
        )
        database.execute("COMMIT")
    socketio.emit("called", answer, room="consoles")
    return jsonify(answer)


@socketio.on("watch")
def watch(room):
    join_room(room)
    emit("watching")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


logging.getLogger("werkzeug").setLevel(logging.ERROR)
port = free_port()
print(port, flush=True)
options = {"allow_unsafe_werkzeug": True} if MODE == "threading" else {"log_output": False}
socketio.run(app, host="127.0.0.1", port=port, debug=False, use_reloader=False, **options)
