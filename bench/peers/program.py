"""An integer program as appui exports it (`appui export --to mps|lp`), read, changed and written for peers.

Reads the two forms that solver/export.c writes, one term per line, and nothing wider.
"""
import math


class Program:
    """Columns and rows by index. Rows are [low, high, [(column, coefficient), ...]]; None is no bound."""

    def __init__(self):
        self.maximise = False
        self.names, self.index = [], {}
        self.low, self.high, self.integer, self.cost = [], [], [], []
        self.rows = []

    def column(self, name, low, high, integer):
        """Adds a column and returns its index."""
        self.index[name] = len(self.names)
        self.names.append(name)
        self.low.append(low)
        self.high.append(high)
        self.integer.append(integer)
        self.cost.append(0)
        return len(self.names) - 1

    def row(self, low, high, terms):
        self.rows.append([low, high, list(terms)])

    def aim(self, maximise, terms):
        """Replaces the objective."""
        self.maximise = maximise
        self.cost = [0] * len(self.names)
        for column, cost in terms:
            self.cost[column] = cost

    def costs(self):
        return [(j, c) for j, c in enumerate(self.cost) if c != 0]

    def truncate(self, n_columns, n_rows):
        """Takes back what was added after the first n_columns and n_rows."""
        for name in self.names[n_columns:]:
            del self.index[name]
        for values in (self.names, self.low, self.high, self.integer, self.cost):
            del values[n_columns:]
        del self.rows[n_rows:]

    def divisor(self):
        """What all costs share: every peer gets the objective divided by it (counts in an export are
        millionths, and some solvers round bounds only where the costs are small integers)."""
        return math.gcd(*(abs(c) for c in self.cost)) or 1

    def value(self, point):
        return sum(c * point[j] for j, c in enumerate(self.cost) if c != 0)

    def broken(self, point, tolerance=1e-5):
        """The most by which the point breaks a bound or a row, 0 when within the tolerance."""
        worst = 0
        for j, x in enumerate(point):
            worst = max(worst, excess(self.low[j], self.high[j], x))
        for low, high, terms in self.rows:
            worst = max(worst, excess(low, high, sum(a * point[j] for j, a in terms)))
        return worst if worst > tolerance else 0


def excess(low, high, value):
    return max(0 if low is None else low - value, 0 if high is None else value - high)


def read(path):
    with open(path, encoding="ascii") as file:
        lines = file.read().splitlines()
    return read_lp(lines) if str(path).endswith(".lp") else read_mps(lines)


def read_mps(lines):
    program, kinds, row_index, integer, section = Program(), {}, {}, False, ""
    objective = None
    for line in lines:
        words = line.split()
        if not words or line.startswith("*"):
            continue
        if not line.startswith(" "):
            section = words[0]
        elif section == "OBJSENSE":
            program.maximise = words[0] == "MAX"
        elif section == "ROWS":
            kinds[words[1]] = words[0]
            if words[0] == "N":
                objective = words[1]
            else:
                row_index[words[1]] = len(program.rows)
                program.row(None if words[0] == "L" else 0, None if words[0] == "G" else 0, [])
        elif section == "COLUMNS" and words[1] == "'MARKER'":
            integer = words[2] == "'INTORG'"
        elif section == "COLUMNS":
            if words[0] not in program.index:
                program.column(words[0], 0, None, integer)
            column = program.index[words[0]]
            if words[1] == objective:
                program.cost[column] = int(words[2])
            else:
                program.rows[row_index[words[1]]][2].append((column, int(words[2])))
        elif section == "RHS":
            row = program.rows[row_index[words[1]]]
            row[0], row[1] = (None if side is None else int(words[2]) for side in row[:2])
        elif section == "RANGES":
            row, width = program.rows[row_index[words[1]]], int(words[2])
            if kinds[words[1]] == "L":
                row[0] = row[1] - width
            elif kinds[words[1]] == "G":
                row[1] = row[0] + width
            else:
                raise ValueError("a range on an equation is no form that appui exports")
        elif section == "BOUNDS":
            set_bound(program, words)
    return program


