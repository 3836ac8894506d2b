"""Mends what is broken in the official OpenAPI, in a copy, and names objects that exist: mend.py SCHEMAS OUT ADDRESS CONFIG."""

import json
import sys
import urllib.request
from pathlib import Path

SCHEMAS, OUT, ADDRESS, CONFIG = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
document = json.loads((SCHEMAS / "openapi.json").read_text())
names, twice = set(), 0


def local(reference):
    """The schema that a remote reference means, from the folder."""
    path = reference.split("/schema/", 1)[1]
    return resolved(json.loads((SCHEMAS / path).read_text()))


def resolved(value):
    if isinstance(value, dict):
        reference = value.get("$ref")
        if isinstance(reference, str) and reference.endswith(".json") and "/" not in reference:
            return resolved(json.loads((SCHEMAS / reference).read_text()))
        return {key: resolved(inside) for key, inside in value.items()}
    return [resolved(item) for item in value] if isinstance(value, list) else value


schemas = document["components"]["schemas"]


def walk(value):
    if isinstance(value, dict):
        reference = value.get("$ref", "")
        if isinstance(reference, str) and reference.startswith("http"):
            name = reference.split("/schema/", 1)[1].replace("compiled/", "").replace(".json", "")
            name = name + ("_compiled" if "compiled" in reference else "")
            if name not in schemas:
                schemas[name] = local(reference)
            value["$ref"] = f"#/components/schemas/{name}"
        for inside in list(value.values()):
            walk(inside)
    elif isinstance(value, list):
        for item in value:
            walk(item)


def references(value):
    if isinstance(value, dict):
        return {r for r in [value.get("$ref", "")] if r.startswith("http")}.union(*map(references, value.values()))
    return set().union(*map(references, value)) if isinstance(value, list) else set()


remote = len(references(document))
trap = document["paths"]["/service_at_locations/{id}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
trap["$ref"] = trap["$ref"].replace("service.json", "service_at_location.json")
document["jsonSchemaDialect"] = "https://json-schema.org/draft/2020-12/schema"
walk(document["paths"])
for path, item in document["paths"].items():
    for method, operation in item.items():
        if method not in ("get", "post"):
            continue
        if operation["operationId"] in names:
            twice += 1
            operation["operationId"] += f"{method.title()}{path.strip('/').title().replace('_', '')}".replace("{", "").replace("}", "").replace("/", "")
        names.add(operation["operationId"])
        # The description names no refusals; every API has some.
        problem = {"description": "refused", "content": {"application/problem+json": {"schema": {"type": "object"}}}}
        operation["responses"]["4XX"] = problem
        answer = operation["responses"]["200"]["content"]
        minimal = any("minimal" in p.get("$ref", "") for p in operation.get("parameters", []))
        if any("format" in p.get("$ref", "") for p in operation.get("parameters", [])):
            answer["application/x-ndjson"] = {"schema": {"type": "string"}}
        if minimal:
            # `minimal` answers id and modified_date only, which the schema of a service in lists forbids.
            contents = answer["application/json"]["schema"]["properties"]["contents"]
            bare = {"type": "object", "required": ["id", "modified_date"], "properties": {"id": {"type": "string"}}}
            contents["items"] = {"anyOf": [contents["items"], bare]}
OUT.write_text(json.dumps(document))

config = []
for path in (path for path in document["paths"] if path.endswith("/{id}")):
    with urllib.request.urlopen(f"{ADDRESS}/api/hsds/v3{path.removesuffix('/{id}')}?per_page=1") as answer:
        first = json.load(answer)["contents"][0]["id"]
    config.append(f'[[operations]]\ninclude-path = "{path}"\nparameters = {{ id = "{first}" }}\n')
CONFIG.write_text("\n".join(config))
print(json.dumps({"note": f"mended in the official OpenAPI: {twice} operation names that stand twice, {remote} remote references, "
                          "1 schema of another object, no refusals, ndjson and minimal against the schema"}))
