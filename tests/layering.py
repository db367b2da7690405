#!/usr/bin/python3
"""Checks the rules of the house that no compiler checks.

layering.py ROOT [OBJECT...]   reads ROOT/{model,io,solver,bench,cli} and the object files of the
                               libraries; prints one line per broken rule, exit 1 if there is one
layering.py --self-test ROOT   plants one violation of every rule in copies of ROOT's files and
                               fails unless each is found
"""

import pathlib
import re
import subprocess
import sys
import tempfile

LAYERS = {  # folder: folders it may include, itself aside
    "model": set(),
    "io": {"model"},
    "solver": {"model"},
    "bench": {"io", "solver", "model"},
    "cli": {"io", "solver", "model", "bench"},
}
LIBRARIES = ("model", "io", "solver", "bench")

# System headers that only some may include.
RESERVED_HEADERS = {
    "glpk.h": lambda path: path == "solver/glpk.c",
    "setjmp.h": lambda path: path == "solver/glpk.c",
    "jansson.h": lambda path: path.startswith("io/"),
}
# model needs libc only: its system headers are those of ISO C11.
ISO_HEADERS = set(
    "assert ctype errno fenv float inttypes iso646 limits locale math signal stdalign stdarg "
    "stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string time uchar wchar wctype".split()
)

FORBIDDEN_IN_LIBRARIES = (
    (re.compile(r"\b(?:v?d?printf|puts|putchar|perror)\s*\(|\bstd(?:out|err)\b"), "prints"),
    (re.compile(r"\b(?:exit|_exit|_Exit|quick_exit|abort)\s*\("), "ends the process"),
    (re.compile(r"\bsetlocale\s*\("), "calls setlocale"),
    (re.compile(r"\b(?:malloc|calloc|realloc|reallocarray|aligned_alloc|strn?dup)\s*\("),
     "allocates outside model/memory"),
)
ALLOCATORS = {"model/memory.c"}
SETJMP = re.compile(r"\b(?:_?_?sigsetjmp|_?setjmp|(?:sig)?longjmp)\s*\(")

FUNCTION_LINES_MAX = 80

# Writable data that has a reason: what a test or a signal handler or GLPK's hook must reach.
WRITABLE_DATA = {
    "model/memory.c": "the countdown of appui_memory_fail_after",
    "io/json_text.c": "whether jansson ran out of memory: its allocator hook takes no context",
    "io/file.c": "names of temporary files, for appui_file_abandon in a signal handler",
    "solver/glpk.c": "the guard around GLPK, whose environment is one per process",
}


def blank_comments_and_texts(source):
    """Replaces comments and the inside of literals by spaces; lines keep their numbers."""
    token = re.compile(
        r"//[^\n]*|/\*.*?\*/|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.DOTALL)

    def blank(match):
        text = match.group()
        inside = re.sub(r"[^\n]", " ", text)
        return text[0] + inside[1:-1] + text[-1] if text[0] in "\"'" else inside

    return token.sub(blank, source)


def blank_directives(code):
    return re.sub(r"^[ \t]*#(?:\\\n|[^\n])*", lambda m: re.sub(r"[^\n]", " ", m.group()), code,
                  flags=re.MULTILINE)


def include_faults(path, source):
    folder = path.split("/")[0]
    pattern = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)
    for match in pattern.finditer(source):
        line = source.count("\n", 0, match.start()) + 1
        own, system = match.groups()
        if own:
            target = own.split("/")[0]
            if "/" not in own or target not in LAYERS:
                yield line, f'includes "{own}": write the path from the root, like "model/plan.h"'
            elif target != folder and target not in LAYERS[folder]:
                yield line, f"{folder} must not include {own}"
        elif system in RESERVED_HEADERS and not RESERVED_HEADERS[system](path):
            yield line, f"<{system}> is not for this file"
        elif folder == "model" and system.removesuffix(".h") not in ISO_HEADERS:
            yield line, f"model includes <{system}>, which ISO C does not have"


