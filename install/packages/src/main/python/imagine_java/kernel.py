"""Starts the kernel: ``python -m imagine_java.kernel CONNECTION_FILE``, as the kernelspec says."""

import json
import sys
from pathlib import Path

from imagine_java import java


def main() -> None:
    template = json.loads(Path(__file__).with_name("kernel-arguments.json").read_text(encoding="utf-8"))
    places = {"{class_path}": java.CLASS_PATH, "{connection_file}": sys.argv[1]}
    java.run([places.get(argument, argument) for argument in template])


if __name__ == "__main__":
    main()
