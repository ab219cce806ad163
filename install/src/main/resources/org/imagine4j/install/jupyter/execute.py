"""Executes a notebook and tells the caller how it goes: one JSON object a line on standard output.

Arguments: the notebook, the executed notebook to write, the HTML page to write, the kernel for notebooks that name none.
Whatever happens, what was executed until then is written.
"""

import json
import os
import signal
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbconvert import HTMLExporter


# Nobody inherits a copy: what a cell started and left behind must not keep the caller waiting for the last line.
caller = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
os.dup2(sys.stderr.fileno(), sys.stdout.fileno())


def tell(event, **details):
    print(json.dumps({"event": event, **details}), file=caller, flush=True)


def stop(signum, frame):
    raise KeyboardInterrupt


def title(notebook, source):
    """The first heading of the notebook, for the page's title."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and cell.source.startswith("# "):
            return cell.source.splitlines()[0][2:].strip()
    return source


def write(notebook, executed, page, source):
    nbformat.write(notebook, executed)
    html, _ = HTMLExporter(embed_images=True).from_notebook_node(
        notebook, resources={"metadata": {"name": title(notebook, source)}}
    )
    with open(page, "w", encoding="utf-8") as out:
        out.write(html)


def main(source, executed, page, default_kernel, folder):
    signal.signal(signal.SIGTERM, stop)
    try:
        notebook = nbformat.read(source, as_version=4)
    except Exception as problem:
        tell("unreadable", message=str(problem).splitlines()[0])
        return
    code_cells = [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code" and cell.source.strip()]
    for i in code_cells:
        notebook.cells[i].outputs = []
        notebook.cells[i].execution_count = None
    number = {index: position + 1 for position, index in enumerate(code_cells)}
    kernel = notebook.metadata.get("kernelspec", {}).get("name", default_kernel)

    def started(cell, cell_index):
        if cell_index in number:
            tell("cell", number=number[cell_index], count=len(code_cells))

    def failed(cell, cell_index, execute_reply):
        content = execute_reply["content"]
        tell(
            "failed",
            number=number[cell_index],
            name=content.get("ename", ""),
            message=content.get("evalue", ""),
            source=cell.source,
        )

    client = NotebookClient(
        notebook,
        kernel_name=kernel,
        timeout=None,
        resources={"metadata": {"path": folder}},
        on_cell_execute=started,
        on_cell_error=failed,
    )
    try:
        client.execute()
        tell("done", count=len(code_cells))
    except CellExecutionError:
        pass
    except KeyboardInterrupt:
        tell("problem", message="Stopped.")
    except Exception as problem:
        tell("problem", message=f"{type(problem).__name__}: {problem}")
    finally:
        write(notebook, executed, page, source)


if __name__ == "__main__":
    main(*sys.argv[1:])
