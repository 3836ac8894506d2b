"""Compares an official example with what came out after reading it: examples.py EXAMPLE OUT NAME."""

import json
import sys
import uuid

EXAMPLE, OUT, NAME = sys.argv[1:4]
example = json.load(open(EXAMPLE))
out = json.load(open(OUT))
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "reticolo")


def is_uuid(text):
    try:
        uuid.UUID(text)
        return True
    except (ValueError, AttributeError, TypeError):
        return False


def differences(expected, found, path=""):
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in sorted(set(expected) | set(found)):
            here = f"{path}/{key}"
            if key not in found:
                yield f"{here} is gone"
            elif key not in expected:
                yield f"{here} is new"
            elif (key == "id" or key.endswith("_id")) and isinstance(expected[key], str) and not is_uuid(expected[key]):
                # An id that is no UUID becomes the version 5 of its source, kind and id.
                if not (is_uuid(found[key]) and uuid.UUID(found[key]).version == 5):
                    yield f"{here}: {expected[key]!r} became {found[key]!r}"
            else:
                yield from differences(expected[key], found[key], here)
    elif isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            yield f"{path}: {len(expected)} became {len(found)}"
        for at, (a, b) in enumerate(zip(expected, found)):
            yield from differences(a, b, f"{path}/{at}")
    elif expected != found:
        yield f"{path}: {expected!r} became {found!r}"


def whole(kind):
    """The object of the example, put together again: an export tells organisations once, and services with their places."""
    organizations = {o["id"]: o for o in out.get("organizations", [])}
    services = out.get("services", [])
    for service in services:
        known = organizations.get(service.get("organization", {}).get("id"))
        service["organization"] = known or service.get("organization")
    if kind == "service":
        return next((s for s in services if s["id"] == example["id"]), None)
    if kind == "organization":
        found = organizations.get(example["id"])
        inside = [{k: v for k, v in s.items() if k != "organization"} for s in services if found and s["organization"] is found]
        return found and {**found, "services": inside}
    for service in services:
        for place in service.pop("service_at_locations", []):
            if place["id"] == example["id"]:
                return {**place, "service": service}
    return None


def leaves(value):
    if isinstance(value, dict):
        return sum(leaves(inside) for inside in value.values())
    return sum(leaves(item) for item in value) if isinstance(value, list) else 1


kind = NAME.replace("_full", "")
same = whole(kind)
found = list(differences(example, same)) if same else [f"there is no {kind} {example['id']} in the export"]
figures = f"{leaves(example)} values, {len(found)} differences {'; '.join(found[:6])}"
print(json.dumps({"name": f"example {NAME}", "ok": not found, "figures": figures}))
