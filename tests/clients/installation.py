"""An installation of its own in a folder of its own, served on a free port of loopback, and ended again. SQLite, unless
DATABASE_URL names an empty database of a PostgreSQL server."""

import contextlib
import os
import socket
import subprocess
import tempfile

EMAIL = "ada@example.org"
PASSWORD = "seven lanterns on a quay"


class Installation:
    """A running server, with an account of number 1 and its administrator."""

    def __init__(self, binary, folder, port, limits):
        self.binary, self.folder = binary, folder
        self.base, self.mails = f"http://127.0.0.1:{port}", os.path.join(folder, "mail")
        self.environment = {
            "DATABASE_URL": os.environ.get("DATABASE_URL", f"sqlite://{folder}/vestibule.db"),
            "VESTIBULE_LISTEN": f"127.0.0.1:{port}",
            "VESTIBULE_SECRET_KEY_FILE": f"{folder}/secret.key",
            "VESTIBULE_MAIL_DIR": self.mails,
            "VESTIBULE_LOG": "warn",
            **limits,
        }

    def run(self, *words, **more):
        """What a command prints."""
        command = [self.binary, *words]
        more = {"cwd": self.folder, "env": self.environment, "text": True, "stdout": subprocess.PIPE, **more}
        return subprocess.run(command, check=True, **more).stdout.strip()

    def token(self, role):
        """A token of the administrator."""
        return self.run(
            "token", "create", "--email", EMAIL, "--account-id", "1", "--role", role, "--name", f"client, {role}"
        )

    @property
    def database(self):
        return self.environment["DATABASE_URL"].split(":")[0]


@contextlib.contextmanager
def installation(binary, **limits):
    """Sets one up and serves it; `limits` are settings beside the usual ones."""
    with tempfile.TemporaryDirectory() as folder:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        made = Installation(os.path.abspath(binary), folder, port, limits)
        made.run(
            "setup", "--email", EMAIL, "--name", "Ada Kern", "--account", "Northwind", "--password-stdin", input=PASSWORD
        )
        server = subprocess.Popen(
            [made.binary, "serve"], cwd=folder, env=made.environment, text=True, stdout=subprocess.PIPE
        )
        try:
            assert server.stdout.readline().startswith("Vestibule is listening"), "the server did not start"
            yield made
        finally:
            server.terminate()
            code = server.wait(30)
        assert code == 0, f"the server ended with {code}"
