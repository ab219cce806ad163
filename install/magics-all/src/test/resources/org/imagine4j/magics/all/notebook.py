"""Runs cells in a kernel, as a notebook does: notebook.py KERNEL CELLS RESULTS.

CELLS is a JSON list of {"name", "code", "stopAfter"}; with stopAfter the stop button is pressed once the cell has updated a
display that often. RESULTS becomes a JSON object of name to {"outputs", "updates", "status", "secondsToStop"}: the outputs
are as a front end would show them in the end, with all updates applied.
"""

import json
import queue
import sys
import time

from jupyter_client.manager import start_new_kernel

START = 60
CELL = 60
LATE = 5


def main():
    kernel, cells, results = sys.argv[1:]
    with open(cells, encoding="utf-8") as file:
        cells = json.load(file)
    manager, client = start_new_kernel(kernel_name=kernel, startup_timeout=START)
    try:
        done = {}
        for cell in cells:
            done[cell["name"]] = run(manager, client, cell)
            if done[cell["name"]]["status"] == "silent":
                break
        with open(results, "w", encoding="utf-8") as file:
            json.dump(done, file)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def run(manager, client, cell):
    request = client.execute(cell["code"])
    state = {"outputs": [], "updates": 0, "status": "silent", "secondsToStop": None}
    stop_after = cell.get("stopAfter")
    stopped = None
    deadline = time.monotonic() + CELL
    while time.monotonic() < deadline:
        message = next_of(client, request, deadline)
        if message is None:
            break
        take(message, state)
        if stop_after and stopped is None and state["updates"] >= stop_after:
            manager.interrupt_kernel()
            stopped = time.monotonic()
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            state["status"] = reply(client, request)
            if stopped is not None:
                state["secondsToStop"] = time.monotonic() - stopped
            break
    if stopped is not None:
        late(client, request, state)
    return state


def reply(client, request):
    while True:
        message = client.get_shell_msg(timeout=CELL)
        if message["parent_header"].get("msg_id") == request:
            return message["content"]["status"]


def late(client, request, state):
    """What a run that was stopped still has to show when its cell is over."""
    deadline = time.monotonic() + LATE
    while not any("Stopped after" in str(output) for output in state["outputs"]):
        message = next_of(client, request, deadline)
        if message is None:
            return
        take(message, state)


def next_of(client, request, deadline):
    while True:
        try:
            message = client.get_iopub_msg(timeout=max(0.1, deadline - time.monotonic()))
        except queue.Empty:
            return None
        if message["parent_header"].get("msg_id") == request:
            return message


def take(message, state):
    kind = message["msg_type"]
    content = message["content"]
    if kind in ("display_data", "execute_result"):
        place = content.get("transient", {}).get("display_id")
        state["outputs"].append({"kind": kind, "data": content["data"], "place": place})
    elif kind == "update_display_data":
        state["updates"] += 1
        for output in state["outputs"]:
            if output.get("place") == content["transient"]["display_id"]:
                output["data"] = content["data"]
    elif kind == "stream":
        state["outputs"].append({"kind": kind, "data": {"text/plain": content["text"]}, "place": content["name"]})
    elif kind == "error":
        text = "\n".join(content["traceback"])
        state["outputs"].append({"kind": kind, "data": {"text/plain": text}, "place": content["ename"]})


main()
