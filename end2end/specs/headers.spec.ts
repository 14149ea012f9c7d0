import type { APIResponse, BrowserContext } from '@playwright/test';
import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { button, field, post, rawForm, sentAs, withValue } from '../support/forms.ts';
import { toEverything } from '../support/people.ts';

const MARA = 'mara@example.org';
/**
 * `sid`: the session. `device`: who has signed in with the browser. `link`: the key to a clean address after a mailed link.
 * `flash`: the notice after a redirect.
 */
const COOKIES = ['sid', 'device', 'link', 'flash'];

const POLICY: Record<string, RegExp> = {
  'default-src': /^'none'$/,
  'script-src': /^'nonce-[A-Za-z0-9+/_=-]{16,}' 'strict-dynamic' 'wasm-unsafe-eval'$/,
  'style-src': /^'self'$/,
  'img-src': /^'self' data:$/,
  'font-src': /^'self'$/,
  'connect-src': /^'self'$/,
  'form-action': /^'self'$/,
  'frame-ancestors': /^'none'$/,
  'base-uri': /^'none'$/,
};

function directives(answer: APIResponse): Map<string, string> {
  const policy = answer.headers()['content-security-policy'] ?? '';
  return new Map(
    policy
      .split(';')
      .map((part) => part.trim())
      .filter(Boolean)
      .map((part) => {
        const [name, ...values] = part.split(/\s+/);
        return [name!, values.join(' ')];
      }),
  );
}

/** On every response, whatever it is. */
function expectBasics(answer: APIResponse, what: string): void {
  const headers = answer.headers();
  expect(directives(answer).get('default-src'), what).toBe("'none'");
  expect(headers['x-content-type-options'], what).toBe('nosniff');
  expect(headers['cross-origin-opener-policy'], what).toBe('same-origin');
  expect(headers['cross-origin-resource-policy'], what).toBe('same-origin');
  expect(headers['permissions-policy'], what).toBeTruthy();
  // Only where the public address is https: here it would lock the loopback address up.
  expect(headers['strict-transport-security'], what).toBeUndefined();
  expect(headers['server'], what).toBeUndefined();
}

function expectPage(answer: APIResponse, what: string, referrer = 'same-origin'): void {
  expectBasics(answer, what);
  expect(answer.headers()['referrer-policy'], what).toBe(referrer);
  expect(answer.headers()['cache-control'], what).toContain('no-store');
}

async function expectPolicy(answer: APIResponse, what: string): Promise<string> {
  const found = directives(answer);
  for (const [name, value] of Object.entries(POLICY)) expect(found.get(name), `${what}: ${name}`).toMatch(value);
  expect([...found.keys()].sort(), what).toEqual(Object.keys(POLICY).sort());
  const nonce = /'nonce-([^']+)'/.exec(found.get('script-src')!)![1]!;
  const html = await answer.text();
  for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) expect(tag, what).toContain(`nonce="${nonce}"`);
  expect(html, `${what}: style attributes`).not.toMatch(/<[a-z][^>]*\sstyle=/);
  expect(html, `${what}: handler attributes`).not.toMatch(/<[a-z][^>]*\son[a-z]+=/);
  return nonce;
}

async function expectOnlyKnownCookies(context: BrowserContext): Promise<void> {
  for (const cookie of await context.cookies()) {
    expect(COOKIES).toContain(cookie.name);
    expect(cookie.httpOnly, cookie.name).toBe(true);
    expect(['Lax', 'Strict'], cookie.name).toContain(cookie.sameSite);
  }
}

const get = { maxRedirects: 0 };

test('pages, errors and redirects carry the headers', async ({ page, people, request, context }) => {
  const nonces = new Set<string>();
  let pages = 0;
  const look = async (answer: APIResponse, status: number, what: string, referrer?: string) => {
    expect(answer.status(), what).toBe(status);
    expectPage(answer, what, referrer);
    if (status === 303) return;
    nonces.add(await expectPolicy(answer, what));
    pages++;
  };
  await look(await request.get('/sign-in', get), 200, '/sign-in');
  await look(await request.get('/sign-in', get), 200, '/sign-in again');
  await look(await request.get('/forgot-password', get), 200, '/forgot-password');
  await look(await request.get('/no-such-page', get), 404, 'unknown address');
  await look(await request.get('/users', get), 303, '/users signed out');
  // A whole token is first put out of the address; only then is it looked up.
  await look(await request.get(`/invitations/${'A'.repeat(43)}`, get), 303, 'a link followed', 'no-referrer');
  await look(await request.get(`/invitations/${'A'.repeat(43)}`), 404, 'unknown invitation', 'no-referrer');

  await page.goto('/sign-in');
  const form = await rawForm(button(page, 'Sign in'));
  await look(await post(page, form), 422, 'sign-in refused');
  await people.signIn(page, ADMINISTRATOR);
  await look(await page.request.get('/users', get), 200, '/users');
  await look(await page.request.get('/users/invite', get), 200, '/users/invite');
  await look(await page.request.get('/', get), 303, '/ signed in');
  expect(nonces.size, 'a nonce is used once').toBe(pages);

  for (const path of ['/healthz', '/readyz']) expectBasics(await request.get(path), path);
  expectBasics(await request.delete('/sign-in'), 'wrong method');
  await expectOnlyKnownCookies(context);
});

