import { expect, type Locator, type Page } from '@playwright/test';
import { islandsAlive } from './checks.ts';
import { button, containing, field, heading } from './forms.ts';
import type { Administrator } from './server.ts';
import type { Mail, Smtp } from './smtp.ts';

export const ROLES = [
  'Administrators',
  'Engineers',
  'Purge and Prefetch only (API+Web)',
  'Purge and Prefetch only (API)',
  'Users',
] as const;

export interface Invitation {
  email: string;
  name?: string;
  role: (typeof ROLES)[number];
  scope: { client: 'No access' | 'Administrator' } | { projects: Record<string, string> };
}

export interface Person {
  name: string;
  password: string;
}

/** An invitation as most tests need one. */
export function toEverything(email: string, name?: string): Invitation {
  return { email, ...(name === undefined ? {} : { name }), role: 'Engineers', scope: { client: 'Administrator' } };
}

/** What people do, in the words of the panel; with and without scripts. */
export class People {
  constructor(
    readonly scripts: boolean,
    readonly smtp: Smtp,
    /** Whether pages are looked at: with one of the databases, since they look the same with the other. */
    readonly looks: boolean,
  ) {}

  /** Waits until a page answers to the keyboard and the mouse as it does for good. */
  async alive(page: Page): Promise<void> {
    if (this.scripts) await islandsAlive(page);
  }

  async setUp(page: Page, link: string, person: Administrator): Promise<void> {
    await page.goto(link);
    await expect(heading(page, 'Set up Vestibule')).toBeVisible();
    await field(page, 'Name').fill(person.name);
    await field(page, 'Email').fill(person.email);
    await field(page, 'Password').fill(person.password);
    await field(page, 'Company').fill(person.account);
    await button(page, 'Create administrator').click();
    await expect(heading(page, /^Users/)).toBeVisible();
    await expect(page).toHaveURL(/\/users$/);
  }

  async signIn(page: Page, person: { email: string; password: string }): Promise<void> {
    await page.goto('/sign-in');
    await this.trySignIn(page, person.email, person.password);
    await expect(button(page.getByRole('banner'), 'Sign out')).toBeVisible();
  }

  async trySignIn(page: Page, email: string, password: string): Promise<void> {
    await expect(heading(page, 'Sign in')).toBeVisible();
    await field(page, 'Email').fill(email);
    await field(page, 'Password').fill(password);
    await button(page, 'Sign in').click();
  }

  /** Waits until the server's clock, which says whole seconds, is past the one second for which a proof is good. */
  async proofIsOver(page: Page): Promise<void> {
    const now = async () => Date.parse((await page.request.get('/healthz')).headers()['date'] ?? '');
    const began = await now();
    await expect.poll(now).toBeGreaterThan(began + 1_000);
  }

  async signOut(page: Page): Promise<void> {
    await button(page.getByRole('banner'), 'Sign out').click();
    await expect(heading(page, 'Sign in')).toBeVisible();
  }

  /** Opens the invite form: a dialog over the users page with scripts, a page of its own without. */
  async openInvite(page: Page): Promise<Locator> {
    await page.goto('/users');
    await this.alive(page);
    await page.getByRole('link', { name: 'Invite user', exact: true }).first().click();
    if (this.scripts) {
      const dialog = page.getByRole('dialog', { name: 'Invite user' });
      await expect(dialog).toBeVisible();
      return dialog;
    }
    await expect(page).toHaveURL(/\/users\/invite$/);
    await expect(heading(page, 'Invite user')).toBeVisible();
    return page.getByRole('main');
  }

  async fillInvite(form: Locator, invitation: Invitation): Promise<void> {
    await field(form, 'Email').fill(invitation.email);
    if (invitation.name !== undefined) await field(form, 'Name').fill(invitation.name);
    const role = form.getByRole('group', { name: 'Role', exact: true });
    await role.getByRole('radio', { name: invitation.role, exact: true }).check();
    const scope = form.getByRole('group', { name: 'Scope', exact: true });
    if ('client' in invitation.scope) {
      await scope.getByRole('radio', { name: 'Client', exact: true }).check();
      await form.getByRole('combobox', { name: 'Client role', exact: true }).selectOption(invitation.scope.client);
      return;
    }
    await scope.getByRole('radio', { name: 'Project', exact: true }).check();
    for (const [project, projectRole] of Object.entries(invitation.scope.projects)) {
      await form.getByRole('combobox', { name: `Role in ${project}`, exact: true }).selectOption(projectRole);
    }
  }

  /** Invites, and stays on the users page with the notice. */
  async invite(page: Page, invitation: Invitation): Promise<void> {
    const form = await this.openInvite(page);
    await this.fillInvite(form, invitation);
    await button(form, 'Send invitation').click();
    await this.expectQueued(page, invitation.email);
  }

