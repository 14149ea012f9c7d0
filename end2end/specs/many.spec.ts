import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../support/checks.ts';
import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { button, field, heading } from '../support/forms.ts';
import { linkIn, toEverything } from '../support/people.ts';

const NO_LIMITS = {
  VESTIBULE_INVITES_PER_HOUR: '0',
  VESTIBULE_INVITES_PER_DAY: '0',
  VESTIBULE_INVITES_OPEN: '0',
};

/** The part of the form that is folded away. */
async function more(form: Locator): Promise<void> {
  await form.getByText('More options', { exact: true }).click();
  await expect(field(form, 'Personal note')).toBeVisible();
}

async function expectDone(page: Page, people: { alive(page: Page): Promise<void> }, count: number): Promise<void> {
  await people.alive(page);
  const done = heading(page, new RegExp(`of ${count} invitations? handed over$`));
  await expect(done).toBeVisible({ timeout: 60_000 });
}

test('life of the link, note and last day of access', async ({ page, people, smtp, server, newBrowser }) => {
  await people.signIn(page, ADMINISTRATOR);
  const form = await people.openInvite(page);
  await people.fillInvite(form, { email: 'mara@example.org', role: 'Users', scope: { client: 'No access' } });
  await more(form);
  await form.getByRole('combobox', { name: 'Link valid for' }).selectOption('7 days');
  await field(form, 'Personal note').fill('Hello <b>Mara</b>\nsee you');
  const day = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);
  await field(form, 'Access ends on').fill(day);
  if (people.scripts) await expectAccessible(page);
  await button(form, 'Preview email').click();
  const preview = page.getByRole('region', { name: 'The mail as it will be sent' });
  await expect(preview).toContainText('Hello <b>Mara</b>');
  await expect(preview).toContainText('/invitations/preview');
  await expectNoSidewaysScroll(page);
  if (people.scripts) await expectAccessible(page);
  await button(form, 'Send invitation').click();
  await people.expectQueued(page, 'mara@example.org');
  const mail = await smtp.waitFor('mara@example.org');
  expect(mail.text).toContain('> Hello <b>Mara</b>');
  expect(mail.html).toContain('Hello &lt;b&gt;Mara&lt;/b&gt;');
  await people.waitForStatus(page, 'mara@example.org', /expires in 7 days/);
  const theirs = await newBrowser();
  await people.openLink(theirs, linkIn(mail, server.origin), ADMINISTRATOR.account);
  await expect(theirs.getByRole('main')).toContainText('Hello <b>Mara</b>');
  await expect(theirs.getByRole('main')).toContainText('Last day of access');
});

test('copying the link instead of mailing it', async ({ page, people, smtp }) => {
  await people.signIn(page, ADMINISTRATOR);
  const form = await people.openInvite(page);
  await people.fillInvite(form, toEverything('mara@example.org'));
  await more(form);
  await field(form, 'Copy link instead of mailing').check();
  await expect(button(form, 'Send invitation')).toHaveCount(0);
  await button(form, 'Create link').click();
  await people.shownLink(page);
  expect(smtp.attempts).toBe(0);
});

test.describe('with time to undo', () => {
  test.use({ serverEnv: { VESTIBULE_UNDO_SECONDS: '10' } });

  test('a fresh invitation is taken back', async ({ page, people, smtp }) => {
    await people.signIn(page, ADMINISTRATOR);
    await people.invite(page, toEverything('mara@example.org'));
    await button(page.locator('#notices'), 'Undo').click();
    await expect(page.getByRole('status').filter({ hasText: 'Nothing was mailed' }).first()).toBeVisible();
    await expect(people.row(page, 'mara@example.org')).toHaveCount(0);
    expect(smtp.attempts).toBe(0);
  });

  test('too late, and revoking is offered', async ({ page, people, smtp }) => {
    await people.signIn(page, ADMINISTRATOR);
    await people.invite(page, toEverything('mara@example.org'));
    await smtp.waitFor('mara@example.org');
    await button(page.locator('#notices'), 'Undo').click();
    const notice = page.locator('#notices');
    await expect(notice).toContainText('Too late to undo');
    await notice.getByRole('link', { name: 'Revoke invite' }).click();
    await page.getByRole('button', { name: /Revoke/ }).last().click();
    await expect(people.row(page, 'mara@example.org')).toHaveCount(0);
  });
});

test.describe('many at once', () => {
  test.use({ serverEnv: NO_LIMITS });

  test('several addresses are reviewed and sent', async ({ page, people, smtp }) => {
    await people.signIn(page, ADMINISTRATOR);
    const form = await people.openInvite(page);
    const emails = `mara@example.org, bo@example.org\nwrong@ MARA@example.org ${ADMINISTRATOR.email}`;
    await people.fillInvite(form, { email: emails, role: 'Users', scope: { client: 'No access' } });
    const label = people.scripts ? 'Review 5 addresses' : 'Send invitation';
    await button(form, label).click();
    await expect(heading(page, 'Review before sending')).toBeVisible();
    for (const words of ['2 new', 'Wrong address: 1', 'Double: 1', 'Here already: 1']) {
      await expect(page.getByText(words, { exact: true })).toBeVisible();
    }
    await expectNoSidewaysScroll(page);
    if (people.scripts) await expectAccessible(page);
    await button(page, 'Send 2 invitations').click();
    await expectDone(page, people, 2);
    if (people.scripts) await expectAccessible(page);
    await smtp.waitFor('mara@example.org');
    await smtp.waitFor('bo@example.org');
    await page.getByRole('link', { name: 'mara@example.org', exact: true }).click();
    await expect(heading(page, 'mara@example.org')).toBeVisible();
  });

  test('a file of 200 people', async ({ page, people, smtp }) => {
    test.setTimeout(120_000);
    await people.signIn(page, ADMINISTRATOR);
    const form = await people.openInvite(page);
    const rows = Array.from({ length: 200 }, (_, n) => `p${n}@example.org;Person ${n};de`);
    await form.getByText('Upload CSV', { exact: true }).click();
    const buffer = Buffer.from(`\ufeffE-Mail;Name;Sprache\r\n${rows.join('\r\n')}\r\n`);
    await field(form, 'CSV file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer });
    await button(form, 'Review people in the file').click();
    await expect(heading(page, 'Review before sending')).toBeVisible();
    await button(page, 'Send 200 invitations').click();
    await expectDone(page, people, 200);
    await expect.poll(() => new Set(smtp.mails.map((mail) => mail.to.join())).size, { timeout: 60_000 }).toBe(200);
    expect(smtp.mails.length).toBe(200);
  });

  test('a file that cannot be read says where', async ({ page, people }) => {
    await people.signIn(page, ADMINISTRATOR);
    const form = await people.openInvite(page);
    await form.getByText('Upload CSV', { exact: true }).click();
    const buffer = Buffer.from('email\nmara@example.org\n"open\n');
    await field(form, 'CSV file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer });
    await button(form, 'Review people in the file').click();
    await expect(page.getByRole('alert')).toContainText('cannot be read from line 3 on');
    await expect(field(page, 'CSV file')).toBeVisible();
  });
});
