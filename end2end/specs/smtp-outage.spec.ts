import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { linkIn, toEverything, type People } from '../support/people.ts';
import type { Page } from '@playwright/test';

test.describe.configure({ timeout: 150_000 });

const MARA = 'mara@example.org';

/** A mail asked for later has come: whatever was due before it would be here, too. */
async function afterAnotherMail(people: People, page: Page): Promise<void> {
  const seen = people.smtp.to(ADMINISTRATOR.email).length;
  await people.forgotPassword(page, ADMINISTRATOR.email);
  await people.smtp.waitFor(ADMINISTRATOR.email, seen);
}

test('a mail server that is gone delays the invitation and says so @postgres', async ({
  page,
  people,
  server,
  smtp,
  newBrowser,
}) => {
  await people.signIn(page, ADMINISTRATOR);
  await smtp.stop();
  await people.invite(page, toEverything(MARA));
  await expect(await people.cell(page, MARA, 'Status')).toContainText(/Queued|Retrying/);
  // Not the word alone: the reason stands beside it.
  await people.waitForStatus(page, MARA, /Retrying[\s\S]*(connect|refused|reach)/i);
  expect(smtp.mails).toEqual([]);

  await smtp.start();
  await people.waitForStatus(page, MARA, 'Invited');
  const theirs = await newBrowser();
  await afterAnotherMail(people, theirs);
  expect(smtp.to(MARA)).toHaveLength(1);
  await people.accept(theirs, linkIn(smtp.to(MARA)[0]!, server.origin), ADMINISTRATOR.account, {
    name: 'Mara Lindqvist',
    password: 'seven lighthouses in fog',
  });
});

test('a mail server that is busy is asked again', async ({ page, people, smtp }) => {
  await people.signIn(page, ADMINISTRATOR);
  smtp.misbehave({ at: 'rcpt', recipient: MARA, code: 451, text: '4.7.1 Greylisted, come back later' });
  await people.invite(page, toEverything(MARA));
  await people.waitForStatus(page, MARA, /Retrying[\s\S]*Greylisted, come back later/);
  smtp.behave();
  await people.waitForStatus(page, MARA, 'Invited');
  expect(smtp.to(MARA)).toHaveLength(1);
});

test('a connection cut before the answer is not taken for delivered', async ({ page, people, smtp }) => {
  await people.signIn(page, ADMINISTRATOR);
  smtp.misbehave({ at: 'data', recipient: MARA, drop: true });
  await people.invite(page, toEverything(MARA));
  await people.waitForStatus(page, MARA, 'Retrying');
  expect(smtp.to(MARA)).toEqual([]);
  smtp.behave();
  await people.waitForStatus(page, MARA, 'Invited');
  expect(smtp.to(MARA)).toHaveLength(1);
});

test('a refused recipient is not delivered, in the words of the server', async ({ page, people, smtp, newBrowser }) => {
  await people.signIn(page, ADMINISTRATOR);
  smtp.misbehave({ at: 'rcpt', recipient: MARA, code: 550, text: '5.1.1 No such person here' });
  await people.invite(page, toEverything(MARA));
  await people.waitForStatus(page, MARA, /Not delivered[\s\S]*No such person here/);
  // Final: the queue goes on with others and leaves this one alone.
  smtp.behave();
  await people.invite(page, toEverything('bo@example.org'));
  await people.waitForStatus(page, 'bo@example.org', 'Invited');
  await afterAnotherMail(people, await newBrowser());
  await people.waitForStatus(page, MARA, 'Not delivered');
  expect(smtp.to(MARA)).toEqual([]);
});

test('a slow mail server does not make the page slow', async ({ page, people, smtp }) => {
  await people.signIn(page, ADMINISTRATOR);
  smtp.misbehave({ at: 'data', recipient: MARA, delayMs: 3_000 });
  await people.invite(page, toEverything(MARA));
  const begin = Date.now();
  await expect.poll(() => smtp.attempts, { timeout: 30_000 }).toBeGreaterThan(0);
  await page.goto('/users');
  // "Invited" is said only after the server took the mail.
  if (smtp.to(MARA).length === 0) await expect(await people.cell(page, MARA, 'Status')).not.toContainText('Invited');
  expect(Date.now() - begin).toBeLessThan(30_000);
  await people.waitForStatus(page, MARA, 'Invited');
  expect(smtp.to(MARA)).toHaveLength(1);
});
