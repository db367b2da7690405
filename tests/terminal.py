#!/usr/bin/env python3
"""What a terminal sees of messages: folded at its width between words, with the same words as a file gets,
where each message stays one line, as editors and scripts expect it.

usage: terminal.py APPUI SOURCE_DIR
"""
import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

APPUI, ROOT = str(Path(sys.argv[1]).resolve()), Path(sys.argv[2]).resolve()
FAULTY = ROOT / "tests/data/invalid/advance_over_cap/input.json"
LONGEST = 60
failures = []


def judge(good, what):
    if not good:
        failures.append(what)
        print(f"FAILED: {what}", file=sys.stderr)


def command(*arguments):
    return [APPUI, *arguments], {"cwd": FAULTY.parent, "env": {"LANG": "fr_FR.UTF-8"},
                                 "stdout": subprocess.DEVNULL}


def piped(*arguments):
    line, settings = command(*arguments)
    return subprocess.run(line, stderr=subprocess.PIPE, check=False, **settings).stderr.decode()


def seen(columns, *arguments):
    """stderr as a terminal of so many columns shows it."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    line, settings = command(*arguments)
    child = subprocess.Popen(line, stderr=slave, **settings)
    os.close(slave)
    data = b""
    while True:
        try:
            chunk = os.read(master, 4096)
        except OSError:  # Linux says so when the last writer has gone
            chunk = b""
        if not chunk:
            break
        data += chunk
    os.close(master)
    child.wait()
    return data.decode().replace("\r\n", "\n")


plain = piped("check", FAULTY.name)
folded = seen(LONGEST, "check", FAULTY.name)
judge(plain.count("\n") == 1 and len(plain) > 2 * LONGEST, f"a file gets one line a message: {plain!r}")
judge(folded.split() == plain.split(), f"a terminal gets the same words: {folded!r}")
judge(all(len(line) <= LONGEST for line in folded.splitlines()), f"a line is too wide: {folded!r}")
judge(folded.count("\n") > 2, f"the message is folded: {folded!r}")
judge(all(line.startswith("  ") for line in folded.splitlines()[1:]), f"what follows is indented: {folded!r}")
judge(seen(0, "check", FAULTY.name) == plain, "a terminal that does not know its width folds nothing")
judge(seen(500, "check", FAULTY.name) == plain, "a wide terminal folds nothing")
told = seen(LONGEST, "plan", "no-such-file-of-a-rather-long-name.json", "--tiers", "no-such-criterion-at-all")
judge(all(len(line) <= LONGEST or " " not in line.strip() for line in told.splitlines()),
      f"what the program says of options is folded too: {told!r}")
sys.exit(bool(failures))
