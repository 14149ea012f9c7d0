import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { heading } from '../support/forms.ts';
import { toEverything } from '../support/people.ts';

const MARA = 'mara@example.org';
const PERSON = { name: 'Mara Lindqvist', password: 'seven lighthouses in fog' };
const CLEAN = /\/invitations\/[0-9a-f]{16}$/;

test.describe('with mail', () => {
  test('looking at a link spends nothing, and its secret stays nowhere', async ({
    page,
    people,
    server,
    newBrowser,
    request,
  }) => {
    await people.signIn(page, ADMINISTRATOR);
    await people.invite(page, toEverything(MARA));
    const link = await people.mailedLink(server.origin, MARA);
    const secret = link.split('/').at(-1)!;

    // Mail scanners: no cookies, GET and HEAD, more than once.
    for (let time = 0; time < 3; time++) {
      for (const method of ['GET', 'HEAD']) {
        const answer = await request.fetch(link, { method, maxRedirects: 0 });
        expect(answer.status()).toBe(303);
        const location = new URL(answer.headers()['location']!, server.origin);
        expect(location.pathname).toMatch(CLEAN);
        expect(location.href).not.toContain(secret);
        expect(answer.headers()['referrer-policy']).toBe('no-referrer');
        expect(answer.headers()['cache-control']).toContain('no-store');
      }
    }
    await people.waitForStatus(page, MARA, 'Invited');

    const theirs = await newBrowser();
    const referers: (string | undefined)[] = [];
    theirs.on('request', (asked) => {
      if (!asked.isNavigationRequest()) referers.push(asked.headers()['referer']);
    });
    await people.openLink(theirs, link, ADMINISTRATOR.account);
    expect(theirs.url()).not.toContain(secret);
    expect(await theirs.content()).not.toContain(secret);
    const again = await theirs.reload();
    expect(again!.status()).toBe(200);
    expect(again!.headers()['referrer-policy']).toBe('no-referrer');
    await expect(heading(theirs, `Join ${ADMINISTRATOR.account}`)).toBeVisible();
    // The style sheet at least was asked for, and nobody was told of the page: the islands are asked for by the loader,
    // which names itself.
    expect(referers.length).toBeGreaterThan(0);
    expect(referers.filter((referer) => referer && !referer.startsWith(`${server.origin}/assets/`))).toEqual([]);

    // The clean address alone opens nothing: the cookie is the key.
    const stranger = await newBrowser();
    const refused = await stranger.goto(theirs.url());
    expect(refused!.status()).toBe(404);
    await expect(heading(stranger, 'This link is not valid')).toBeVisible();

    await people.accept(theirs, link, ADMINISTRATOR.account, PERSON);
    expect(server.output).not.toContain(secret);
  });

  test('a used link says so', async ({ page, people, server, newBrowser }) => {
    await people.signIn(page, ADMINISTRATOR);
    await people.invite(page, toEverything(MARA));
    const link = await people.mailedLink(server.origin, MARA);
    await people.accept(await newBrowser(), link, ADMINISTRATOR.account, PERSON);

    const later = await newBrowser();
    const answer = await later.goto(link);
    expect(answer!.status()).toBe(410);
    expect(answer!.headers()['referrer-policy']).toBe('no-referrer');
    await expect(heading(later, 'This invitation has already been used')).toBeVisible();
    await expect(later.getByRole('button', { name: 'Set password and join' })).toHaveCount(0);
    await later.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
    await people.trySignIn(later, MARA, PERSON.password);
    await expect(heading(later, `Welcome to ${ADMINISTRATOR.account}`)).toBeVisible();
  });

  test('an unknown or damaged link is not valid', async ({ page, people, server, newBrowser }) => {
    await people.signIn(page, ADMINISTRATOR);
    await people.invite(page, toEverything(MARA));
    const link = await people.mailedLink(server.origin, MARA);
    const secret = link.split('/').at(-1)!;
    // The first letter: the last one carries bits that decoding may not look at.
    const damaged = (secret[0] === 'A' ? 'B' : 'A') + secret.slice(1);
    const stranger = await newBrowser();
    for (const wrong of [damaged, 'A'.repeat(43), secret.slice(0, 20), '0123456789abcdef', `${secret}%00`, '%3Cscript%3E']) {
      const answer = await stranger.goto(`/invitations/${wrong}`);
      expect(answer!.status(), wrong).toBe(404);
      expect(answer!.headers()['referrer-policy'], wrong).toBe('no-referrer');
      await expect(heading(stranger, 'This link is not valid')).toBeVisible();
    }
    await people.accept(stranger, link, ADMINISTRATOR.account, PERSON);
  });
});

test.describe('a link of one second', () => {
  // Without mail: the worker would not send a mail whose link has ended.
  test.use({ mail: false, serverEnv: { VESTIBULE_INVITE_TTL: '1s' } });

  test('an expired link says so', async ({ page, people, newBrowser }) => {
    await people.signIn(page, ADMINISTRATOR);
    const link = await people.createLink(page, toEverything(MARA));
    const theirs = await newBrowser();
    const open = async () => (await theirs.goto(link))!.status();
    await expect.poll(open, { intervals: [1000, 1000, 2000], timeout: 15_000 }).toBe(410);
    await expect(heading(theirs, 'This invitation has expired')).toBeVisible();
    await expect(theirs.getByRole('button', { name: 'Set password and join' })).toHaveCount(0);
    await people.waitForStatus(page, MARA, 'Expired');
  });
});