def call_faults(path, code):
    for number, line in enumerate(code.splitlines(), 1):
        if SETJMP.search(line) and path != "solver/glpk.c":
            yield number, "setjmp and longjmp belong to solver/glpk.c"
        if path.split("/")[0] not in LIBRARIES:
            continue
        for pattern, what in FORBIDDEN_IN_LIBRARIES:
            if pattern.search(line) and not (what.startswith("allocates") and path in ALLOCATORS):
                yield number, f"a library file {what}: {line.strip()}"


def functions(code):
    """Yields (first line, number of lines) of every function body at file level."""
    depth, head, start = 0, 0, None
    for position, char in enumerate(code):
        if char == "{":
            text = code[head:position].strip()
            if depth == 0 and text.endswith(")") and "=" not in text:
                start = head + len(code[head:position]) - len(code[head:position].lstrip())
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0:
                if start is not None:
                    yield code.count("\n", 0, start) + 1, code.count("\n", start, position) + 1
                head, start = position + 1, None
        elif char == ";" and depth == 0:
            head = position + 1


def length_faults(code):
    for line, length in functions(blank_directives(code)):
        if length > FUNCTION_LINES_MAX:
            yield line, f"a function of {length} lines, at most {FUNCTION_LINES_MAX}"


def file_faults(path, source):
    code = blank_comments_and_texts(source)
    for line, what in (*include_faults(path, source), *call_faults(path, code),
                       *length_faults(code)):
        yield f"{path}:{line}: {what}"


def source_faults(root):
    for folder in LAYERS:
        for file in sorted((root / folder).rglob("*")):
            if file.suffix in (".c", ".h", ".def"):
                yield from file_faults(file.relative_to(root).as_posix(),
                                       file.read_text(encoding="utf-8"))


