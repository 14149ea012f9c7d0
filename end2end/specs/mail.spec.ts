import type { Locator, Page } from '@playwright/test';
import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { button, heading } from '../support/forms.ts';
import { look } from '../support/look.ts';
import { linkIn, toEverything } from '../support/people.ts';

const MARA = 'mara@example.org';

test.describe.configure({ timeout: 150_000 });

async function openMail(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Mail', exact: true }).click();
  await expect(heading(page, 'Mail')).toBeVisible();
}

/** The mail of the invitation; its reminder stands beside it. */
function row(page: Page, address: string): Locator {
  const rows = page.getByRole('table', { name: 'Mail', exact: true }).getByRole('row');
  return rows.filter({ hasText: address, hasNotText: 'Reminder' });
}

/** The steps on the person's page, as they are read. */
async function steps(page: Page): Promise<string[]> {
  await page.goto('/users');
  await page.getByRole('rowheader').getByRole('link', { name: MARA, exact: true }).click();
  const section = page.getByRole('region', { name: 'Mail and link' });
  await expect(section).toBeVisible();
  return section.getByRole('listitem').allInnerTexts();
}

test('the whole story of a mail is told, and a mail that waits is tried again by hand @postgres', async ({
  page,
  people,
  smtp,
  server,
  newBrowser,
}, info) => {
  await people.signIn(page, ADMINISTRATOR);
  await openMail(page);
  await expect(page.getByRole('heading', { name: 'No mail yet' })).toBeVisible();
  await look(page, people);

  await page.goto('/users');
  smtp.misbehave({ at: 'rcpt', recipient: MARA, code: 451, text: '4.7.1 Greylisted, come back later' });
  await people.invite(page, toEverything(MARA));
  await people.waitForStatus(page, MARA, /Retrying[\s\S]*Greylisted/);
  await openMail(page);
  await expect(row(page, MARA)).toContainText('Retrying');
  await expect(row(page, MARA)).toContainText('4.7.1 Greylisted, come back later');
  await info.attach('mail', { body: await page.screenshot({ fullPage: true }), contentType: 'image/png' });
  await look(page, people);

  smtp.behave();
  // Unless it has just gone by itself.
  const retry = row(page, MARA).getByRole('button', { name: `Retry now: mail to ${MARA}` });
  if (await retry.isVisible()) {
    await retry.click();
    await expect(page.getByRole('status')).toContainText(/is tried again now|gone on meanwhile/);
  }
  const mail = await smtp.waitFor(MARA);
  await expect
    .poll(async () => {
      await page.goto('/mail?state=sent');
      return row(page, MARA).count();
    })
    .toBe(1);
  await expect(row(page, MARA)).toContainText('Sent');
  expect(smtp.to(MARA)).toHaveLength(1);

  // A program looks at once, then a person comes.
  const link = linkIn(mail, server.origin);
  expect((await fetch(link, { method: 'HEAD', redirect: 'manual' })).status).toBe(303);
  await expect.poll(async () => (await steps(page)).join('\n')).toMatch(/probably by a mail scanner/);
  const theirs = await newBrowser();
  await expect
    .poll(
      async () => {
        await people.openLink(theirs, link, ADMINISTRATOR.account);
        return (await steps(page)).join('\n');
      },
      { intervals: [3_000], timeout: 60_000 },
    )
    .toMatch(/Link opened(?!,| \d)/);
  await page.goto('/users');
  await expect(await people.cell(page, MARA, 'Status')).toContainText('Opened');
  await people.join(theirs, { name: 'Mara Lindqvist', password: 'seven lighthouses in fog' });

  await page.goto('/users');
  await page.getByRole('rowheader').getByRole('link', { name: 'Mara Lindqvist', exact: true }).click();
  const story = await page.getByRole('region', { name: 'Mail and link' }).getByRole('listitem').allInnerTexts();
  expect(story[0]).toContain(`queued by ${ADMINISTRATOR.name}`);
  expect(story[1]).toMatch(/Deferred[\s\S]*4\.7\.1 Greylisted[\s\S]*next try/);
  expect(story.join('\n')).toMatch(/Handed over to the mail server[\s\S]*250/);
  expect(story.at(-1)).toContain('Accepted');
  const times = page.getByRole('region', { name: 'Mail and link' }).locator('li > time');
  expect(await times.count()).toBe(story.length);
  await info.attach('timeline', { body: await page.screenshot({ fullPage: true }), contentType: 'image/png' });
  await look(page, people);
});

test('a server that refuses us makes all mail wait, and the page says so @postgres', async ({ page, people, smtp }) => {
  await people.signIn(page, ADMINISTRATOR);
  smtp.misbehave({ at: 'rcpt', code: 530, text: '5.7.0 Authentication required' });
  await people.invite(page, toEverything(MARA));
  await people.waitForStatus(page, MARA, /Queued[\s\S]*Authentication required[\s\S]*sending is paused/);
  await expect(page.getByRole('region', { name: 'No mail is sent at the moment' })).toBeVisible();
  await openMail(page);
  const rest = page.getByRole('region', { name: 'No mail is sent at the moment' });
  await expect(rest).toContainText('5.7.0 Authentication required');
  await look(page, people);
  smtp.behave();
  await expect
    .poll(
      async () => {
        await page.goto('/mail');
        if (smtp.to(MARA).length > 0) return true;
        const again = button(page, 'Try again now');
        if (await again.isVisible()) await again.click();
        return smtp.to(MARA).length > 0;
      },
      { intervals: [1_000], timeout: 60_000 },
    )
    .toBe(true);
  await expect
    .poll(async () => {
      await page.goto('/mail');
      return rest.count();
    })
    .toBe(0);
  await expect(row(page, MARA)).toContainText('Sent');
});

test('a refused mail says what to do instead', async ({ page, people, smtp }) => {
  await people.signIn(page, ADMINISTRATOR);
  smtp.misbehave({ at: 'rcpt', recipient: MARA, code: 550, text: '5.1.1 No such person here' });
  await people.invite(page, toEverything(MARA));
  await people.waitForStatus(page, MARA, /Not delivered/);
  await openMail(page);
  await expect(row(page, MARA)).toContainText('Make a new one on the person');
  await expect(row(page, MARA).getByRole('button')).toHaveCount(0);
  await row(page, MARA).getByRole('link', { name: MARA, exact: true }).click();
  await button(page, 'Copy invite link').click();
  await people.shownLink(page);
  expect((await steps(page)).at(-1)).toContain(`handed over by ${ADMINISTRATOR.name}`);
});
