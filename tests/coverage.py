#!/usr/bin/python3
"""Prints line coverage per file and folder, from what gcc's --coverage left in a build folder.

coverage.py ROOT BUILD
"""

import collections
import json
import os
import pathlib
import subprocess
import sys

FOLDERS = ("model", "io", "solver", "bench", "cli")


def counts_of(data_file):
    """The (file, line, count) triples of one .gcda file."""
    answer = subprocess.run(["gcov", "--json-format", "--stdout", data_file.name], check=True,
                            cwd=data_file.parent, capture_output=True, text=True).stdout
    for document in filter(None, answer.splitlines()):
        for file in json.loads(document)["files"]:
            for line in file["lines"]:
                yield file["file"], line["line_number"], line["count"]


def collect(root, build):
    hits = collections.defaultdict(dict)
    for data_file in sorted(build.rglob("*.gcda")):
        for name, line, count in counts_of(data_file):
            path = pathlib.Path(os.path.relpath(os.path.join(build, name), root))
            if path.parts[0] in FOLDERS:
                hits[path.as_posix()][line] = hits[path.as_posix()].get(line, 0) + count
    return hits


def row(name, lines):
    covered = sum(1 for count in lines if count)
    print(f"{name:<32}{covered:>7} of {len(lines):>6} lines {100 * covered / len(lines):>6.1f} %")


def main(root, build):
    hits = collect(root, build)
    if not hits:
        sys.exit("coverage: no .gcda file; run the tests of the coverage preset first")
    everything = []
    for folder in FOLDERS:
        files = {name: list(lines.values()) for name, lines in sorted(hits.items())
                 if name.startswith(folder + "/")}
        if not files:
            continue
        for name, lines in files.items():
            row(name, lines)
        of_folder = [count for lines in files.values() for count in lines]
        row(folder + "/", of_folder)
        print()
        everything += of_folder
    row("all", everything)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve())
