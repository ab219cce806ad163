#!/usr/bin/env python3
"""Measures Jupyter kernels side by side, taking turns, and prints medians and ratios.

    python3 -m venv /tmp/bench && /tmp/bench/bin/pip install jupyter_client psutil ipykernel jjava
    mvn -q -pl kernel package -DskipTests dependency:build-classpath -Dmdep.outputFile=target/classpath.txt \
        -Dmdep.includeScope=runtime
    /tmp/bench/bin/python kernel/benchmark/compare_kernels.py [--starts 5] [--cells 200] [--kernels "imagine,without archive,jjava,ipykernel"]

Needs nothing installed in the user's Jupyter: kernels are started by their commands. A kernel that is not there is left
out. Load from other programs shows in every column; trust the ratios, and the load average printed with them.
"""

import argparse
import datetime
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import psutil
import zmq
from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager

MODULE = pathlib.Path(__file__).resolve().parent.parent
LAUNCH = MODULE / "src/main/java/org/imagine4j/kernel/LaunchCommand.java"
ARCHIVE_PATIENCE = 300
PATIENCE = 60
SHUTDOWN_PATIENCE = 5  # a kernel that takes longer is killed, as Jupyter does


def flags():
    """The JVM flags that LaunchCommand has."""
    source = LAUNCH.read_text().split("JVM_FLAGS = List.of(")[1].split(");")[0]
    return re.findall(r'^\s*"([^"]+)"', source, re.MULTILINE)


def imagine(archive=None):
    jars = [jar for jar in (MODULE / "target").glob("imagine-kernel-*.jar") if "tests" not in jar.name]
    listed = MODULE / "target/classpath.txt"
    if not jars or not listed.exists():
        return None
    path = os.pathsep.join([str(jars[0]), listed.read_text().strip()])
    sharing = [f"-XX:SharedArchiveFile={archive}", "-Xlog:disable"] if archive else []
    command = ["java", *flags(), *sharing, "-cp", path, "org.imagine4j.kernel.Main", "{connection_file}"]
    return command, "message"


def archived():
    """The same with an archive of its classes, as the first start makes it (but at once and not at the lowest priority)."""
    without = imagine()
    if without is None:
        return None
    archive = pathlib.Path(tempfile.mkdtemp()) / "kernel-benchmark.jsa"
    java, *arguments = without[0]
    jvm = flags()
    path = arguments[arguments.index("-cp") + 1]
    maker = [java, "-cp", path, "org.imagine4j.kernel.archive.ArchiveMaker", str(archive), "org.imagine4j.kernel.Main"]
    subprocess.run([*maker, *jvm], timeout=ARCHIVE_PATIENCE, check=True)
    return imagine(archive) if archive.exists() else None


def installed(name):
    """A kernel that a package has put into this Python's environment."""
    for kernel, folder in KernelSpecManager().find_kernel_specs().items():
        if kernel == name and folder.startswith(sys.prefix):
            spec = KernelSpecManager().get_kernel_spec(kernel)
            return [part.replace("{resource_dir}", folder) for part in spec.argv], spec.interrupt_mode
    return None


KERNELS = {
    "imagine": archived,
    "without archive": imagine,
    "jjava": lambda: installed("java"),
    "ipykernel": lambda: installed("python3"),
}


class Session:
    """A kernel that runs, and what it took to get there."""

    def __init__(self, argv, interrupt_mode):
        class Manager(KernelManager):
            @property
            def kernel_spec(self):
                return KernelSpec(argv=argv, display_name="", language="", interrupt_mode=interrupt_mode)

        self.manager = Manager(kernel_name="python3")
        started = time.perf_counter()
        self.manager.start_kernel()
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.kernel_info()
        self.client.get_shell_msg(timeout=PATIENCE)
        self.seconds_to_info = time.perf_counter() - started

    def run(self, code="1+1"):
        """Seconds from the request to its reply and idle."""
        started = time.perf_counter()
        request = self.client.execute(code)
        while self.client.get_shell_msg(timeout=PATIENCE)["parent_header"].get("msg_id") != request:
            pass
        while True:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") == request and message["content"].get("execution_state") == "idle":
                return time.perf_counter() - started

    def heartbeat(self):
        socket = zmq.Context.instance().socket(zmq.REQ)
        socket.connect(f"tcp://{self.manager.ip}:{self.manager.hb_port}")
        socket.send(b"first")
        socket.recv()
        times = []
        for _ in range(5):
            started = time.perf_counter()
            socket.send(b"beat")
            socket.recv()
            times.append(time.perf_counter() - started)
        socket.close(0)
        return statistics.median(times)

    def megabytes(self):
        process = psutil.Process(self.manager.provisioner.process.pid)
        return sum(one.memory_info().rss for one in [process, *process.children(recursive=True)]) / 1e6

    def shutdown(self):
        started = time.perf_counter()
        self.client.shutdown()
        try:
            self.manager.provisioner.process.wait(SHUTDOWN_PATIENCE)
        except subprocess.TimeoutExpired:
            pass
        seconds = time.perf_counter() - started
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        return seconds


def measure(commands, starts, cells):
    figures = {name: {} for name in commands}

    def note(name, what, value):
        figures[name].setdefault(what, []).append(value)

    for _ in range(starts):
        for name, command in commands.items():
            session = Session(*command)
            note(name, "start to kernel_info, s", session.seconds_to_info)
            first = session.run()
            note(name, "first 1+1 at once, s", first)
            note(name, "both together, s", session.seconds_to_info + first)
            note(name, f"shutdown to end (at most {SHUTDOWN_PATIENCE}), s", session.shutdown())
    for name, command in commands.items():
        session = Session(*command)
        session.run()
        time.sleep(10)
        note(name, "idle memory, MB", session.megabytes())
        note(name, "heartbeat, ms", session.heartbeat() * 1000)
        times = [session.run() for _ in range(cells)]
        note(name, "warm 1+1, ms", statistics.median(times[cells // 2 :]) * 1000)
        note(name, "cells a second", cells / sum(times))
        note(name, f"memory after {cells} cells, MB", session.megabytes())
        session.shutdown()
    return {name: {what: statistics.median(values) for what, values in each.items()} for name, each in figures.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--cells", type=int, default=200)
    parser.add_argument("--kernels", default=",".join(KERNELS))
    arguments = parser.parse_args()
    commands = {}
    for name in arguments.kernels.split(","):
        command = KERNELS[name]()
        if command is None or shutil.which(command[0][0]) is None:
            print(f"{name} is not there and left out", file=sys.stderr)
        else:
            commands[name] = command
    os.environ["IMAGINE_HISTORY"] = "off"
    os.environ["IMAGINE_ARCHIVE"] = "off"
    before = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    results = measure(commands, arguments.starts, arguments.cells)
    names = list(results)
    version = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False).stderr.splitlines()[0]
    print(
        f"{datetime.date.today()}, {os.cpu_count()} cores, {platform.machine()}, {version}, "
        f"Python {platform.python_version()}, load average {before:.1f} before; {arguments.starts} starts, medians\n"
    )
    print("| |", " | ".join(names), "|", " | ".join(f"{name} / {names[0]}" for name in names[1:]), "|")
    print("|---" * (2 * len(names)) + "|")
    for what in results[names[0]]:
        values = [results[name][what] for name in names]
        ratios = [f"{value / values[0]:.2f}" for value in values[1:]]
        print(f"| {what} |", " | ".join(f"{value:.3g}" for value in values), "|", " | ".join(ratios), "|")


if __name__ == "__main__":
    main()
