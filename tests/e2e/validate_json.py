"""validate_json.py SCHEMA FILE... or validate_json.py --pairs SCHEMA FILE SCHEMA FILE...: exits with 1 and the reasons
when a file does not follow its schema."""

import json
import sys

import jsonschema


def validator(path):
    with open(path, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


if sys.argv[1] == "--pairs":
    pairs = zip(sys.argv[2::2], sys.argv[3::2])
else:
    pairs = [(sys.argv[1], path) for path in sys.argv[2:]]
wrong = 0
for schema, path in pairs:
    with open(path, encoding="utf-8") as file:
        for error in validator(schema).iter_errors(json.load(file)):
            print(f"{path}: {error.json_path}: {error.message[:200]}", file=sys.stderr)
            wrong += 1
sys.exit(1 if wrong else 0)
