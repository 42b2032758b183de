"""validate_json.py SCHEMA FILE...: exits with 1 and the reasons when a file does not follow the schema."""

import json
import sys

import jsonschema

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
wrong = 0
for path in sys.argv[2:]:
    with open(path, encoding="utf-8") as file:
        for error in validator.iter_errors(json.load(file)):
            print(f"{path}: {error.json_path}: {error.message[:200]}", file=sys.stderr)
            wrong += 1
sys.exit(1 if wrong else 0)
