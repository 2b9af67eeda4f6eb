"""How soon `serve` answers, from the start of its process."""

import http.client
import queue
import re
import subprocess
import threading
import time
import urllib.parse

from measuring import Failed, environment

EVERYTHING = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
PATIENCE = 60  # seconds until `serve` must have answered


def first_answer(binary, corpus):
    """Seconds until `serve` prints its address, and until its first answer; and what it counted."""
    started = time.perf_counter()
    server = subprocess.Popen(
        [str(binary), "serve", "--source", str(corpus), "--bind", "127.0.0.1:0"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    )
    try:
        port = port_of(server, started + PATIENCE)
        listening = time.perf_counter() - started
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        query = urllib.parse.urlencode({"query": EVERYTHING})
        connection.request("GET", f"/sparql?{query}", headers={"Accept": "text/csv"})
        answer = connection.getresponse()
        text = answer.read().decode()
        answered = time.perf_counter() - started
        if answer.status != 200:
            raise Failed(f"serve answered {answer.status}: {text.strip()}")
        return listening, answered, int(text.split()[-1])
    finally:
        server.terminate()
        server.wait()
        server.stderr.close()


def port_of(server, deadline):
    """The port in the line that serve prints once it answers."""
    lines = queue.Queue()

    def read():
        for line in server.stderr:
            lines.put(line)
        lines.put(None)

    threading.Thread(target=read, daemon=True).start()
    while True:
        try:
            line = lines.get(timeout=max(deadline - time.perf_counter(), 0))
        except queue.Empty:
            raise Failed("serve did not answer in time") from None
        if line is None:
            raise Failed("serve ended before it answered")
        found = re.search(r"Serving on http://127\.0\.0\.1:(\d+)/", line)
        if found:
            return int(found[1])
