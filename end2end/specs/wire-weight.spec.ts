import { get } from 'node:http';
import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { button, field, post, rawForm, sentAs, withValue } from '../support/forms.ts';
import { toEverything } from '../support/people.ts';

const ROWS = 50;
const LIMIT = 90 * 1024;
const KINDS = ['HTML', 'CSS', 'script', 'WASM', 'other'] as const;
type Kind = (typeof KINDS)[number];

/** The bytes of a body as they travel, nothing unpacked. */
function weigh(url: string, cookie: string): Promise<{ bytes: number; kind: Kind; encoding: string }> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { cookie, 'accept-encoding': 'br' } }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
      answer.on('end', () => {
        if (answer.statusCode !== 200) return reject(new Error(`${url}: status ${answer.statusCode}`));
        const encoding = answer.headers['content-encoding'] ?? 'none';
        resolve({ bytes, kind: kindOf(answer.headers['content-type'] ?? ''), encoding });
      });
      answer.on('error', reject);
    }).on('error', reject);
  });
}

function kindOf(type: string): Kind {
  if (type.startsWith('text/html')) return 'HTML';
  if (type.startsWith('text/css')) return 'CSS';
  if (type.startsWith('application/wasm')) return 'WASM';
  return /javascript/.test(type) ? 'script' : 'other';
}

test('a first visit to the users page is light', async ({ page, people, newBrowser, server }) => {
  await people.signIn(page, ADMINISTRATOR);
  const form = await people.openInvite(page);
  await people.fillInvite(form, toEverything('guest@example.org'));
  const raw = await rawForm(button(form, 'Send invitation'));
  const [email, name] = [await sentAs(field(form, 'Email')), await sentAs(field(form, 'Name'))];
  for (let row = 1; row < ROWS; row++) {
    const filled = withValue(withValue(raw, email, `guest${row}@harbour.example`), name, `Guest Number ${row}`);
    expect((await post(page, filled)).status()).toBe(303);
  }

  // What a browser asks for that has never been here, counted one by one without its cache.
  const first = await newBrowser();
  await first.context().addCookies(await page.context().cookies());
  const urls = new Set<string>();
  first.on('request', (request) => {
    if (request.method() === 'GET' && request.url().startsWith(server.origin)) urls.add(request.url());
  });
  await first.goto('/users');
  await people.alive(first);
  await first.waitForLoadState('networkidle');
  await expect(people.rows(first)).toHaveCount(ROWS);

  const cookie = (await first.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const sums = new Map<Kind, number>(KINDS.map((kind) => [kind, 0]));
  for (const url of urls) {
    const { bytes, kind, encoding } = await weigh(url, cookie);
    if (kind !== 'other') expect(encoding, `encoding of ${url}`).toBe('br');
    sums.set(kind, sums.get(kind)! + bytes);
  }
  const total = [...sums.values()].reduce((sum, bytes) => sum + bytes, 0);
  const kb = (bytes: number) => (bytes / 1024).toFixed(1);
  const others = sums.get('other')! > 0 ? ` + other ${kb(sums.get('other')!)}` : '';
  console.log(
    `wire weight of /users: HTML ${kb(sums.get('HTML')!)} + CSS ${kb(sums.get('CSS')!)} + script ${kb(sums.get('script')!)}` +
      ` + WASM ${kb(sums.get('WASM')!)}${others} = ${kb(total)} KB`,
  );
  // Something of each kind, or the sum says nothing.
  for (const kind of ['HTML', 'CSS', 'script', 'WASM'] as const) expect(sums.get(kind), kind).toBeGreaterThan(0);
  expect(total).toBeLessThanOrEqual(LIMIT);
});
