"""The official Python client of the first API against a running server, in its strict mode: every missing, null or mistyped
field is an exception.

    cargo xtask test --only clients

or by hand, in an environment with requirements.txt:

    python tests/clients/gcore_client.py target/debug/vestibule
"""

import asyncio
import os
import re
import sys
import time

import gcore
import httpx
from gcore import AsyncGcore, Gcore

from installation import PASSWORD, installation

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

    check_tokens(client, base, account, own)
    check_assignments(client, account, own, project)

    # The other form sends the same octets.
    asyncio.run(check_async(base, token, account.id, project.id))

    # Another account with somebody who signs in at once.
    made = client.post(
        "/iam/users",
        cast_to=gcore.types.iam.User,
        body={"email": "first@example.net", "password": "nine copper kettles hum", "company": "Southwind"},
    )
    assert made.activated and made.company == "Southwind" and made.client != account.id, made


def check_tokens(client, base, account, own):
    """The calls about tokens: the current ones by their methods, the older ones by their addresses."""
    tokens = client.iam.api_tokens
    made = tokens.create(
        client_id=account.id,
        client_user={"role": {"id": 5, "name": "Engineers"}},
        exp_date="2099-12-20T14:00:32.457425+00:00",
        name="ci runner",
        description="nightly",
    )
    assert made.token.startswith(f"{made.id}_") and made.last_usage == "" and not made.deleted, made
    assert (made.exp_date, made.description) == ("2099-12-20T14:00:32.457425Z", "nightly"), made
    assert (made.client_user.user_id, made.client_user.client_id) == (own, account.id), made
    assert (made.client_user.role.id, made.client_user.user_email) == (5, "ada@example.org"), made
    least = tokens.create(client_id=account.id, client_user={}, exp_date=None, name="least")
    assert least.client_user.role.name == "Users" and least.exp_date is None and least.description is None, least
    past = tokens.create(client_id=account.id, client_user={}, exp_date="2020-01-01T00:00:00Z", name="past")
    assert past.expired and past.deleted, past

    # What it opens, and how high it reaches.
    theirs = strict(base, made.token)
    assert theirs.iam.get_account_overview().current_user == own
    refused(gcore.PermissionDeniedError, lambda: [*theirs.iam.users.list()])
    above = refused(
        gcore.BadRequestError,
        theirs.iam.api_tokens.create,
        client_id=account.id,
        client_user={"role": {"id": 1, "name": "Administrators"}},
        exp_date=None,
        name="above",
    )
    said = "Can't create token with role Administrators"
    assert above.body == {"errors": {"client_user": {"role": [said]}}}, above.body
    refused(gcore.AuthenticationError, strict(base, past.token).iam.get_account_overview)

    one = tokens.get(token_id=made.id, client_id=account.id)
    assert one.id == made.id and one.name == "ci runner" and one.last_usage != "", one
    ids = lambda **filters: {token.id for token in tokens.list(client_id=account.id, **filters)}
    assert {made.id, least.id, past.id} <= ids()
    assert past.id in ids(deleted=True) and made.id not in ids(deleted=True)
    assert made.id in ids(deleted=False) and past.id not in ids(deleted=False)
    assert ids(role="Engineers", issued_by=own) == {made.id} and ids(not_issued_by=own) == set() == ids(role="Owners")
    wrong = refused(gcore.NotFoundError, tokens.get, token_id=99_999_999, client_id=account.id)
    assert wrong.body == {"message": "API token not found."}, wrong.body
    refused(gcore.PermissionDeniedError, tokens.list, client_id=account.id + 1)
    assert tokens.delete(token_id=made.id, client_id=account.id) is None
    refused(gcore.AuthenticationError, theirs.iam.get_account_overview)
    assert tokens.get(token_id=made.id, client_id=account.id).deleted is True

    # As clients of before call, with the token as they know it.
    path = f"/iam/clients/{account.id}/tokens"
    old = client.post(path, cast_to=object, body={"name": "old", "exp_date": None, "client_user": {}})
    assert old["token"].startswith(f"{old['id']}$"), old
    strict(base, old["token"]).iam.get_account_overview()
    assert old["id"] in [token["id"] for token in client.get(path, cast_to=httpx.Response).json()]
    assert client.get(f"{path}/{old['id']}", cast_to=object)["name"] == "old"
    client.delete(f"{path}/{old['id']}", cast_to=NOTHING)


