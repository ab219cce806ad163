"""Finds a JDK and hands the process over to it."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Iterator, List, NoReturn, Optional

OLDEST = 17
CLASS_PATH = os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib", "*")
WINDOWS = os.name == "nt"
REMEDY = (
    "Install a JDK 17 or newer (Debian, Ubuntu: apt install openjdk-17-jdk-headless; macOS: brew install openjdk; "
    "Windows: winget install EclipseAdoptium.Temurin.17.JDK; or https://adoptium.net) and set JAVA_HOME to it."
)


def run(arguments: List[str]) -> NoReturn:
    """Runs Java in this process's place; where that cannot be, beside it until it ends."""
    command = [str(find()), *arguments]
    # ONNX Runtime otherwise reports its use to its makers.
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    if not WINDOWS:
        locale = os.environ.get("LC_ALL") or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or "C"
        if locale in ("C", "POSIX"):
            # Java could otherwise not name files beyond ASCII.
            os.environ["LC_ALL"] = "C.UTF-8"
        os.execv(command[0], command)
    # A kernel ends when the process that is named here has ended, which is how Java hears that this one was killed.
    environment = {**os.environ, "JPY_PARENT_PID": str(os.getpid())}
    process = subprocess.Popen(command, env=environment)
    while True:
        try:
            sys.exit(process.wait())
        except KeyboardInterrupt:
            continue  # Java has heard it, too, and decides.


def find() -> Path:
    """The ``java`` of the first JDK that is new enough: JAVA_HOME's, then that on the search path."""
    unfit = []
    for java in candidates():
        version, complete = examine(java)
        if version is None:
            continue
        if version < OLDEST:
            unfit.append(f"Java {version} ({java}), too old")
        elif not complete:
            unfit.append(f"Java {version} ({java}), a runtime without JShell and compiler")
        else:
            return java
    if unfit:
        fail(f"A JDK 17 or newer is needed; found only: {'; '.join(unfit)}.")
    fail("There is no Java here: neither JAVA_HOME nor the search path leads to one.")


def candidates() -> Iterator[Path]:
    name = "java.exe" if WINDOWS else "java"
    if os.environ.get("JAVA_HOME"):
        yield Path(os.environ["JAVA_HOME"], "bin", name)
    on_path = shutil.which("java")
    if on_path:
        # Through links, because what a JDK holds is beside the real file.
        yield Path(on_path).resolve()


def examine(java: Path) -> "tuple[Optional[int], bool]":
    """The major version of a Java, None if it does not answer, and whether it has a compiler."""
    home = java.parent.parent
    try:
        # Every Java since 9 tells its version in this file: no process is needed to ask.
        told = (home / "release").read_text(encoding="utf-8", errors="replace")
        version = re.search(r'^JAVA_VERSION="(?:1\.)?(\d+)', told, re.MULTILINE)
    except OSError:
        version = None
    if version is None:
        try:
            told = subprocess.run(
                [str(java), "-XshowSettings:properties", "-version"], capture_output=True, text=True, timeout=60
            ).stderr
        except (OSError, subprocess.SubprocessError):
            return None, False
        version = re.search(r"java\.specification\.version = (?:1\.)?(\d+)", told)
        told_home = re.search(r"java\.home = (.+)", told)
        if version is None or told_home is None:
            return None, False
        home = Path(told_home.group(1).strip())
    if not java.is_file():
        return None, False
    compiler = home / "bin" / ("javac.exe" if WINDOWS else "javac")
    return int(version.group(1)), compiler.is_file()


def fail(problem: str) -> NoReturn:
    print(f"imagine: {problem}\n  -> {REMEDY}", file=sys.stderr)
    sys.exit(1)
