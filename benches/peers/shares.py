"""The peer of `reticolo bench shares`: pabutools on the same file. With --compare it also asks the release binary and
says where the outcomes differ: on the files given, and on made elections of all four kinds of ballots."""

import json
import os
import random
import subprocess
import sys
import tempfile
import time

from pabutools.election import Additive_Borda_Sat, Additive_Cardinal_Sat, Cardinality_Sat, Cost_Sat
from pabutools.election.pabulib import parse_pabulib
from pabutools.rules import method_of_equal_shares

WORTH = {"cost": Cost_Sat, "cardinality": Cardinality_Sat, "points": Additive_Cardinal_Sat, "rank": Additive_Borda_Sat}


def theirs(path, worth, step):
    instance, profile = parse_pabulib(path)
    chosen = method_of_equal_shares(instance, profile, WORTH[worth], voter_budget_increment=step)
    return sorted(p.name for p in chosen)


def ours(path, worth, step):
    utility = "points" if worth == "rank" else worth
    command = [os.environ["RETICOLO"], "shares", path, "--json", "--lenient", "--utility", utility]
    command += ["--completion", "add-one" if step else "none"]
    answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    for project in answer["projects"]:
        paid = sum(voter["paid"].get(project["id"], 0) for voter in answer["voters"])
        assert abs(paid - project["cost"]) < 1e-6 * max(1, project["cost"]), (path, project, paid)
    return sorted(answer["chosen"])


def made(path, draw):
    """A small election in which ties, exact affordability and equal purses are frequent."""
    kind = draw.choice(["approval", "approval", "cumulative", "scoring", "ordinal"])
    projects, voters = draw.randint(1, 14), draw.randint(1, 24)
    steps = draw.choice([1, 1, 5, 100])
    cents = draw.choice(["", "", ".5", ".25"])
    costs = [steps * draw.randint(0 if draw.random() < 0.1 else 1, draw.choice([3, 12, 40])) for _ in range(projects)]
    budget = max(1, int(sum(costs) * draw.choice([0.2, 0.5, 0.8])))
    lines = ["META", "key;value", f"budget;{budget}", f"vote_type;{kind}", "PROJECTS", "project_id;cost"]
    names = [f"p{n}" for n in range(projects)]
    draw.shuffle(names)
    lines += [f"{name};{cost}{cents if cost else ''}" for name, cost in zip(names, costs)]
    with_points = kind in ("cumulative", "scoring")
    lines += ["VOTES", "voter_id;vote" + (";points" if with_points else "")]
    common = [draw.sample(names, draw.randint(1, projects)) for _ in range(3)]
    for voter in range(voters):
        ballot = draw.choice(common) if draw.random() < 0.6 else draw.sample(names, draw.randint(1, projects))
        points = ",".join(str(draw.randint(0 if draw.random() < 0.2 else 1, 6)) for _ in ballot)
        lines.append(f"{voter};{','.join(ballot)}" + (f";{points}" if with_points else ""))
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return kind


def kind_of(path):
    with open(path, encoding="utf-8-sig") as file:
        return next(line.split(";")[1].strip() for line in file if line.startswith("vote_type;"))


def worths(kind):
    return {"approval": ["cost", "cardinality"], "choose-1": ["cost", "cardinality"], "ordinal": ["rank"]}.get(kind, ["points"])


def compare(files, count):
    checked = different = 0
    draw = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        made_ones = (os.path.join(folder, f"{n}.pb") for n in range(count))
        for path in files + [path for path in made_ones if made(path, draw)]:
            for worth in worths(kind_of(path)):
                for step in (None, 1):
                    checked += 1
                    a, b = theirs(path, worth, step), ours(path, worth, step)
                    if a != b:
                        different += 1
                        kept = os.path.join(tempfile.gettempdir(), f"different-{different}.pb")
                        with open(path, encoding="utf-8-sig") as source, open(kept, "w", encoding="utf-8") as copy:
                            copy.write(source.read())
                        print(f"different: {kept} {worth} {step}: pabutools {a}, we {b}", file=sys.stderr)
    print(f"shares_compared_with_pabutools {checked} outcomes")
    print(f"shares_different_from_pabutools {different} outcomes")
    return different == 0


def measure(path):
    instance, profile = parse_pabulib(path)
    worth = WORTH[worths(kind_of(path))[0]]
    for name, step in (("pabutools", None), ("pabutools_completed", 1)):
        begun = time.perf_counter()
        chosen = method_of_equal_shares(instance, profile, worth, voter_budget_increment=step)
        print(f"{name}_time {(time.perf_counter() - begun) * 1000:.1f} ms", flush=True)
        print(f"{name}_chosen {len(chosen)} proposals", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "--compare":
        sys.exit(0 if compare(sys.argv[3:], int(sys.argv[2])) else 1)
    measure(sys.argv[1])
