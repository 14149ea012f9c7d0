"""The commands of docs/api.md, run from top to bottom as somebody would who tries them.

    python3 tests/clients/examples.py target/debug/vestibule
"""

import os
import re
import subprocess
import sys

from installation import installation

PAGE = os.path.join(os.path.dirname(__file__), "..", "..", "docs", "api.md")
CALL = re.compile(r'"\$URL(/[^"?]*)')


def main(binary):
    with open(PAGE, encoding="utf-8") as page:
        commands = re.findall(r"^```sh\n(.*?)^```$", page.read(), re.MULTILINE | re.DOTALL)
    # Nobody waits the minute that lies between two links here.
    with installation(binary, VESTIBULE_RESEND_PAUSE_SECONDS="0") as server:
        # As whoever has no settings of their own for curl.
        environment = {"PATH": os.environ["PATH"], "URL": server.base, "TOKEN": server.token("Administrators")}
        calls = 0
        for command in commands:
            done = subprocess.run(
                ["bash", "-eu", "-c", command], env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
            )
            assert done.returncode == 0, f"{command}\n{done.stdout}"
            calls += len(CALL.findall(command))
        assert calls >= 10, f"only {calls} calls were found"
        print(f"docs/api.md, {server.database}: {calls} calls are answered as the page says")


if __name__ == "__main__":
    main(sys.argv[1])