def check_assignments(client, account, own, project):
    """The vendor's own example: invite, give a role in a project, see it."""
    roles = client.cloud.users.role_assignments
    user = client.iam.users.invite(client_id=account.id, email="zoe@example.org", user_role={}).user_id
    made = roles.create(role="ProjectAdministrator", user_id=user, client_id=account.id, project_id=project.id)
    assert (made.role, made.user_id, made.client_id) == ("ProjectAdministrator", user, account.id), made
    assert (made.project_id, made.assigned_by, made.updated_at) == (project.id, own, None), made
    changed = roles.update(made.id, role="Observer", user_id=user, client_id=account.id, project_id=project.id)
    assert changed.assignment_id == made.id, changed
    seen = {each.id: each for each in roles.list()}
    assert seen[made.id].role == "Observer" and seen[made.id].updated_at is not None, seen
    assert [each.id for each in roles.list(user_id=user, project_id=project.id, limit=1)] == [made.id]
    assert sorted(seen) == [each.id for each in roles.list(limit=1)]
    taken = refused(gcore.BadRequestError, roles.create, role="ClientAdministrator", user_id=user)
    assert taken.body["exception_class"] == "ValidationError" and "role" in taken.body["invalid_fields"], taken.body
    assert roles.delete(made.id).assignment_id == made.id
    assert refused(gcore.NotFoundError, roles.delete, made.id).body["exception_class"] == "NotFoundError"
    whole = roles.create(role="ClientAdministrator", user_id=user)
    assert whole.project_id is None and roles.delete(whole.id).assignment_id == whole.id, whole
    client.iam.users.delete(user_id=user, client_id=account.id)


async def check_async(base, token, account, project):
    async with AsyncGcore(base_url=base, api_key=token, _strict_response_validation=True, max_retries=0) as client:
        overview = await client.iam.get_account_overview()
        assert overview.id == account
        before = [user.id async for user in client.iam.users.list(limit=3)]
        assert len(before) == 8, before
        invited = await client.iam.users.invite(
            client_id=account, email="async@example.org", user_role={"id": 2, "name": "Users"}, lang="ru", name="A Sync"
        )
        user = invited.user_id
        assert (await client.iam.users.get(user_id=user)).email == "async@example.org"
        assert (await client.iam.users.update(user_id=user, name="A. Sync")).name == "A. Sync"

        tokens = client.iam.api_tokens
        made = await tokens.create(client_id=account, client_user={"role": {"id": 2}}, exp_date=None, name="async")
        assert (await tokens.get(token_id=made.id, client_id=account)).name == "async"
        assert made.id in [each.id for each in await tokens.list(client_id=account, role="Users")]
        assert await tokens.delete(token_id=made.id, client_id=account) is None

        roles = client.cloud.users.role_assignments
        given = await roles.create(role="User", user_id=user, client_id=account, project_id=project)
        assert (await roles.update(given.id, role="Observer", user_id=user)).assignment_id == given.id
        assert given.id in [each.id async for each in roles.list(limit=1)]
        assert (await roles.delete(given.id)).assignment_id == given.id
        assert await client.iam.users.delete(user_id=user, client_id=account) is None


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
    with installation(binary) as server:
        check(server.base, server.token("Administrators"), 1, server.mails)
        print(f"gcore {gcore.__version__}, {server.database}: every call is answered as the client wants it")


if __name__ == "__main__":
    main(sys.argv[1])
