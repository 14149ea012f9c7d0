import type { CDPSession, Page } from '@playwright/test';
import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { button, expectFieldError, field, heading } from '../support/forms.ts';
import { look } from '../support/look.ts';
import { toEverything } from '../support/people.ts';

/** An authenticator of Chromium's own, which signs without asking anybody. */
class Device {
  private constructor(
    readonly cdp: CDPSession,
    readonly id: string,
  ) {}

  static async at(page: Page): Promise<Device> {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('WebAuthn.enable');
    const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        ctap2Version: 'ctap2_1',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return new Device(cdp, authenticatorId);
  }

  async verifies(isUserVerified: boolean): Promise<void> {
    await this.cdp.send('WebAuthn.setUserVerified', { authenticatorId: this.id, isUserVerified });
  }

  async credentials(): Promise<number> {
    return (await this.cdp.send('WebAuthn.getCredentials', { authenticatorId: this.id })).credentials.length;
  }
}

const main = (page: Page) => page.getByRole('main');

async function toPasskeys(page: Page): Promise<void> {
  await page.goto('/account');
  await page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: 'Passkeys' }).click();
  await expect(page).toHaveURL(/\/account\/passkeys$/);
}

test.describe('where the public URL has a name', () => {
  test.use({ host: 'localhost' });

  test('from adding a passkey to removing it @postgres', async ({ page, people, smtp, javaScriptEnabled }) => {
    test.skip(javaScriptEnabled === false, 'passkeys need scripts');
    test.setTimeout(120_000);
    const subjects = () => smtp.to(ADMINISTRATOR.email).map((mail) => mail.subject);
    const device = await Device.at(page);
    await people.signIn(page, ADMINISTRATOR);
    await toPasskeys(page);
    await expect(main(page)).toContainText('You have no passkeys yet.');
    await look(page, people);

    await test.step('adding', async () => {
      await field(page, 'Name of the passkey').fill('Laptop');
      const options = '**/_fn/account/passkeys/begin';
      await page.route(options, (route) => route.abort('aborted'));
      await button(page, 'Add a passkey').click();
      await expect(page.getByRole('alert')).toContainText('The server could not be reached.');
      await page.unroute(options);
      await field(page, 'Password').fill('not the right password');
      await button(page, 'Add a passkey').click();
      await expect(page.getByRole('alert')).toContainText('This is not your current password.');
      await look(page, people);
      // After a wrong password the next one waits a second.
      await expect(async () => {
        await field(page, 'Password').fill(ADMINISTRATOR.password);
        await button(page, 'Add a passkey').click();
        await expect(page).toHaveURL(/\/account\/two-factor\/codes$/, { timeout: 2_000 });
      }).toPass();
      expect(await device.credentials()).toBe(1);
      await expect(page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')).toHaveCount(10);
      await expect.poll(subjects).toContain('A passkey was added');
      await toPasskeys(page);
      const own = page.getByRole('list', { name: 'Passkeys' }).getByRole('listitem');
      await expect(own).toContainText('Laptop');
      await expect(own).toContainText('Not used yet');
      await look(page, people);
      await page.goto('/users');
      await expect(await people.cell(page, ADMINISTRATOR.name, 'Two-factor authentication')).toHaveText('On (passkey)');
      // The device holds one already.
      await toPasskeys(page);
      await field(page, 'Name of the passkey').fill('Once more');
      await button(page, 'Add a passkey').click();
      await expect(page.getByRole('alert')).toContainText('already holds a passkey');
    });

    await test.step('signing in with it', async () => {
      await people.signOut(page);
      await page.goto('/projects');
      await expect(heading(page, 'Sign in')).toBeVisible();
      await look(page, people);
      await device.verifies(false);
      await button(page, 'Sign in with a passkey').click();
      await expect(page.getByRole('alert')).toContainText('Nothing came from your passkey');
      await device.verifies(true);
      await button(page, 'Sign in with a passkey').click();
      await expect(page).toHaveURL(/\/projects$/);
      await expect(heading(page, 'Projects')).toBeVisible();
    });

    await test.step('behind the password', async () => {
      await people.signOut(page);
      await page.goto('/projects');
      await people.trySignIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
      await expect(heading(page, 'Two-factor authentication')).toBeVisible();
      await expect(page.getByRole('link', { name: 'Use a recovery code' })).toBeVisible();
      await look(page, people);
      await button(page, 'Use a passkey').click();
      await expect(page).toHaveURL(/\/projects$/);
      await expect(heading(page, 'Projects')).toBeVisible();
    });

    await test.step('renaming and removing', async () => {
      await toPasskeys(page);
      await page.getByRole('link', { name: 'Rename Laptop' }).click();
      await look(page, people);
      await field(page, 'Name of the passkey').fill('');
      await button(page, 'Save changes').click();
      await expectFieldError(main(page), 'Name of the passkey', 'Give the passkey a name');
      await field(page, 'Name of the passkey').fill('Old laptop');
      await button(page, 'Save changes').click();
      await expect(page.getByRole('list', { name: 'Passkeys' })).toContainText('Old laptop');
      await page.getByRole('link', { name: 'Remove Old laptop' }).click();
      await look(page, people);
      await button(page, 'Remove passkey').click();
      await expect(main(page)).toContainText('You have no passkeys yet.');
      await expect.poll(subjects).toContain('A passkey was removed');
      await people.signOut(page);
      // The device has it still, and it opens nothing.
      await button(page, 'Sign in with a passkey').click();
      await expect(main(page)).toContainText('The passkey was not accepted');
      await look(page, people);
      await people.signIn(page, ADMINISTRATOR);
    });
  });

  test('without scripts the pages say that passkeys need them', async ({ page, people, javaScriptEnabled }) => {
    test.skip(javaScriptEnabled !== false, 'with scripts there is nothing to say');
    // What stands in <noscript> is no text to Playwright's matchers.
    const words = main(page).locator('noscript p');
    await page.goto('/sign-in');
    await expect(words).toBeVisible();
    expect(await words.innerText()).toContain('Passkeys need JavaScript');
    await expect(button(page, 'Sign in with a passkey')).toBeHidden();
    await people.signIn(page, ADMINISTRATOR);
    await toPasskeys(page);
    await expect(words).toBeVisible();
    expect(await words.innerText()).toContain('Passkeys need JavaScript');
    await expect(button(page, 'Add a passkey')).toBeHidden();
    await look(page, people);
  });
});

test.describe('a proof of one second', () => {
  test.use({ host: 'localhost', serverEnv: { VESTIBULE_STEP_UP_SECONDS: '1' } });

  test('before something weighty it confirms who one is', async ({ page, people, javaScriptEnabled }) => {
    test.skip(javaScriptEnabled === false, 'passkeys need scripts');
    await Device.at(page);
    await people.signIn(page, ADMINISTRATOR);
    await toPasskeys(page);
    await field(page, 'Name of the passkey').fill('Laptop');
    await field(page, 'Password').fill(ADMINISTRATOR.password);
    await button(page, 'Add a passkey').click();
    await expect(page).toHaveURL(/\/account\/two-factor\/codes$/);
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await people.proofIsOver(page);
    const form = await people.openInvite(page);
    await people.fillInvite(form, { ...toEverything('mara@harbour.example', 'Mara Lind'), role: 'Administrators' });
    await button(form, 'Send invitation').click();
    await expect(heading(page, 'Confirm it is you')).toBeVisible();
    await expect(field(page, 'Recovery code')).toBeVisible();
    await look(page, people);
    await button(page, 'Use a passkey').click();
    await people.expectQueued(page, 'mara@harbour.example');
    await expect(await people.cell(page, 'mara@harbour.example', 'Access')).toContainText('Administrators');
  });
});

test('at an address of numbers there are none, and the page says so', async ({ page, people }) => {
  await page.goto('/sign-in');
  await expect(heading(page, 'Sign in')).toBeVisible();
  await expect(page.getByRole('button', { name: /passkey/ })).toHaveCount(0);
  await people.signIn(page, ADMINISTRATOR);
  await toPasskeys(page);
  await expect(main(page)).toContainText('Passkeys need a panel with a name');
  await expect(button(page, 'Add a passkey')).toHaveCount(0);
  await look(page, people);
});
