"""Draws with min-dalle and prints, as JSON, how long it took. Runs in the private environment that compare.py makes.

    python run_min_dalle.py FOLDER --size mini|tiny --pictures 1,9

min-dalle runs as its authors wrote it, in 32-bit floats on all processors; only the clock is ours. All times are in
seconds, memory in bytes.
"""

import argparse
import json
import math
import platform
import resource
import sys
import time
from importlib.metadata import version
from pathlib import Path
from unittest import mock

import numpy
import torch
from min_dalle import MinDalle

from random_weights import SIZES

CONFIG_URL = "https://huggingface.co/kuprel/min-dalle/resolve/main/config.json"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", help="what random_weights.py wrote")
    parser.add_argument("--size", choices=SIZES, required=True)
    parser.add_argument("--pictures", default="1,9", help="square numbers: min-dalle draws square grids")
    parser.add_argument("--prompt", default="an armchair in the shape of an avocado")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--save", type=Path, help="a folder for the pictures")
    arguments = parser.parse_args()

    started = time.perf_counter()
    model = open_model(arguments.folder, arguments.size)
    opened = time.perf_counter() - started
    memory_when_open = peak_memory()
    runs = []
    for pictures in map(int, arguments.pictures.split(",")):
        run, image = draw(model, arguments.prompt, pictures, arguments.seed)
        runs.append(run)
        if arguments.save:
            arguments.save.mkdir(parents=True, exist_ok=True)
            image.save(arguments.save / f"{pictures}.png")
    versions = {"python": platform.python_version(), "torch": torch.__version__, "min-dalle": version("min-dalle")}
    result = {
        "versions": versions,
        "threads": torch.get_num_threads(),
        "openSeconds": opened,
        "peakMemoryBytesWhenOpen": memory_when_open,
        "peakMemoryBytes": peak_memory(),
        "runs": runs,
    }
    json.dump(result, sys.stdout, indent=1)
    print()


def open_model(folder: str, size: str) -> MinDalle:
    model_class = MinDalle if size == "mini" else tiny_min_dalle(size)
    with mock.patch("min_dalle.min_dalle.requests.get", no_download):
        return model_class(
            models_root=folder, dtype=torch.float32, device="cpu", is_mega=False, is_reusable=True, is_verbose=False
        )


def no_download(url: str) -> None:
    """min-dalle asks its hub for a config.json that it never reads, even when it has all its files."""
    if url != CONFIG_URL:
        raise FileNotFoundError(f"min-dalle misses a file and wants to download {url}.")


def tiny_min_dalle(size: str) -> type[MinDalle]:
    """min-dalle knows two sizes only; this sets other dimensions after it chose them and before it builds anything."""

    class TinyMinDalle(MinDalle):
        def init_tokenizer(self):
            vars(self).update(SIZES[size])
            super().init_tokenizer()

    return TinyMinDalle


def draw(model: MinDalle, prompt: str, pictures: int, seed: int):
    """One grid, from the prompt to its pixels, with min-dalle's default settings."""
    side = math.isqrt(pictures)
    encoding = Stopwatch(model.encoder.forward)
    painting = Stopwatch(model.detokenizer.forward)
    with (
        mock.patch.object(model.encoder, "forward", encoding),
        mock.patch.object(model.detokenizer, "forward", painting),
    ):
        started = time.perf_counter()
        image = model.generate_image(
            text=prompt, seed=seed, grid_size=side, temperature=1, top_k=256, supercondition_factor=16
        )
        total = time.perf_counter() - started
    pixels = numpy.asarray(image)
    assert pixels.shape == (side * 256, side * 256, 3) and pixels.std() > 1, "min-dalle drew nothing"
    run = {
        "pictures": pictures,
        "encodeSeconds": encoding.ended - encoding.started,
        "decodeSeconds": painting.started - encoding.ended,
        "paintSeconds": painting.ended - painting.started,
        "totalSeconds": total,
    }
    return run, image


class Stopwatch:
    """Calls a method and remembers when it began and ended."""

    def __init__(self, method):
        self.method = method

    def __call__(self, *arguments):
        self.started = time.perf_counter()
        result = self.method(*arguments)
        self.ended = time.perf_counter()
        return result


def peak_memory() -> int:
    """The largest resident size of this process so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    main()
