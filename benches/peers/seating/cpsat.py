"""Seat plain gatherings with OR-Tools CP-SAT: all rounds at once where that is bearable, else round by round.

Prints `name value unit` lines. The time includes building the model, as ours does.
"""

import sys
import time
from itertools import combinations

from ortools.sat.python import cp_model

SIZES = [(30, 5, 4), (60, 6, 4), (100, 5, 4), (32, 4, 8), (32, 4, 10), (15, 3, 7), (120, 6, 5), (500, 8, 4)]
WORKERS = 2
# Above this, all rounds in one model need gigabytes.
MOST_TERMS = 400_000


def solver(seconds):
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.max_time_in_seconds = max(1.0, seconds)
    solver.parameters.random_seed = 1
    return solver


def sizes(people, tables):
    return [people // tables + (table < people % tables) for table in range(tables)]


def at_once(people, tables, rounds, seconds):
    """Nobody meets twice: each pair is together in at most one round."""
    model = cp_model.CpModel()
    sits = {
        (r, p, t): model.new_bool_var("") for r in range(rounds) for p in range(people) for t in range(tables)
    }
    for r in range(rounds):
        for p in range(people):
            model.add_exactly_one(sits[r, p, t] for t in range(tables))
        for t, size in enumerate(sizes(people, tables)):
            model.add(sum(sits[r, p, t] for p in range(people)) == size)
    # The first round may be fixed: names do not matter.
    p = 0
    for t, size in enumerate(sizes(people, tables)):
        for _ in range(size):
            model.add(sits[0, p, t] == 1)
            p += 1
    for a, b in combinations(range(people), 2):
        together = []
        for r in range(rounds):
            meet = model.new_bool_var("")
            for t in range(tables):
                model.add_bool_or(sits[r, a, t].negated(), sits[r, b, t].negated(), meet)
            together.append(meet)
        model.add_at_most_one(together)
    run = solver(seconds)
    status = run.solve(model)
    return 0 if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None


def round_by_round(people, tables, rounds, seconds):
    """Each round meets as few known pairs as can be, given those before."""
    met, repeats, begun = set(), 0, time.perf_counter()
    for _ in range(rounds):
        model = cp_model.CpModel()
        sits = [[model.new_bool_var("") for _ in range(tables)] for _ in range(people)]
        for row in sits:
            model.add_exactly_one(row)
        for t, size in enumerate(sizes(people, tables)):
            model.add(sum(row[t] for row in sits) == size)
        again = []
        for a, b in met:
            meet = model.new_bool_var("")
            for t in range(tables):
                model.add_bool_or(sits[a][t].negated(), sits[b][t].negated(), meet)
            again.append(meet)
        model.minimize(sum(again))
        run = solver(seconds - (time.perf_counter() - begun))
        if run.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        repeats += int(run.objective_value) if again else 0
        for t in range(tables):
            members = [p for p in range(people) if run.value(sits[p][t])]
            met.update(combinations(members, 2))
    return repeats


def main():
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    for people, seats, rounds in SIZES:
        tables = -(-people // seats)
        name = f"seating_{people}_{seats}_{rounds}_cpsat"
        terms = people * (people - 1) // 2 * tables * rounds
        solve = at_once if terms <= MOST_TERMS else round_by_round
        begun = time.perf_counter()
        repeats = solve(people, tables, rounds, seconds)
        taken = (time.perf_counter() - begun) * 1e3
        if repeats is None:
            print(f"{name}_undecided {taken:.0f} ms", flush=True)
        else:
            print(f"{name} {taken:.0f} ms", flush=True)
            print(f"{name}_repeats {repeats} meetings", flush=True)


if __name__ == "__main__":
    main()
