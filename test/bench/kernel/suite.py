"""The official suite for Jupyter kernels, for the kernel whose specification is in $KERNEL."""

import os
import unittest

import jupyter_kernel_test

KERNEL = os.environ["KERNEL"]

TYPESCRIPT = {
    "language_name": "typescript",
    "file_extension": ".ts",
    "code_hello_world": "console.log('hello, world')",
    "code_stderr": "console.error('oh no')",
    "completion_samples": [{"text": "Math.hyp", "matches": {"hypot"}}],
    "complete_code_samples": ["1", "const a: number = 1"],
    "incomplete_code_samples": ["function f() {", "const a = [1,"],
    "invalid_code_samples": ["const = 1"],
    "code_generate_error": "throw new Error('expected')",
    "code_execute_result": [{"code": "6 * 7", "result": "42"}],
    "code_history_pattern": "6 [*] 7",
    "supported_history_operations": ("tail", "range", "search"),
    "code_inspect_sample": "Math.sqrt",
}

# What each kernel calls its language, its pager and its display.
OWN = {
    "sinapse": {
        "code_page_something": "%help",
        "code_clear_output": "clearOutput()",
        "code_display_data": [{"code": "display.html('<b>b</b>')", "mime": "text/html"}],
    },
    "tslab": {
        "code_display_data": [
            {
                "code": "import { display } from 'tslab'; display.html('<b>b</b>')",
                "mime": "text/html",
            }
        ],
    },
    "deno": {
        "code_display_data": [
            {"code": "await Deno.jupyter.display(Deno.jupyter.html`<b>b</b>`)", "mime": "text/html"}
        ],
    },
}

PYTHON = {
    "language_name": "python",
    "file_extension": ".py",
    "code_hello_world": "print('hello, world')",
    "code_stderr": "import sys; print('oh no', file=sys.stderr)",
    "completion_samples": [{"text": "'a'.isalph", "matches": {"isalpha"}}],
    "complete_code_samples": ["1", "a = 1"],
    "incomplete_code_samples": ["def f():", "a = [1,"],
    "invalid_code_samples": ["import = 1"],
    "code_page_something": "print?",
    "code_generate_error": "raise ValueError('expected')",
    "code_execute_result": [{"code": "6 * 7", "result": "42"}],
    "code_display_data": [
        {"code": "from IPython.display import HTML, display; display(HTML('b'))", "mime": "text/html"}
    ],
    "code_history_pattern": "6 [*] 7",
    "supported_history_operations": ("tail", "range", "search"),
    "code_inspect_sample": "print",
    "code_clear_output": "from IPython.display import clear_output; clear_output()",
}


class KernelTest(jupyter_kernel_test.KernelTests):
    kernel_name = KERNEL


samples = PYTHON if KERNEL == "ipykernel" else {**TYPESCRIPT, **OWN[KERNEL]}
for name, value in samples.items():
    setattr(KernelTest, name, value)


if __name__ == "__main__":
    unittest.main()