  async expectQueued(page: Page, email: string): Promise<void> {
    const notice = page.getByRole('status').filter({ hasText: `Invitation to ${email} queued` });
    await expect(notice.first()).toBeVisible();
    await expect(page.getByRole('dialog', { name: 'Invite user' })).toBeHidden();
    await expect(page).toHaveURL(/\/users$/);
    await expect(this.row(page, email)).toBeVisible();
  }

  /** Without mail set up: the link comes back on the page. */
  async createLink(page: Page, invitation: Invitation): Promise<string> {
    const form = await this.openInvite(page);
    await this.fillInvite(form, invitation);
    await button(form, 'Create link').click();
    await expect(page.getByRole('heading', { name: 'Hand over this link' })).toBeVisible();
    return this.shownLink(page);
  }

  async shownLink(page: Page): Promise<string> {
    const shown = page.getByRole('textbox', { name: 'Invitation link', exact: true });
    await expect(shown).toHaveValue(/\/invitations\/[A-Za-z0-9_-]{43}$/);
    expect(await shown.evaluate((input) => (input as HTMLInputElement).readOnly)).toBe(true);
    return shown.inputValue();
  }

  /** The link in the mail, which both of its parts must hold. */
  async mailedLink(origin: string, email: string, seen = 0): Promise<string> {
    return linkIn(await this.smtp.waitFor(email, seen), origin);
  }

  async openLink(page: Page, link: string, account: string): Promise<void> {
    await page.goto(link);
    await expect(page).toHaveURL(/\/invitations\/[0-9a-f]{16}$/);
    await expect(heading(page, `Join ${account}`)).toBeVisible();
  }

  async accept(page: Page, link: string, account: string, person: Person): Promise<void> {
    await this.openLink(page, link, account);
    await this.join(page, person);
    await expect(heading(page, `Welcome to ${account}`)).toBeVisible();
    await expect(page).toHaveURL(/\/$/);
  }

  async join(page: Page, person: Person): Promise<void> {
    await field(page, 'Name').fill(person.name);
    await field(page, 'Password').fill(person.password);
    await button(page, 'Set password and join').click();
  }

  table(page: Page): Locator {
    return page.getByRole('table', { name: 'Users', exact: true });
  }

  /** The row of a person, by name or address. */
  row(page: Page, who: string): Locator {
    return this.table(page).getByRole('row').filter({ has: page.getByRole('rowheader').filter({ hasText: who }) });
  }

  rows(page: Page): Locator {
    return this.table(page).getByRole('row').filter({ has: page.getByRole('rowheader') });
  }

  /** The cell of a row under a column header. */
  async cell(page: Page, who: string, column: string): Promise<Locator> {
    const headers = await this.table(page).getByRole('columnheader').allInnerTexts();
    const index = headers.findIndex((text) => text.trim().startsWith(column));
    expect(index, `column "${column}" among ${headers.join(', ')}`).toBeGreaterThanOrEqual(0);
    return this.row(page, who).locator('> th, > td').nth(index);
  }

  /** Looks at the users page again and again until the status of a row says so. */
  async waitForStatus(page: Page, who: string, status: string | RegExp, timeout = 45_000): Promise<void> {
    const pattern = typeof status === 'string' ? containing(status) : status;
    await expect
      .poll(
        async () => {
          await page.goto('/users');
          await expect(this.row(page, who)).toBeVisible();
          return (await this.cell(page, who, 'Status')).innerText();
        },
        { message: `status of ${who}`, timeout, intervals: [500, 1000, 2000] },
      )
      .toMatch(pattern);
  }

  /** Opens the menu of a row and gives one of its items. */
  async menuItem(page: Page, who: string, item: string): Promise<Locator> {
    await this.alive(page);
    await button(page, `Actions for ${who}`).click();
    // A menu item with scripts; what it is built from without them.
    const menu = page.locator('.menu:popover-open');
    const found = menu
      .getByRole('menuitem', { name: item })
      .or(menu.getByRole('button', { name: item }))
      .or(menu.getByRole('link', { name: item }));
    await expect(found).toBeVisible();
    return found;
  }

  async forgotPassword(page: Page, email: string): Promise<void> {
    await page.goto('/forgot-password');
    await expect(heading(page, 'Forgot your password?')).toBeVisible();
    await field(page, 'Email').fill(email);
    await button(page, 'Send link').click();
    await expect(heading(page, 'Check your mail')).toBeVisible();
  }
}

/** The one invitation link of a mail, the same in both of its parts. */
export function linkIn(mail: Mail, origin: string, path = 'invitations'): string {
  const pattern = new RegExp(`${origin}/${path}/[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])`);
  const text = pattern.exec(mail.text)?.[0];
  expect(text, `link in the text part:\n${mail.text}`).toBeTruthy();
  expect(mail.html, 'the HTML part holds the same link').toContain(text!);
  return text!;
}
