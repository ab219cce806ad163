"""Imagine: a Java kernel for Jupyter with text-to-image magics.

This package carries the program's jars and starts them with a JDK of this computer. ``imagine`` (or
``python -m imagine_java``) is the command line, ``python -m imagine_java.kernel`` what Jupyter starts.
"""
