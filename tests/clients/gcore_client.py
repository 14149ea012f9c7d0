"""The official Python client of the first API against a running server, in its strict mode: every missing, null or mistyped
field is an exception.

    python3 -m venv venv && venv/bin/pip install -r tests/clients/requirements.txt
    venv/bin/python tests/clients/gcore_client.py target/debug/vestibule

Sets up an installation of its own in a folder of its own, serves it on a free port of loopback, and ends it again. SQLite,
unless DATABASE_URL names an empty database of a PostgreSQL server.
"""

import asyncio
import os
import re
import socket
import subprocess
import sys
import tempfile
import time

import gcore
import httpx
from gcore import AsyncGcore, Gcore

PASSWORD = "seven lanterns on a quay"
NOTHING = type(None)


def strict(base, token, **more):
    return Gcore(base_url=base, api_key=token, _strict_response_validation=True, max_retries=0, **more)


def refused(error, call, *arguments, **keywords):
    """What the client makes of a refusal."""
    try:
        result = call(*arguments, **keywords)
    except error as refusal:
        return refusal
    raise AssertionError(f"{error.__name__} expected, got {result!r}")


def link_in(folder, address):
    """The newest invitation link mailed to an address; mails are files."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        for name in sorted(os.listdir(folder), reverse=True):
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as mail:
                text = mail.read().replace("=\n", "").replace("=3D", "=")
            found = re.search(r"/invitations/([A-Za-z0-9_-]{43})", text)
            if found and address in text:
                return found.group(1)
        time.sleep(0.2)
    raise AssertionError(f"no mail to {address}")


def check(base, token, operator_account, mails):
    client = strict(base, token)

    # A key is checked, and the account learnt.
    account = client.iam.get_account_overview()
    assert account.id == operator_account and account.company_name == "Northwind", account
    own = account.current_user

    # Inviting: the id is there at once.
    invited = client.iam.users.invite(
        client_id=account.id, email="mara@example.org", user_role={"id": 5, "name": "Engineers"}, lang="de", name="Mara Lind"
    )
    assert invited.status == "sent" and invited.user_id > 0, invited
    little = client.iam.users.invite(client_id=account.id, email="least@example.org", user_role={})
    mara = client.iam.users.get(user_id=invited.user_id)
    assert (mara.email, mara.name, mara.lang, mara.activated) == ("mara@example.org", "Mara Lind", "de", False), mara
    assert (mara.groups[0].id, mara.groups[0].name) == (5, "Engineers"), mara
    assert client.iam.users.get(user_id=little.user_id).groups[0].name == "Users"

    # Refusals are the client's own exceptions, with the bodies as published.
    again = refused(
        gcore.BadRequestError, client.iam.users.invite, client_id=account.id, email="Mara@example.org", user_role={"id": 2}
    )
    assert again.body == [f"User {invited.user_id} has already been invited to client {account.id}"], again.body
    wrong = refused(
        gcore.BadRequestError, client.iam.users.invite, client_id=account.id, email="nobody", user_role={"name": "Users"}
    )
    assert wrong.body == {"errors": {"email": ["Enter a valid email address."]}}, wrong.body
    refused(gcore.PermissionDeniedError, client.iam.users.invite, client_id=account.id + 1, email="x@example.org", user_role={})
    refused(gcore.NotFoundError, client.iam.users.get, user_id=99_999_999)
    for key in ("", "7712", "1_wrong", token[:-1]):
        failure = refused(gcore.AuthenticationError, strict(base, key or "x").iam.get_account_overview)
        assert "message" in failure.body, failure.body

    # Lists: in pages of whatever size nobody is lost; without a limit a bare array, as the vendor has it.
    for n in range(7):
        client.iam.users.invite(client_id=account.id, email=f"p{n}@example.org", user_role={"name": "Users"})
    everybody = [user.id for user in client.iam.users.list()]
    assert len(everybody) == 10 and everybody == sorted(everybody), everybody
    for size in (1, 3, 10, 50):
        assert [user.id for user in client.iam.users.list(limit=size)] == everybody, size
    page = client.iam.users.list(limit=3, offset=9)
    assert page.count == 10 and len(page.results) == 1, page
    bare = client.get("/iam/users", cast_to=httpx.Response).json()
    assert isinstance(bare, list) and len(bare) == 10, bare
    found = client.iam.users.list(extra_query={"groups": "5", "lang": "de", "activated": "False", "ordering": "-id"})
    assert [user.id for user in found] == [invited.user_id], found

    # Changing people, and roles by the calls the client has no method for.
    changed = client.iam.users.update(user_id=invited.user_id, name="Mara Voss", lang="ru")
    assert (changed.name, changed.lang) == ("Mara Voss", "ru"), changed
    assert client.iam.users.update(user_id=own, phone="+49 30 1", auth_types=["password"]).phone == "+49 30 1"
    assert client.iam.users.update(user_id=own, phone=None).phone is None
    assert client.iam.users.update(user_id=own).id == own
    path = f"/iam/clients/{account.id}/client-users/{invited.user_id}"
    assert client.get(path, cast_to=object) == {"user_role": {"id": 5, "name": "Engineers"}}
    client.put(path, cast_to=NOTHING, body={"user_role": {"id": 3009}})
    assert client.get(path, cast_to=object)["user_role"]["name"] == "Purge and Prefetch only (API+Web)"

    # A new link only after a while; one that is clicked makes the person activated.
    soon = refused(
        gcore.RateLimitError, client.post, "/iam/auth/renew_invitation", cast_to=object, body={"email": "mara@example.org"}
    )
    assert 0 < int(soon.response.headers["retry-after"]) <= 60, soon.response.headers
    accept(base, link_in(mails, "mara@example.org"))
    assert client.iam.users.get(user_id=invited.user_id).activated is True
    done = refused(
        gcore.BadRequestError, client.post, "/iam/auth/renew_invitation", cast_to=object, body={"email": "mara@example.org"}
    )
    assert done.body == {"message": "This user already activated."}, done.body

    # Taking people out: no body either way, and what is gone is gone.
    assert client.iam.users.delete(user_id=invited.user_id, client_id=account.id) is None
    refused(gcore.NotFoundError, client.iam.users.delete, user_id=invited.user_id, client_id=account.id)
    assert client.iam.users.get(user_id=invited.user_id).deleted is True
    assert invited.user_id not in [user.id for user in client.iam.users.list()]
    client.delete(f"/iam/users/{little.user_id}", cast_to=NOTHING)

    # Projects, below the other root.
    project = client.cloud.projects.create(name="Harbour 2.0")
    assert project.client_id == account.id and not project.is_default and project.state == "ACTIVE", project
    assert [each.id for each in client.cloud.projects.list(limit=1)] == sorted([1, project.id])
    taken = refused(gcore.BadRequestError, client.cloud.projects.create, name="harbour 2.0")
    assert taken.body["exception_class"] == "ValidationError" and "name" in taken.body["invalid_fields"], taken.body

    # The other forms send the same octets.
    asyncio.run(check_async(base, token, account.id))

    # Another account with somebody who signs in at once.
    made = client.post(
        "/iam/users",
        cast_to=gcore.types.iam.User,
        body={"email": "first@example.net", "password": "nine copper kettles hum", "company": "Southwind"},
    )
    assert made.activated and made.company == "Southwind" and made.client != account.id, made


async def check_async(base, token, account):
    async with AsyncGcore(base_url=base, api_key=token, _strict_response_validation=True, max_retries=0) as client:
        assert (await client.iam.get_account_overview()).id == account
        assert len([user async for user in client.iam.users.list(limit=3)]) == 8


def accept(base, token):
    """As a browser without scripts accepts."""
    with httpx.Client(base_url=base, follow_redirects=True) as browser:
        page = browser.get(f"/invitations/{token}")
        form = {"name": "Mara Voss", "password": PASSWORD}
        for name, value in re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page.text):
            form[name] = value
        answer = browser.post(page.url, data=form, headers={"origin": base})
        assert answer.status_code == 200, (answer.status_code, answer.text[:2000])


def main(binary):
    with tempfile.TemporaryDirectory() as folder:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        base, mails = f"http://127.0.0.1:{port}", os.path.join(folder, "mail")
        environment = {
            "DATABASE_URL": os.environ.get("DATABASE_URL", f"sqlite://{folder}/vestibule.db"),
            "VESTIBULE_LISTEN": f"127.0.0.1:{port}",
            "VESTIBULE_SECRET_KEY_FILE": f"{folder}/secret.key",
            "VESTIBULE_MAIL_DIR": mails,
            "VESTIBULE_LOG": "warn",
        }

        def run(*words, **more):
            return subprocess.run(
                [binary, *words], check=True, cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, **more
            ).stdout.strip()

        run("setup", "--email", "ada@example.org", "--name", "Ada Kern", "--account", "Northwind", "--password-stdin", input=PASSWORD)
        token = run(
            "token", "create", "--email", "ada@example.org", "--account-id", "1", "--role", "Administrators", "--name", "client"
        )
        server = subprocess.Popen([binary, "serve"], cwd=folder, env=environment, text=True, stdout=subprocess.PIPE)
        try:
            assert server.stdout.readline().startswith("Vestibule is listening"), "the server did not start"
            check(base, token, 1, mails)
        finally:
            server.terminate()
            server.wait(30)
    print(f"gcore {gcore.__version__}: every call is answered as the client wants it")


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
