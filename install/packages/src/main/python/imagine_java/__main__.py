"""The command ``imagine``."""

import os
import sys

from imagine_java import java


def main() -> None:
    if sys.prefix != sys.base_prefix:
        # The Jupyter of this environment is the right one even when the environment is not active.
        os.environ.setdefault("VIRTUAL_ENV", sys.prefix)
    # Most commands are over before Java's second compiler would pay; those that move gigabytes, measure or draw need it.
    long_running = sys.argv[1:2] and sys.argv[1] in ("models", "bench", "repl")
    compiler = "-XX:+TieredCompilation" if long_running else "-XX:TieredStopAtLevel=1"
    flags = [compiler, "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"]
    java.run([*flags, "-cp", java.CLASS_PATH, "org.imagine4j.install.Main", *sys.argv[1:]])


if __name__ == "__main__":
    main()
