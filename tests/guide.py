#!/usr/bin/python3
"""Does what the operator's year says: takes the tables and commands out of operateur.md and operator.md, in
their order, and runs them on a copy of the basin that they name. Every command must be accepted, every table
must be used, and the basin must be free of faults at the end.

A table stands in a block "```csv NAME", commands in a block "```sh".

usage: guide.py APPUI SOURCE_DIR
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

APPUI, ROOT = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
GUIDES = {"operateur.md": "fr", "operator.md": "en"}
BLOCK = re.compile(r"^ *```(\w+)(?: (\S+))?\n(.*?)^ *```$", re.M | re.S)
failures = []


def judge(good, what):
    if not good:
        failures.append(what)
        print(f"FAILED: {what}")


def statuses(folder):
    basin = json.loads((folder / "basin.json").read_text(encoding="utf-8"))
    return {project["id"]: project.get("status", "submitted") for project in basin["projects"]}


class Guide:
    """One language of the guide, followed in a folder of its own."""

    def __init__(self, name, folder):
        self.name, self.folder = name, folder
        self.tables, self.commands = [], []
        os.symlink(ROOT / "examples", folder / "examples")
        os.symlink(APPUI, folder / "appui")
        self.environment = {"LANG": f"{GUIDES[name]}_FR.UTF-8", "PATH": f"{folder}:{os.environ['PATH']}"}

    def run(self, command):
        self.commands.append(command)
        done = subprocess.run(["/bin/sh", "-c", command], cwd=self.folder, env=self.environment,
                              capture_output=True, text=True, check=False)
        judge(done.returncode == 0, f"{self.name}: {command}: exit {done.returncode}\n{done.stderr}")
        return done.stdout

    def follow(self):
        text = (ROOT / "docs" / self.name).read_text(encoding="utf-8")
        for kind, table, body in BLOCK.findall(text):
            body = textwrap.dedent(body)
            if kind == "csv":
                self.tables.append(table)
                (self.folder / table).write_text(body, encoding="utf-8")
                judge(table in text.replace(f"```csv {table}", ""), f"{self.name}: {table} is not named")
                continue
            judge(kind == "sh", f"{self.name}: a block of kind {kind}")
            for command in filter(None, body.splitlines()):
                self.run(command)

    def examine(self):
        """That it was more than a list of commands: what the tables say stands in the basin."""
        for table in self.tables:
            used = [c for c in self.commands if f" {table} " in f"{c} " and "--in-place" in c]
            judge(used, f"{self.name}: {table} is never written into the basin")
        now = statuses(self.folder)
        judge(now["codfert"] == "approved" and now["biscuiterie"] == "deferred",
              f"{self.name}: the decisions do not stand in the basin")
        calendar = (self.folder / "calendar.txt").read_text(encoding="utf-8")
        refused = {"fr": "ne l'a pas retenu", "en": "did not take it"}[GUIDES[self.name]]
        judge(refused in " ".join(calendar.split()), f"{self.name}: the report forgets what was refused")


for name in GUIDES:
    with tempfile.TemporaryDirectory() as temporary:
        guide = Guide(name, Path(temporary))
        guide.follow()
        judge(len(guide.tables) >= 4 and len(guide.commands) >= 12, f"{name}: blocks are not found")
        if not failures:
            guide.examine()
        print(f"{name}: {len(guide.tables)} tables, {len(guide.commands)} commands")
sys.exit(bool(failures))
