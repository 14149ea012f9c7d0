import { expect, test } from '../support/fixtures.ts';

// The watch over every page of the suite is worth nothing unless it sees. These pages are made up; their faults are real.
const POLICY = "default-src 'none'; script-src 'nonce-known'; style-src 'self'; img-src 'self'; connect-src 'self'";

const FAULTS: { what: string; body: string; expected: RegExp; scripts?: boolean }[] = [
  { what: 'a style attribute', body: '<p style="color: red">x</p>', expected: /style/i },
  { what: 'a foreign picture', body: '<img src="http://127.0.0.2:9/x.png" alt="">', expected: /img-src|violates/ },
  { what: 'a missing picture', body: '<img src="/no-such-picture.png" alt="">', expected: /no-such-picture\.png: status 404/ },
  { what: 'an inline script', body: '<script>document.title = 1</script>', expected: /script-src/, scripts: true },
  { what: 'a thrown error', body: '<script nonce="known">throw new Error("oh")</script>', expected: /page error.*oh/s, scripts: true },
  { what: 'a console error', body: '<script nonce="known">console.error("oh")</script>', expected: /console: oh/, scripts: true },
  { what: 'an alert', body: '<script nonce="known">alert("oh")</script>', expected: /script dialog: oh/, scripts: true },
  {
    what: 'a failing fetch',
    body: '<script nonce="known">fetch("/broken").catch(() => {})</script>',
    expected: /broken: status 500/,
    scripts: true,
  },
];

test('the watch sees every kind of fault', async ({ page, people, watch }) => {
  await page.route('**/broken', (route) => route.fulfill({ status: 500, body: '' }));
  await page.route('**/no-such-picture.png', (route) => route.fulfill({ status: 404, body: '' }));
  for (const [number, { what, body, expected, scripts }] of FAULTS.entries()) {
    if (scripts && !people.scripts) continue;
    await page.route(`**/fault-${number}`, (route) =>
      route.fulfill({
        contentType: 'text/html',
        headers: { 'content-security-policy': POLICY },
        body: `<!doctype html><title>${number}</title>${body}`,
      }),
    );
    await page.goto(`/fault-${number}`);
    await expect.poll(() => watch.problems.join('\n'), { message: what }).toMatch(expected);
    watch.problems.length = 0;
  }
});

test('the watch is quiet about a sound page, a refusal and a page left early', async ({ page, people, watch }) => {
  await page.route('**/refused', (route) =>
    route.fulfill({ status: 422, contentType: 'text/html', body: '<!doctype html><title>x</title>' }),
  );
  await page.goto('/refused');
  await page.goto('/no-such-page');
  await page.goto('/sign-in');
  await people.alive(page);
  expect(watch.problems).toEqual([]);
});
