"""What jupyter_kernel_test has to know to try the kernel. JupyterKernelTestIT runs it."""

import unittest

import jupyter_kernel_test


class ImagineKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = "imagine-java"
    language_name = "java"
    file_extension = ".jsh"

    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("oh");'

    completion_samples = [
        {"text": "Math.floorDi", "matches": {"floorDiv("}},
        {"text": "%lsm", "matches": {"%lsmagic"}},
        {"text": "%timeit --ru", "matches": {"--runs"}},
    ]

    complete_code_samples = ["1 + 1", "int x = 1;", "void f() {}", 'String s = """\n  %d\n  """;', "%lsmagic"]
    incomplete_code_samples = ["void f() {", "int x = (1 +", "class A {\n  int x;", '"""\ntext', "%%html\n<b>"]
    invalid_code_samples = ["import = 5;", "int 5x;", "int x = );"]

    code_generate_error = 'throw new RuntimeException("as you wish");'

    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "1 + 2 + 3", "result": "6"},
        {"code": "List.of(1, 2)", "result": "[1, 2]"},
    ]

    code_display_data = [
        {"code": 'display(html("<b>x</b>"));', "mime": "text/html"},
        {"code": "display(new java.awt.image.BufferedImage(2, 2, 1));", "mime": "image/png"},
        {"code": 'display(svg("<svg/>"));', "mime": "image/svg+xml"},
        {"code": 'display(latex("$x$"));', "mime": "text/latex"},
        {"code": 'display(markdown("**x**"));', "mime": "text/markdown"},
    ]

    code_history_pattern = "6 * ?"
    supported_history_operations = ("tail", "range", "search")

    code_inspect_sample = "Math.max"
    code_clear_output = "clearOutput();"

    # The pager is IPython's: help here is shown in the notebook, where it stays.
    code_page_something = ""


class ImagineWelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "imagine-java"
    support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main(verbosity=2)
