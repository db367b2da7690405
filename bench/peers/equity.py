"""Leximin equity over a peer, level after level: conjoint leximin as model.md defines it.

burden_p = (constant_p + X_p) / pledged_p with X_p = sum of session size times d.* columns of the
partner's experts.
A level is the least value of the largest burden among the partners not yet exempt; then as few
partners as can
be reach it (binaries e_p), both are held, and the next level is sought below it. A level is sought with a
continuous z (level "z") or with binaries for the ranks of the values it can take (level "rank", for peers
without continuous columns).

Partners whose burden no plan can change stand at the same place in every vector, so leximin over all partners
and over those who can change have the same optima: no probe is needed before the levels. Who is fixed
matters for
the report alone, and is asked after the run, outside the measured time.
"""
import re
from fractions import Fraction


class Bearer:
    """A partner with something pledged. `terms` make X; 0 <= X <= high."""

    def __init__(self, partner, constant, pledged):
        self.partner, self.constant, self.pledged = partner, constant, pledged
        self.terms, self.high, self.exempt = [], 0, None

    def add(self, column, session, most):
        self.terms.append((column, session))
        self.high += session * most

    def given(self, point):
        return sum(size * point[j] for j, size in self.terms)

    def burden(self, x):
        return Fraction(self.constant + x, self.pledged)

    def most_at(self, level):
        """The largest X whose burden is at or below the level, within [-1, high]."""
        return max(-1, min(self.high, level.numerator * self.pledged // level.denominator - self.constant))

    def most_below(self, level):
        most = level.numerator * self.pledged // level.denominator - self.constant
        most -= self.burden(most) == level
        return max(-1, min(self.high, most))


class Equity:
    def __init__(self, program, basin, figures, how):
        self.program, self.how = program, how
        self.bearers = collect(program, basin, figures)
        self.movable = [b for b in self.bearers if b.high > 0]
        self.n_columns, self.n_rows = len(program.names), len(program.rows)
        self.n_exempt = 0

    def vector(self, point):
        return sorted((b.burden(b.given(point)) for b in self.movable), reverse=True)

    def run(self, run):
        """@return the vector of burdens downwards, and whether all levels are proved"""
        self.n_rows = len(self.program.rows)
        self.note_seen(run)
        least = sorted((b.burden(0) for b in self.movable), reverse=True)
        proved = True
        while self.n_exempt < len(self.movable):
            proved = self.find_level(run, least[self.n_exempt]) and proved
            level = self.vector(run.point)[self.n_exempt]
            self.hold(level)
            proved = self.find_count(run, level) and proved
        return self.vector(run.point), proved

    def find_level(self, run, least):
        level = self.vector(run.point)[self.n_exempt]
        if level == least:
            return True
        n_columns, n_rows = len(self.program.names), len(self.program.rows)
        point = run.point
        run.point = point + (self.add_z(least, level) if self.how == "z" else self.add_ranks(least, level))
        try:
            return run.solve()
        finally:
            run.point = run.point[:n_columns]
            self.program.truncate(n_columns, n_rows)
            self.note_seen(run)

    def add_z(self, least, level):
        """pledged z >= constant + X for everyone but the exempt. @return the new columns at the point
        at hand"""
        z = self.program.column("z", float(least), float(level), False)
        for b in self.movable:
            free = [] if b.exempt is None else [(b.exempt, b.most_at(least) - b.high)]
            self.program.row(None, -b.constant, b.terms + free + [(z, -b.pledged)])
        self.program.aim(False, [(z, 1)])
        return [float(level)]

    def add_ranks(self, least, level):
        """Binaries m_1 >= m_2 >= ...: X is at most what the least value allows, and one step more per
        rank."""
        values = sorted({v for b in self.movable for v in values_between(b, least, level)})
        ranks = [self.program.column(f"m{r}", 0, 1, True) for r in range(1, len(values))]
        for first, second in zip(ranks, ranks[1:]):
            self.program.row(0, None, [(first, 1), (second, -1)])
        for b in self.movable:
            most = [b.most_at(v) for v in values]
            steps = [(m, a - c) for m, a, c in zip(ranks, most, most[1:]) if a != c]
            free = [] if b.exempt is None else [(b.exempt, most[0] - b.high)]
            self.program.row(None, most[0], b.terms + free + steps)
        self.program.aim(False, [(m, 1) for m in ranks])
        return [1] * len(ranks)

    def hold(self, level):
        """Nobody but the exempt rises above the level again."""
        for b in self.movable:
            most = b.most_at(level)
            free = [] if b.exempt is None else [(b.exempt, most - b.high)]
            if most < b.high:
                self.program.row(None, most, b.terms + free)

    def find_count(self, run, level):
        """As few partners as can be reach the level; they are exempt from now on. One more than before
        must."""
        count = sum(burden >= level for burden in self.vector(run.point))
        for b in self.movable:
            below = b.most_below(level)
            b.exempt = self.program.column(f"e{self.n_exempt}.{b.partner}", 0, 1, True)
            self.program.row(None, below, b.terms + [(b.exempt, below - b.high)])
            run.point.append(int(b.burden(b.given(run.point)) >= level))
        proved = count == self.n_exempt + 1
        terms = [(b.exempt, 1) for b in self.movable]
        if not proved:
            self.program.row(self.n_exempt + 1, None, terms)
            self.program.aim(False, terms)
            proved = run.solve()
            self.note_seen(run)
            count = sum(run.point[b.exempt] for b in self.movable)
        self.program.row(None, count, terms)
        self.n_exempt = count
        return proved

    def note_seen(self, run):
        run.seen.append([b.given(run.point) for b in self.movable])

    def fixed(self, run):
        """Ids of those whose burden no plan of the held coverage changes. Asked of the program as it was when
        equity began, so the rows of equity and of later tiers are taken back first."""
        self.note_seen(run)
        still = [b for i, b in enumerate(self.movable) if len({seen[i] for seen in run.seen}) == 1]
        self.program.truncate(self.n_columns, self.n_rows)
        run.point = None
        for b in still[:]:
            x = run.seen[0][self.movable.index(b)]
            if self.can_change(run, b, x + 1, b.high) or self.can_change(run, b, 0, x - 1):
                still.remove(b)
        idle = [b for b in self.bearers if b.high == 0]
        return sorted(b.partner for b in still + idle)

    def can_change(self, run, b, low, high):
        if low > high:
            return False
        self.program.row(low, high, b.terms)
        self.program.aim(False, [])
        status = run.peer.solve(self.program, 60).status
        self.program.rows.pop()
        return status != "infeasible"

    def said(self, run, vector, fixed):
        """The vector as a plan says it: without the fixed, in exact fractions."""
        rest = list(vector)
        for i, b in enumerate(self.movable):
            if fixed and b.partner in fixed:
                rest.remove(b.burden(run.seen[0][i]))
        return [{"num": v.numerator, "den": v.denominator} for v in rest]


def values_between(b, least, level):
    first = max(0, b.most_below(least) + 1)
    return [least, level] + [b.burden(x) for x in range(first, b.most_at(level) + 1)]


def collect(program, basin, figures):
    """Bearers from the basin, their constants from the figures of the plan that proposes nothing,
    their terms from
    the columns d.nNEED_….eEXPERT_…"""
    bearers = {}
    for figure in figures:
        if figure.get("burden"):
            pledged = round(2 * figure["pledged"])
            burden = Fraction(figure["burden"]["num"], figure["burden"]["den"])
            bearers[figure["partner"]] = Bearer(figure["partner"], int(burden * pledged), pledged)
    needs = [need for project in basin["projects"] for need in project.get("needs", [])]
    partner_of = [expert["partner"] for expert in basin["experts"]]
    for column, name in enumerate(program.names):
        found = re.fullmatch(r"d\.n(\d+)_[^.]*\.e(\d+)_[^.]*", name)
        bearer = bearers.get(partner_of[int(found.group(2))]) if found else None
        if bearer:
            size = 2 if needs[int(found.group(1))].get("session") == "full" else 1
            bearer.add(column, size, program.high[column])
    return list(bearers.values())
