import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll, expectStyled } from '../support/checks.ts';
import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { button, expectFieldError, field, heading } from '../support/forms.ts';
import { toEverything } from '../support/people.ts';

const MARA = 'mara@example.org';
const run = promisify(execFile);

function rows(page: Page): Locator {
  return page
    .getByRole('table', { name: 'Audit log', exact: true })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader') });
}

async function open(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Audit log', exact: true }).click();
  await expect(heading(page, 'Audit log')).toBeVisible();
}

/** What the program says of a file, and whether it was content. */
async function verify(file: string, ...options: string[]): Promise<{ code: number; said: string }> {
  try {
    const { stdout } = await run(process.env.VESTIBULE_BIN!, ['audit', 'verify', file, ...options]);
    return { code: 0, said: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, said: stderr };
  }
}

test('what was done is there to see, to filter and to prove @postgres', async ({ page, people }, info) => {
  await people.signIn(page, ADMINISTRATOR);
  await people.invite(page, toEverything(MARA, 'Mara Lindqvist'));
  await open(page);

  const invited = rows(page).filter({ hasText: 'Invited somebody' });
  await expect(invited).toHaveCount(1);
  await expect(invited).toContainText(ADMINISTRATOR.name);
  await expect(invited.getByRole('link', { name: 'Mara Lindqvist', exact: true })).toHaveAttribute('href', /^\/users\/\d+$/);
  await expect(invited).toContainText('127.0.0.1');
  await expect(rows(page).first()).toContainText('Invited somebody');
  await expect(rows(page).filter({ hasText: 'Signed in' })).not.toHaveCount(0);

  await page.locator('summary', { hasText: 'every one' }).click();
  await page.getByRole('checkbox', { name: 'Invited somebody', exact: true }).check();
  await field(page, 'Person').fill(ADMINISTRATOR.email);
  await button(page, 'Filter').click();
  await expect(page).toHaveURL(/action=invitation\.created/);
  await expect(rows(page)).toHaveCount(1);
  await expect(field(page, 'Person')).toHaveValue(ADMINISTRATOR.email);
  await expect(page.getByRole('link', { name: 'Export CSV', exact: true })).toHaveAttribute('href', /action=invitation\.created/);

  const excerpt = info.outputPath('excerpt.jsonl');
  await save(page, 'Export JSON lines', excerpt);
  const partly = await verify(excerpt);
  expect(partly.said).toContain('Verified 1 entries');
  expect(partly.said).toContain('This is an excerpt');
  expect((await verify(excerpt, '--complete')).code).toBe(1);

  await page.getByRole('link', { name: 'Clear filters', exact: true }).click();
  await expect(page).toHaveURL(/\/audit$/);
  await expect(rows(page).first()).toContainText('Exported the audit log');
  const whole = info.outputPath('whole.jsonl');
  await save(page, 'Export JSON lines', whole);
  expect(await verify(whole, '--complete')).toMatchObject({ code: 0, said: expect.stringContaining('from 1 to') });

  const text = await readFile(whole, 'utf8');
  const forged = info.outputPath('forged.jsonl');
  await writeFile(forged, text.replace('invitation.created', 'invitation.reissued'));
  const found = await verify(forged);
  expect(found.code).toBe(1);
  expect(found.said).toContain('its hash does not fit what it says');

  const table = info.outputPath('whole.csv');
  await save(page, 'Export CSV', table);
  const lines = (await readFile(table, 'utf8')).split('\r\n');
  expect(lines[0]).toMatch(/^seq,time,actor_id,actor_name,actor_email,action,subject,ip,/);
  expect(lines.some((line) => line.includes('invitation.created'))).toBe(true);
});

/** Saves what a link leads to, as a browser with or without scripts does. */
async function save(page: Page, name: string, file: string): Promise<void> {
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name, exact: true }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toMatch(/^audit-\d+-\d{4}-\d\d-\d\d\.(csv|jsonl)$/);
  await saved.saveAs(file);
}

test('the page is usable at 320 px, in the dark and with nothing to show', async ({ page, people }) => {
  test.setTimeout(120_000);
  await people.signIn(page, ADMINISTRATOR);
  await people.invite(page, toEverything(`${'long-address.'.repeat(4)}x@${'sub.'.repeat(10)}example.org`, 'Wolfeschlegelsteinhausenbergerdorffvoralternwarengewissenhaft'));
  await open(page);
  for (const address of ['/audit', '/audit?subject=membership:2&action=invitation.created', '/audit?from=2001-01-01&to=2001-01-01', '/audit?person=nobody']) {
    await page.goto(address);
    await expect(heading(page, 'Audit log')).toBeVisible();
    await expectStyled(page);
    await expectNoSidewaysScroll(page);
    // axe is a script itself.
    if (people.scripts) await expectAccessible(page);
  }
  await expectFieldError(page.getByRole('main'), 'Person', 'Nobody in this account has this address or number.');
  await page.goto('/audit');
  await page.locator('summary').click();
  await expectNoSidewaysScroll(page);
  if (people.scripts) await expectAccessible(page);
});

test('nobody but administrators sees it', async ({ page, people, server, newBrowser }) => {
  await people.signIn(page, ADMINISTRATOR);
  await people.invite(page, toEverything(MARA));
  const link = await people.mailedLink(server.origin, MARA);
  const theirs = await newBrowser();
  await people.accept(theirs, link, ADMINISTRATOR.account, { name: 'Mara', password: 'seven lighthouses in fog' });
  await expect(theirs.getByRole('link', { name: 'Audit log', exact: true })).toHaveCount(0);
  for (const path of ['/audit', '/audit/export.csv', '/audit/export.jsonl']) {
    expect((await theirs.request.get(path)).status(), path).toBe(403);
  }
});
