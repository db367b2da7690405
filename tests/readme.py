#!/usr/bin/python3
"""Checks that README shows what really prints: every line of its first result stands in the report,
in that order, every file that the documents link to exists, and the operator's year shows the same tables
and commands in both languages.

usage: readme.py APPUI SOURCE_DIR
"""
import re
import subprocess
import sys
from pathlib import Path

appui, root = sys.argv[1], Path(sys.argv[2])
readme = (root / "README.md").read_text(encoding="utf-8")
passed, failed = 0, 0


def judge(good, what):
    global passed, failed
    passed, failed = passed + good, failed + (not good)
    if not good:
        print(f"README: {what}")


command = re.search(r"`appui (plan [^`]*)`, cut\)", readme).group(1).split()
printed = subprocess.run([appui, *command, "--quiet"], cwd=root, capture_output=True, text=True,
                         check=True).stdout
lines = printed.splitlines()
sample = re.search(r", cut\):\n\n```\n(.*?)```", readme, re.S).group(1)
position = 0
for line in filter(None, sample.splitlines()):
    found = line in lines[position:]
    judge(found, f"this line does not print there any more: {line}")
    position = lines.index(line, position) + 1 if found else position

for document in [root / "README.md", *(root / "docs").glob("*.md"), *(root / "examples").rglob("*.md")]:
    for link in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
        judge((document.parent / link).exists(), f"{document.name} links to {link}, which does not exist")

both = [re.findall(r"^ *```.*?^ *```", (root / "docs" / name).read_text(encoding="utf-8"), re.M | re.S)
        for name in ("operator.md", "operateur.md")]
judge(both[0] and both[0] == both[1], "docs/operator.md and docs/operateur.md show different commands")

print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0)