test('assets are ours, immutable and carry the headers', async ({ page, people, request }) => {
  const assets = new Set<string>();
  page.on('response', (response) => {
    if (new URL(response.url()).pathname.startsWith('/assets/')) assets.add(response.url());
  });
  await people.signIn(page, ADMINISTRATOR);
  await page.waitForLoadState('networkidle');
  expect(assets.size).toBeGreaterThan(0);
  for (const url of assets) {
    const answer = await request.get(url, { headers: { 'accept-encoding': 'br' } });
    expect(answer.status(), url).toBe(200);
    expectBasics(answer, url);
    expect(answer.headers()['cache-control'], url).toMatch(/public.*max-age=31536000.*immutable/);
    expect(answer.headers()['vary'] ?? '', url).toMatch(/accept-encoding/i);
  }
  const missing = await request.get('/assets/no-such-file.js');
  expect(missing.status()).toBe(404);
  expect(missing.headers()['cache-control']).toContain('no-store');
});

test('what comes from another site is refused', async ({ page, people }) => {
  await people.signIn(page, ADMINISTRATOR);
  const signOut = await rawForm(button(page.getByRole('banner'), 'Sign out'));
  const form = await people.openInvite(page);
  await people.fillInvite(form, toEverything(MARA));
  const invite = await rawForm(button(form, 'Send invitation'));
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:1' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    // Not saying where from is no way in either.
    {},
  ] as Record<string, string>[]) {
    for (const raw of [signOut, invite]) {
      const answer = await post(page, raw, headers);
      expect(answer.status(), `${raw.action} with ${JSON.stringify(headers)}`).toBe(403);
      expectBasics(answer, `${raw.action} with ${JSON.stringify(headers)}`);
    }
  }
  await page.goto('/users');
  await expect(people.rows(page)).toHaveCount(1);
  // The same post from here is welcome: it was the origin that was refused above.
  expect((await post(page, invite)).status()).toBe(303);
});

test('cookies are few, and closed to scripts', async ({ page, people, server, context, newBrowser }) => {
  await people.signIn(page, ADMINISTRATOR);
  const session = (await context.cookies()).find((cookie) => cookie.name === 'sid');
  expect(session).toMatchObject({ path: '/', httpOnly: true, sameSite: 'Lax', secure: false });
  await people.invite(page, toEverything(MARA));
  await expectOnlyKnownCookies(context);

  const theirs = await newBrowser();
  const link = await people.mailedLink(server.origin, MARA);
  await people.openLink(theirs, link, ADMINISTRATOR.account);
  await expectOnlyKnownCookies(theirs.context());
  const key = (await theirs.context().cookies()).find((cookie) => cookie.name === 'link');
  // Kept for half an hour; the whole host's, as the `__Host-` name it has over https demands.
  expect(key).toMatchObject({ httpOnly: true, path: '/' });
  expect(key!.expires).toBeLessThan(Date.now() / 1000 + 31 * 60);
  await people.accept(theirs, link, ADMINISTRATOR.account, { name: 'Mara', password: 'seven lighthouses in fog' });
  await expectOnlyKnownCookies(theirs.context());
});

test('an address to go on to stays on this site', async ({ page, people }) => {
  for (const next of ['https://evil.example/', '//evil.example/', '/\\evil.example/', 'javascript:alert(1)']) {
    await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
    const form = await rawForm(button(page, 'Sign in'));
    const email = await sentAs(field(page, 'Email'));
    const password = await sentAs(field(page, 'Password'));
    const filled = withValue(withValue(form, email, ADMINISTRATOR.email), password, ADMINISTRATOR.password);
    const answer = await post(page, filled);
    expect(answer.status(), next).toBe(303);
    expect(answer.headers()['location'], next).toMatch(/^\/(users)?$/);
    await page.context().clearCookies();
  }
  await people.signIn(page, ADMINISTRATOR);
});
