"""Calls made up by schemathesis out of each OpenAPI document, for an administrator, an engineer and a user: nothing is
answered by a defect of the server, and nothing otherwise than the document says.

    python3 tests/clients/fuzz.py target/debug/vestibule [examples of each call]
"""

import json
import os
import subprocess
import sys
import tempfile
import urllib.request

from installation import installation

DOCUMENTS = ["gcore", "konnect"]
ROLES = ["Administrators", "Engineers", "Users"]
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "ignored_auth",
    "unsupported_method",
]
# Whoever makes calls up makes many, and invites many.
LIMITS = [
    "TOKEN_READS_PER_MINUTE",
    "TOKEN_WRITES_PER_MINUTE",
    "INVITES_PER_HOUR",
    "INVITES_PER_DAY",
    "INVITES_OPEN",
    "SIGN_IN_FAILURES",
    "SIGN_INS_PER_MINUTE",
]
USUAL = 12


def settings(document, token):
    """Where schemathesis puts the token, so that it can also leave it away: in the first scheme that the document has."""
    with urllib.request.urlopen(document) as answer:
        schemes = json.load(answer)["components"]["securitySchemes"]
    name, scheme = next(iter(schemes.items()))
    if scheme["type"] == "http":
        return f'[auth.openapi.{name}]\nbearer = "{token}"\n'
    return f'[auth.openapi.{name}]\napi_key = "APIKey {token}"\n'


def main(binary, examples=USUAL):
    program = os.path.join(os.path.dirname(sys.executable), "schemathesis")
    limits = {f"VESTIBULE_{name}": "0" for name in LIMITS}
    with installation(binary, **limits) as server, tempfile.TemporaryDirectory() as folder:
        # People to be found, and to be done something to.
        server.run("seed", "--users", "60", "--projects", "3", "--accounts", "1", "--seed", "1")
        for name in DOCUMENTS:
            document = f"{server.base}/docs/api/{name}.json"
            for role in ROLES:
                path = os.path.join(folder, "schemathesis.toml")
                with open(path, "w", encoding="utf-8") as file:
                    file.write(settings(document, server.token(role)))
                done = subprocess.run(
                    [program, "--config-file", path, "run", document, "--checks", ",".join(CHECKS)]
                    + ["--max-examples", str(examples), "--phases", "coverage,fuzzing,stateful", "--seed", "1"],
                    cwd=folder,
                    text=True,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                )
                assert done.returncode == 0, f"{name} as one of {role}\n{done.stdout}"
                made = [line.strip() for line in done.stdout.splitlines() if " generated, " in line]
                assert made, done.stdout
                print(f"{name}.json, {role}, {server.database}: {made[0]}")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:3]))