def set_bound(program, words):
    column = program.index[words[2]]
    if words[0] in ("LO", "FX"):
        program.low[column] = int(words[3])
    if words[0] in ("UP", "FX"):
        program.high[column] = int(words[3])
    if words[0] in ("MI", "FR"):
        program.low[column] = None
    if words[0] in ("PL", "FR"):
        program.high[column] = None


def read_lp(lines):
    program, section, row = Program(), "", None

    def column(name):
        return program.index[name] if name in program.index else program.column(name, 0, None, False)

    for line in lines:
        words = line.split()
        if not words or line.startswith("\\"):
            continue
        if not line.startswith(" "):
            section = words[0]
            program.maximise = program.maximise or section == "Maximize"
        elif section in ("Maximize", "Minimize", "Subject"):
            if words[0].endswith(":"):
                row = None if section != "Subject" else [None, None, []]
                program.rows += [row] if row else []
            elif words[0] in (">=", "<=", "="):
                row[0] = int(words[1]) if words[0] != "<=" else None
                row[1] = int(words[1]) if words[0] != ">=" else None
            elif row is None:
                program.cost[column(words[1])] = int(words[0])
            else:
                row[2].append((column(words[1]), int(words[0])))
        elif section == "Bounds":
            set_lp_bound(program, column, words)
        elif section == "General":
            program.integer[column(words[0])] = True
    for row in program.rows:  # rows over no column stand there with a single term 0
        row[2] = [(j, a) for j, a in row[2] if a != 0]
    return program


def set_lp_bound(program, column, words):
    if len(words) == 5:
        j, low, high = column(words[2]), words[0], words[4]
        program.low[j], program.high[j] = None if low == "-inf" else int(low), int(high)
    elif words[1] == "free":
        program.low[column(words[0])] = None
    else:
        j = column(words[0])
        program.low[j] = int(words[2])
        program.high[j] = int(words[2]) if words[1] == "=" else program.high[j]


def write_mps(program, path):
    """Free MPS that GLPK and CBC read alike: a minimum (costs negated for a maximum), costs divided by what
    they share, columns c0, c1, …, rows r0, r1, …"""
    sign = (-1 if program.maximise else 1) / program.divisor()
    entries = [[] for _ in program.names]
    for i, (_, _, terms) in enumerate(program.rows):
        for j, a in terms:
            entries[j].append((i, a))
    with open(path, "w", encoding="ascii") as file:
        print("NAME peer FREE\nROWS\n N cost", file=file)
        for i, (low, high, _) in enumerate(program.rows):
            print(f" {'E' if low == high else 'L' if high is not None else 'G'} r{i}", file=file)
        print("COLUMNS", file=file)
        write_columns(program, sign, entries, file)
        print("RHS", file=file)
        for i, (low, high, _) in enumerate(program.rows):
            print(f" RHS r{i} {number(low if high is None else high)}", file=file)
        print("RANGES", file=file)
        for i, (low, high, _) in enumerate(program.rows):
            if low is not None and high is not None and low != high:
                print(f" RANGE r{i} {number(high - low)}", file=file)
        write_bounds(program, file)


def number(value):
    return repr(int(value) if value == int(value) else float(value))


def write_columns(program, sign, entries, file):
    """In the program's order, which is how glpsol numbers them; markers stand around runs of integer
    columns."""
    integer = False
    for j, is_integer in enumerate(program.integer):
        if is_integer != integer:
            integer = is_integer
            word = "'INTORG'" if integer else "'INTEND'"
            print(f" M{j} 'MARKER' {word}", file=file)
        print(f" c{j} cost {number(sign * program.cost[j])}", file=file)
        for i, a in entries[j]:
            print(f" c{j} r{i} {number(a)}", file=file)
    if integer:
        print(" M 'MARKER' 'INTEND'", file=file)


def write_bounds(program, file):
    print("BOUNDS", file=file)
    for j, (low, high) in enumerate(zip(program.low, program.high)):
        print(f" MI BND c{j}" if low is None else f" LO BND c{j} {number(low)}", file=file)
        print(f" PL BND c{j}" if high is None else f" UP BND c{j} {number(high)}", file=file)
    print("ENDATA", file=file)
