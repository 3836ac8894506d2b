"""Validates what the API answers against the compiled HSDS schemas: objects.py ADDRESS SCHEMAS SITE."""

import json
import sys
import urllib.request
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker

ADDRESS, SCHEMAS, SITE = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
PAGES, PER_PAGE, SINGLE = 6, 100, 40


def load(name):
    return json.loads((SCHEMAS / name).read_text())


def simple(name):
    """A small schema with its references to neighbours put in place."""

    def resolve(value):
        if isinstance(value, dict):
            if isinstance(value.get("$ref"), str) and value["$ref"].endswith(".json"):
                return resolve(load(value["$ref"]))
            return {key: resolve(inside) for key, inside in value.items()}
        return [resolve(item) for item in value] if isinstance(value, list) else value

    return resolve(load(name))


def validator(schema):
    return Draft202012Validator(schema, format_checker=FormatChecker())


def get(path):
    with urllib.request.urlopen(f"{ADDRESS}/api/hsds/v3{path}") as answer:
        return json.load(answer)


def show(error):
    return f"{'/'.join(map(str, error.absolute_path))}: {error.message[:120]}"


LISTS = [
    # word, schema in lists, schema of one
    ("services", load("compiled/service_list.json"), load("compiled/service.json")),
    ("organizations", load("compiled/organization_list.json"), load("compiled/organization.json")),
    ("service_at_locations", load("compiled/service_at_location_list.json"), load("compiled/service_at_location.json")),
    ("taxonomies", simple("taxonomy.json"), simple("taxonomy.json")),
    ("taxonomy_terms", simple("taxonomy_term.json"), simple("taxonomy_term.json")),
]

if SITE == "demonstration":
    trap = json.loads((SCHEMAS / "openapi.json").read_text())["paths"]["/service_at_locations/{id}"]["get"]
    pointer = trap["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
    print(json.dumps({"note": f"mended: the specification's /service_at_locations/{{id}} points at {pointer.rsplit('/', 1)[-1]}; "
                              "service_at_location.json is used"}))

for word, in_list, alone in LISTS:
    in_list, alone = validator(in_list), validator(alone)
    checked, errors, number = 0, [], 1
    ids = []
    total = 0
    while number <= PAGES:
        page = get(f"/{word}?page={number}&per_page={PER_PAGE}")
        total = page["total_items"]
        for thing in page["contents"]:
            checked += 1
            ids.append(thing["id"])
            errors += [f"{thing['id']} {show(e)}" for e in in_list.iter_errors(thing)]
        if page["last_page"]:
            break
        # The first pages, then leaps to the end.
        number = number + 1
        if number == PAGES and page["total_pages"] > PAGES:
            last = get(f"/{word}?page={page['total_pages']}&per_page={PER_PAGE}")
            for thing in last["contents"]:
                checked += 1
                ids.append(thing["id"])
                errors += [f"{thing['id']} {show(e)}" for e in in_list.iter_errors(thing)]
            break
    if total == 0 and SITE != "demonstration":
        print(json.dumps({"note": f"{SITE}: there are no {word} in this directory"}), flush=True)
        continue
    print(json.dumps({"name": f"{SITE}: /{word}", "ok": checked > 0 and not errors,
                      "figures": f"{checked} of {total} objects in lists, {len(errors)} errors {'; '.join(errors[:3])}"}), flush=True)
    checked, errors = 0, []
    for identity in ids[:: max(1, len(ids) // SINGLE)]:
        thing = get(f"/{word}/{identity}")
        checked += 1
        errors += [f"{identity} {show(e)}" for e in alone.iter_errors(thing)]
    figures = f"{checked} whole objects, {len(errors)} errors {'; '.join(errors[:3])}"
    print(json.dumps({"name": f"{SITE}: /{word}/{{id}}", "ok": checked > 0 and not errors, "figures": figures}), flush=True)
