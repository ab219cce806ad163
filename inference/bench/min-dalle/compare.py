"""Compares Imagine with min-dalle on this machine, with the same random weights, in turns. README.md says more.

    python3 compare.py --runs 3 --json result.json

A round is one process of min-dalle, then one of Imagine for each precision. Each process loads the model (not counted)
and draws each number of pictures once, from the prompt to the pixels. A ratio is taken within a round; the table shows
medians over the rounds.
"""

import argparse
import json
import math
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import venv
from datetime import datetime, timezone
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
IMAGINE = HERE.parents[2] / "install" / "imagine"
MODEL = "min-dalle-random"
MIN_DALLE = "min-dalle==0.4.11"
STAGES = ("encode", "decode", "paint", "total")

# PyPI's PyTorch for Linux does not start without CUDA's libraries, GPU or not. These parts of what it asks for are not
# among them: compilers, profilers and bindings for GPUs, and a library that it loads at first use only.
NOT_NEEDED_ON_CPU = {
    "cuda-bindings",
    "cuda-pathfinder",
    "cuda-toolkit",
    "nvidia-cuda-cccl",
    "nvidia-cusolver",
    "nvidia-nvtx",
    "triton",
}


def main() -> None:
    options = parse_options()
    options.work.mkdir(parents=True, exist_ok=True)
    python = install_min_dalle(options.work / "venv", options.torch)
    weights = write_weights(options.work / f"weights-{options.size}", options.size, python)
    home = import_weights(options.work / "imagine-home", weights, options)
    rounds = [run_round(number, python, weights, home, options) for number in range(1, options.runs + 1)]
    result = {
        "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "size": options.size,
        "machine": machine(),
        "versions": rounds[0]["min-dalle"]["versions"] | {"java": java_version()},
        "summary": [summary(rounds, pictures, options.precisions) for pictures in options.pictures],
        "rounds": rounds,
    }
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    print_table(result, options)


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Compares Imagine with min-dalle on this machine.")
    add = parser.add_argument
    add("--runs", type=positive, default=3, help="how often each program runs (default: 3)")
    add("--pictures", type=squares, default=[1, 9], help="pictures of a run, square numbers (default: 1,9)")
    add("--precisions", type=words, default=["fp32", "int8"], help="Imagine's precisions (default: fp32,int8)")
    add("--size", choices=["mini", "tiny"], default="mini", help="mini: DALL·E Mini (default); tiny: for a try")
    add("--torch", metavar="VERSION", help="PyTorch's version (default: what is there, or the newest on PyPI)")
    add("--imagine", type=Path, default=IMAGINE, help="the imagine command (default: this project's)")
    add("--json", type=Path, metavar="FILE", help="write everything that was measured to this file")
    add("--work", type=Path, default=work_folder(), help="keeps environment, weights and models (default: %(default)s)")
    return parser.parse_args()


def positive(text: str) -> int:
    if int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a positive number")
    return int(text)


def squares(text: str) -> list[int]:
    numbers = [positive(number) for number in text.split(",")]
    for number in numbers:
        if math.isqrt(number) ** 2 != number:
            raise argparse.ArgumentTypeError(f"{number} is not a square number; min-dalle draws square grids only")
    return numbers


def words(text: str) -> list[str]:
    return text.split(",")


def work_folder() -> Path:
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(cache) / "imagine-bench" / "min-dalle"


# Preparation


def install_min_dalle(folder: Path, torch: str | None) -> Path:
    """A private environment with min-dalle; what is returned is its Python."""
    python = folder / "bin" / "python"
    complete = folder / "complete"  # written last, holds PyTorch's version
    if not complete.exists() or torch not in (None, complete.read_text(encoding="utf-8")):
        say(f"installing min-dalle and PyTorch in {folder}")
        venv.create(folder, clear=True, with_pip=True)
        pip = [python, "-m", "pip", "install", "--quiet"]
        run(*pip, "--upgrade", "pip")
        packages = resolve(pip, MIN_DALLE, f"torch=={torch}" if torch else "torch")
        needed = [f"{name}=={packages[name]}" for name in packages if name not in NOT_NEEDED_ON_CPU]
        run(*pip, "--no-cache-dir", "--no-deps", *needed)
        run(python, "-W", "ignore", "-c", "import min_dalle")
        complete.write_text(packages["torch"], encoding="utf-8")
    return python


def resolve(pip: list, *requirements: str) -> dict[str, str]:
    """All packages that pip would install for these, with their versions."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        run(*pip, "--no-cache-dir", "--dry-run", "--report", report, *requirements)
        packages = [package["metadata"] for package in json.loads(report.read_bytes())["install"]]
    return {package["name"].lower().replace("_", "-"): package["version"] for package in packages}


def write_weights(folder: Path, size: str, python: Path) -> Path:
    if not folder.exists():
        say(f"writing random weights to {folder}")
        unfinished = folder.with_suffix(".unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        run(python, "-B", HERE / "random_weights.py", unfinished, "--size", size)
        unfinished.rename(folder)
    return folder


def import_weights(home: Path, weights: Path, options: argparse.Namespace) -> Path:
    """Imagine's own form of the same files. Made anew each time: the importer may have changed since."""
    shutil.rmtree(home, ignore_errors=True)
    for precision in options.precisions:
        say(f"importing them with Imagine, {precision}")
        folders = [weights / "dalle_bart_mini", "--vqgan", weights / "vqgan"]
        named = ["--name", MODEL, "--precision", precision]
        run(options.imagine, "models", "import", *folders, *named, IMAGINE_HOME=home)
    return home


