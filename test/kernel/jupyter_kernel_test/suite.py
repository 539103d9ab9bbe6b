"""The official suite for Jupyter kernels, with what it asks for in our language."""

import unittest

import jupyter_kernel_test


class KernelTest(jupyter_kernel_test.KernelTests):
    kernel_name = "sinapse"
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('oh no')"
    completion_samples = [
        {"text": "Math.hyp", "matches": {"hypot"}},
        {"text": "[1, 2].flatM", "matches": {"flatMap"}},
        {"text": "'🎉'.trimEn", "matches": {"trimEnd"}},
    ]
    complete_code_samples = ["1", "const a: number = 1", "for (const x of [1]) {\n  x;\n}"]
    incomplete_code_samples = ["function f() {", "const a = [1,", "`text"]
    invalid_code_samples = ["const = 1", "1 2"]
    code_page_something = "%help"
    code_generate_error = "throw new Error('expected')"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "const word: string = 'text'; word.length", "result": "4"},
        {"code": "await Promise.resolve(1 + 1)", "result": "2"},
        {"code": "display.html('<b>bold</b>'); 3", "result": "3"},
    ]
    code_display_data = [
        {"code": "display.html('<b>bold</b>')", "mime": "text/html"},
        {"code": "display.markdown('**bold**')", "mime": "text/markdown"},
        {"code": "display.latex('$x^2$')", "mime": "text/latex"},
    ]
    code_history_pattern = "6 [*] 7"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.sqrt"
    code_clear_output = "clearOutput()"


class WelcomeTest(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "sinapse"
    support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main()
