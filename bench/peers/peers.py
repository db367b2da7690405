"""The peers: other solvers that solve one program of program.py, each with one worker.

glpsol and cbc are native processes, their seconds are wall time with their file reading; highs, cpsat
and scip
are WebAssembly in Node (wasm.mjs), their seconds are those inside the solver, the model already built.
"""
import json
import math
import os
import pathlib
import re
import select
import subprocess
import tempfile
import time

from program import write_mps

NATIVE = ("glpsol", "cbc")
WASM = ("highs", "cpsat", "scip")
NAMES = NATIVE + WASM
GRACE_S = 15  # what a peer may take beyond its limit before it is killed
HERE = pathlib.Path(__file__).resolve().parent


class PeerError(Exception):
    """The peer cannot run, or answered what cannot be true."""


class Answer:
    """status as in solve.py; error: how the peer failed, or None; value and bound in units of the
    program's own
    costs; point one value per column."""

    def __init__(self, status, seconds, version, point=None, bound=None, error=None):
        self.status, self.seconds, self.version, self.error = status, seconds, version, error
        self.point, self.bound, self.value = point, bound, None


class Peer:
    """One peer. A WebAssembly one keeps its process from solve to solve; close() ends it."""

    def __init__(self, name, modules=None, log=None):
        self.name, self.process, self.log, self.version = name, None, log, None
        self.modules = modules or os.environ.get("APPUI_PEERS") or HERE.parent.parent / "build" / "peers"

    def solve(self, program, limit, start=None):
        """Solves for at most `limit` seconds, from a starting point where the peer takes one."""
        begin = time.monotonic()
        if self.name in WASM:
            answer = self.solve_wasm(program, limit, start)
        elif self.name == "glpsol":
            answer = solve_glpsol(program, limit, self.log)
        else:
            answer = solve_cbc(program, limit, start, self.log)
        return self.settle(program, answer, begin)

    def settle(self, program, answer, begin):
        """Rounds the point, adds up its value and checks it on the program: no peer certifies itself."""
        scale = program.divisor()
        self.version = answer.version
        if answer.point is not None:
            answer.point = [round(x) if whole else x for x, whole in zip(answer.point, program.integer)]
            worst = program.broken(answer.point)
            if worst:
                answer.status, answer.point, answer.error = "none", None, "a point that breaks a row"
            else:
                answer.value = program.value(answer.point)
        answer.bound = answer.value if answer.status == "optimal" else \
            None if answer.bound is None else answer.bound * scale
        if self.log:
            print(f"{self.name}: {answer.error or answer.status} {answer.value} in {answer.seconds:.2f} s "
                  f"({time.monotonic() - begin:.2f} s with all around it)", file=self.log, flush=True)
        return answer

    def start_process(self):
        if not (pathlib.Path(self.modules) / "node_modules").is_dir():
            raise PeerError(f"{self.modules} holds no node_modules: run bench/peers/setup.sh")
        self.process = subprocess.Popen(["node", HERE / "wasm.mjs", self.modules], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)

    def solve_wasm(self, program, limit, start):
        if self.process is None:
            self.start_process()
        scale = program.divisor()
        request = {"peer": self.name, "limit": limit, "program": {
            "maximise": program.maximise,
                    "cost": [c / scale if c % scale else c // scale for c in program.cost],
            "low": program.low, "high": program.high, "integer": program.integer, "rows": program.rows,
            "start": start}}
        if self.name == "cpsat":  # it takes integer columns alone; s.* are steps between integers
            request["program"]["integer"] = [True] * len(program.names)
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()
        line = self.read_line(limit + GRACE_S + 1e-5 * sum(len(row[2]) for row in program.rows))
        if line is None:
            return Answer("none", limit, self.version, error="killed: it outstayed its limit")
        found = json.loads(line)
        if "error" in found:  # the module's memory is not to be trusted after that
            self.close()
            return Answer("none", found["seconds"], found["version"], error=found["error"])
        return Answer(found["status"], found["seconds"], found["version"], found["point"], found["bound"])

    def read_line(self, timeout):
        """The answer, or None when the process had to be killed."""
        until, data = time.monotonic() + timeout, b""
        while not data.endswith(b"\n"):
            ready, _, _ = select.select([self.process.stdout], [], [], max(0, until - time.monotonic()))
            if not ready:
                self.close()
                return None
            part = os.read(self.process.stdout.fileno(), 1 << 20)
            if not part:
                self.close()
                raise PeerError(f"{self.name}: node ended without an answer")
            data += part
        return data.splitlines()[-1]

    def close(self):
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process.stdin.close()
            self.process.stdout.close()
            self.process = None


def run_native(command, limit, log):
    """Runs a native peer. @return its output and wall time; it is killed when it outstays its limit."""
    begin = time.monotonic()
    try:
        done = subprocess.run(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                              timeout=limit + GRACE_S, check=False)
        text = done.stdout
    except subprocess.TimeoutExpired as error:
        text = error.stdout or b""
    except FileNotFoundError as error:
        raise PeerError(f"{command[0]} is not installed: run bench/peers/setup.sh") from error
    if log:
        log.write(text.decode(errors="replace"))
    return text.decode(errors="replace"), time.monotonic() - begin


def solve_glpsol(program, limit, log):
    with tempfile.TemporaryDirectory() as folder:
        model, solution = os.path.join(folder, "model.mps"), os.path.join(folder, "solution")
        write_mps(program, model)
        text, seconds = run_native(["glpsol", "--freemps", model, "--min", "--cuts", "--pcost", "--tmlim",
                                    str(max(1, math.ceil(limit))), "--write", solution], limit, log)
        status, point = read_glpsol(solution, len(program.names))
    version = re.search(r"GLPSOL.*?Solver,? v?([\d.]+\d)", text)
    if "INTEGER OPTIMAL SOLUTION FOUND" in text and point:
        status = "optimal"
    elif status == "infeasible" and "TIME LIMIT" in text:
        status = "none"
    bounds = re.findall(r"(?:mip =|>>>>>) +\S+ +>= +(\S+)", text)
    bound = float(bounds[-1]) if bounds and re.match(r"-?\d", bounds[-1]) else None
    return Answer(status, seconds, f"GLPK {version.group(1) if version else '?'}", point, signed(program,
            bound))


def read_glpsol(path, n_columns):
    """What --write leaves: a line `s mip ROWS COLUMNS STATUS VALUE`, then `j COLUMN VALUE`."""
    status, values = "none", {}
    try:
        with open(path, encoding="ascii") as file:
            for line in file:
                words = line.split()
                if words[:1] == ["s"]:
                    status = {"o": "optimal", "f": "feasible", "n": "infeasible"}.get(words[4], "none")
                elif words[:1] == ["j"]:
                    values[int(words[1])] = float(words[2])
    except FileNotFoundError:
        return "none", None
    if status not in ("optimal", "feasible"):
        return status, None
    return status, [values[j + 1] for j in range(n_columns)]



def signed(program, bound):
    """A bound of the minimum that write_mps writes, as one of the program divided by its divisor."""
    return None if bound is None else -bound if program.maximise else bound


def solve_cbc(program, limit, start, log):
    with tempfile.TemporaryDirectory() as folder:
        model, solution = os.path.join(folder, "model.mps"), os.path.join(folder, "solution")
        write_mps(program, model)
        command = ["cbc", model, "-timeMode", "elapsed", "-seconds", str(limit), "-ratioGap", "0",
                   "-allowableGap", "0"]
        if start is not None:
            hint = os.path.join(folder, "start")
            write_cbc_start(program, start, hint)
            command += ["-mipstart", hint]
        text, seconds = run_native(command + ["-solve", "-solution", solution], limit, log)
        if "errors on input" in text:
            raise PeerError("cbc does not read the program")
        status, point = read_cbc(solution, len(program.names))
    version = re.search(r"Version: (\S+)", text)
    bound = re.search(r"Lower bound: +(\S+)", text)
    bound = signed(program, float(bound.group(1))) if bound and status != "infeasible" else None
    return Answer(status, seconds, f"CBC {version.group(1) if version else '?'}", point, bound)


def write_cbc_start(program, start, path):
    with open(path, "w", encoding="ascii") as file:
        print("Feasible - objective value 0", file=file)
        for j, x in enumerate(start):
            print(f"{j} c{j} {x} 0", file=file)


def read_cbc(path, n_columns):
    """What -solution leaves: a line on the outcome, then `INDEX NAME VALUE COST` of columns that are
    not 0."""
    try:
        with open(path, encoding="ascii") as file:
            lines = file.read().splitlines()
    except FileNotFoundError:
        return "none", None
    outcome = lines[0].lower() if lines else ""
    if "infeasible" in outcome:
        return "infeasible", None
    if "no integer solution" in outcome or not lines:
        return "none", None
    point = [0.0] * n_columns
    for line in lines[1:]:
        words = [word for word in line.split() if word != "**"]
        point[int(words[1][1:])] = float(words[2])
    return "optimal" if outcome.startswith("optimal") else "feasible", point