# Measurement


def run_round(number: int, python: Path, weights: Path, home: Path, options: argparse.Namespace) -> dict:
    pictures = ",".join(map(str, options.pictures))
    result = {}
    say(f"round {number} of {options.runs}: min-dalle")
    min_dalle = [python, "-E", "-B", "-W", "ignore", HERE / "run_min_dalle.py", weights, "--size", options.size]
    result["min-dalle"] = measure(*min_dalle, "--pictures", pictures, "--seed", number)
    for precision in options.precisions:
        say(f"round {number} of {options.runs}: Imagine, {precision}")
        bench = ["bench", MODEL, "--precision", precision, "--images", pictures, "--runs", 1, "--warmup", 0, "--json"]
        result[precision] = measure(options.imagine, *bench, IMAGINE_HOME=home)
        used = result[precision]["model"]["precision"]
        if used != precision:
            sys.exit(f"compare: Imagine ran in {used} when asked for {precision}.")
    return result


def measure(*command, **environment) -> dict:
    """Runs a program that prints JSON; adds its largest resident memory in bytes, and how busy the machine was."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(list(map(str, command)), stdout=output, env=extended(environment))
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        check(process.returncode, command)
        output.seek(0)
        result = json.loads(output.read())
    memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return result | {"residentMemoryBytes": memory, "loadAverageBefore": load}


def run(*command, **environment) -> None:
    """Runs a program; what it prints goes where our own progress goes."""
    check(subprocess.call(list(map(str, command)), stdout=sys.stderr, env=extended(environment)), command)


def extended(environment: dict) -> dict:
    return os.environ | {name: str(value) for name, value in environment.items()}


def check(code: int, command: tuple) -> None:
    if code != 0:
        sys.exit(f"compare: exit code {code} from {' '.join(map(str, command))}")


def say(text: str) -> None:
    print(f"compare: {text}", file=sys.stderr, flush=True)


# Result


def summary(rounds: list[dict], pictures: int, precisions: list[str]) -> dict:
    """Medians of each program's stages, and of how many times longer min-dalle took in the same round."""

    def medians(value) -> dict:
        return {stage: median(value(result, stage) for result in rounds) for stage in STAGES}

    def spent(program: str) -> dict:
        return medians(lambda result, stage: seconds(result[program], pictures, stage))

    def ratio(program: str) -> dict:
        return medians(
            lambda result, stage: (
                seconds(result["min-dalle"], pictures, stage) / seconds(result[program], pictures, stage)
            )
        )

    ours = {precision: {"seconds": spent(precision), "ratio": ratio(precision)} for precision in precisions}
    return {"pictures": pictures, "min-dalle": {"seconds": spent("min-dalle")}} | ours


def seconds(result: dict, pictures: int, stage: str) -> float:
    (run_of_pictures,) = [run for run in result["runs"] if run["pictures"] == pictures]
    return run_of_pictures[stage + "Seconds"]


def print_table(result: dict, options: argparse.Namespace) -> None:
    versions = result["versions"]
    print(f"\n{result['machine']['processor']}, {result['machine']['processors']} processors")
    print(f"min-dalle {versions['min-dalle']}, PyTorch {versions['torch']}, Java {versions['java']}")
    print(f"Random weights ({options.size}); seconds, medians of {options.runs}; ratio: min-dalle / Imagine\n")
    ours = [cell for precision in options.precisions for cell in (f"Imagine {precision}", "ratio")]
    print_row("pictures", "stage", "min-dalle fp32", *ours)
    print_row("---", "---", "---", *["---" for _ in ours])
    for line in result["summary"]:
        for stage in STAGES:
            row = [line["pictures"], stage, f"{line['min-dalle']['seconds'][stage]:.2f}"]
            for precision in options.precisions:
                row.append(f"{line[precision]['seconds'][stage]:.2f}")
                row.append(f"{line[precision]['ratio'][stage]:.2f}")
            print_row(*row)
    print()
    for program in ("min-dalle", *options.precisions):
        memory = median(measured[program]["residentMemoryBytes"] for measured in result["rounds"])
        name = program if program == "min-dalle" else f"Imagine {program}"
        print(f"Largest resident memory of {name}: {memory / 1e9:.2f} GB")


def print_row(*cells) -> None:
    print("| " + " | ".join(f"{cell:>14}" for cell in cells) + " |")


def machine() -> dict:
    return {"processor": processor(), "processors": os.cpu_count(), "system": platform.platform()}


def processor() -> str:
    if sys.platform == "darwin":
        return subprocess.check_output(["sysctl", "-n", "machdep.cpu.brand_string"], text=True).strip()
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def java_version() -> str:
    """Of the Java that the imagine command prefers."""
    home = os.environ.get("JAVA_HOME")
    java = Path(home) / "bin" / "java" if home else "java"
    output = subprocess.run([java, "-version"], capture_output=True, text=True, check=True)
    return output.stderr.splitlines()[0]


if __name__ == "__main__":
    main()