def symbols(object_file):
    """Yields (name, binding, section) of what an object file defines."""
    table = subprocess.run(["objdump", "-t", object_file], check=True, capture_output=True,
                           text=True, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"}).stdout
    row = re.compile(r"^[0-9a-f]+ ([lgu! ])(.{6}) (\S+)\s+[0-9a-f]+\s+(?:\.hidden )?(.+)$")
    for line in table.splitlines():
        match = row.match(line)
        if match and "d" not in match[2] and "f" not in match[2] and match[3] != "*UND*":
            yield match[4], match[1], match[3]


def is_writable(section):
    if section == "*COM*":
        return True
    return section.startswith((".data", ".bss", ".tdata", ".tbss")) and not section.startswith(
        ".data.rel.ro")


def object_faults(object_file):
    parts = pathlib.Path(object_file).parts
    path = f"{next(p for p in reversed(parts) if p in LIBRARIES)}/{pathlib.Path(object_file).stem}"
    for name, binding, section in symbols(object_file):
        if binding in "gu" and not name.startswith("appui_"):
            yield f"{path}: exports {name}, without the prefix appui_"
        if is_writable(section) and path not in WRITABLE_DATA:
            yield f"{path}: writable data {name} in {section}"


def report(root, object_files):
    found = list(source_faults(root))
    for object_file in object_files:
        found += object_faults(object_file)
    return found


# (file, text that is appended, what the report must then say); objects are compiled from the file.
PLANTED = (
    ("model/date.c", '#include "solver/glpk.h"\n', "model must not include solver/glpk.h"),
    ("model/date.c", '#include "io/file.h"\n', "model must not include io/file.h"),
    ("io/file.c", '#include "solver/solve.h"\n', "io must not include solver/solve.h"),
    ("solver/program.c", '#include "io/file.h"\n', "solver must not include io/file.h"),
    ("io/file.c", '#include "file.h"\n', "write the path from the root"),
    ("bench/generate.c", '#include "cli/main.h"\n', "bench must not include cli/main.h"),
    ("solver/program.c", '#include "bench/generate.h"\n', "solver must not include bench/generate.h"),
    ("bench/generate.c", "#include <jansson.h>\n", "<jansson.h> is not for this file"),
    ("bench/generate.c", 'void f(void)\n{\n    printf("x");\n}\n', "prints"),
    ("solver/program.c", "#include <glpk.h>\n", "<glpk.h> is not for this file"),
    ("cli/main.c", "#include <jansson.h>\n", "<jansson.h> is not for this file"),
    ("model/date.c", "#include <setjmp.h>\n", "<setjmp.h> is not for this file"),
    ("model/date.c", "#include <unistd.h>\n", "which ISO C does not have"),
    ("cli/main.c", "void f(void)\n{\n    longjmp(b, 1);\n}\n", "belong to solver/glpk.c"),
    ("model/date.c", 'void f(void)\n{\n    printf("x");\n}\n', "prints"),
    ("io/file.c", 'void f(void)\n{\n    fputs("x", stderr);\n}\n', "prints"),
    ("io/file.c", "void f(void)\n{\n    exit(1);\n}\n", "ends the process"),
    ("solver/program.c", "void f(void)\n{\n    abort();\n}\n", "ends the process"),
    ("io/file.c", 'void f(void)\n{\n    setlocale(LC_ALL, "");\n}\n', "calls setlocale"),
    ("solver/program.c", "void f(void)\n{\n    g(malloc(1));\n}\n", "outside model/memory"),
    ("model/date.c", "void f(void)\n{\n" + "    g();\n" * 80 + "}\n", "a function of 83 lines"),
    ("model/planted.c", "void planted(void);\nvoid planted(void)\n{\n}\n", "exports planted"),
    ("model/planted.c", "static int n;\nint appui_n(void);\nint appui_n(void)\n{\n"
     "    return n++;\n}\n", "writable data n in .bss"),
    ("model/planted.c", "int appui_n(void);\nint appui_n(void)\n{\n    static int m = 3;\n"
     "    return m++;\n}\n", "writable data m"),
)
# What looks like a violation and is none.
INNOCENT = (
    ("model/planted.c", '/* printf("x") and exit(1) */\n// abort();\nconst char appui_t[] = "exit(";\n'),
    ("model/planted.c", "const char *const appui_names[] = {\"a\", \"b\"};\n"),
    ("io/planted.c", "int appui_p(char *s);\nint appui_p(char *s)\n{\n    return s[0];\n}\n"),
)


def findings_with(root, path, text):
    """What the report says of a copy of one file of the tree with `text` appended, and not before."""
    original = root / path
    source = original.read_text(encoding="utf-8") if original.exists() else ""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / path
        copy.parent.mkdir()
        copy.write_text(source, encoding="utf-8")
        before = report(pathlib.Path(folder), [])
        copy.write_text(source + text, encoding="utf-8")
        object_files = []
        if not source and copy.parent.name in LIBRARIES:
            object_files = [str(copy.with_suffix(".c.o"))]
            subprocess.run(["cc", "-fPIC", "-c", str(copy), "-o", object_files[0]], check=True)
        return [f for f in report(pathlib.Path(folder), object_files) if f not in before]


def self_test(root):
    failures = []
    for path, text, expected in PLANTED:
        found = findings_with(root, path, text)
        if not any(f.startswith(path) and expected in f for f in found):
            failures.append(f"not found in {path}: {expected}\n  found: {found}")
    for path, text in INNOCENT:
        found = findings_with(root, path, text)
        if found:
            failures.append(f"innocent, yet reported: {found}")
    return failures, f"{len(PLANTED)} planted violations and {len(INNOCENT)} innocent texts"


def main(arguments):
    if arguments[:1] == ["--self-test"] and len(arguments) == 2:
        failures, summary = self_test(pathlib.Path(arguments[1]))
    elif arguments and not arguments[0].startswith("-"):
        failures = report(pathlib.Path(arguments[0]), arguments[1:])
        summary = f"{len(arguments) - 1} object files"
    else:
        sys.exit(__doc__)
    print("\n".join(failures) if failures else f"layering: nothing to report ({summary})")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
