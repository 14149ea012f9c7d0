import { test as base, expect, type BrowserContext, type Page } from '@playwright/test';
import { Watch } from './checks.ts';
import { People } from './people.ts';
import { createDatabase } from './postgres.ts';
import { Server, type Administrator } from './server.ts';
import { Smtp } from './smtp.ts';

export { expect };

export const ADMINISTRATOR: Administrator = {
  name: 'Ada Okafor',
  email: 'ada@harbour.example',
  password: 'correct horse battery staple',
  account: 'Harbour Works',
};

export interface Options {
  database: 'sqlite' | 'postgres';
  /** False: the server knows no mail server, links are copied by hand. */
  mail: boolean;
  /** False: the database is empty and the server prints the set-up link. */
  administrator: boolean;
  serverEnv: Record<string, string>;
  /** The name in the public URL, where an address of numbers will not do. */
  host: string | undefined;
}

interface Fixtures {
  smtp: Smtp;
  server: Server;
  watch: Watch;
  people: People;
  /** A browser of somebody else's: its own cookies, watched like the first one. */
  newBrowser: () => Promise<Page>;
}

export const test = base.extend<Options & Fixtures>({
  database: ['sqlite', { option: true }],
  mail: [true, { option: true }],
  administrator: [true, { option: true }],
  serverEnv: [{}, { option: true }],
  host: [undefined, { option: true }],

  smtp: async ({}, use) => {
    const smtp = await Smtp.start();
    await use(smtp);
    await smtp.stop();
  },

  server: async ({ database, mail, administrator, serverEnv, host, smtp }, use, info) => {
    const postgres = database === 'postgres' ? await createDatabase() : undefined;
    const server = await Server.prepare({
      databaseUrl: postgres?.url,
      smtpUrl: mail ? smtp.url : undefined,
      env: serverEnv,
      ...(host ? { host } : {}),
    });
    try {
      if (administrator) await server.setUp(ADMINISTRATOR);
      await server.start();
      await use(server);
    } finally {
      try {
        await server.stop();
      } finally {
        await info.attach('server output', { body: server.output, contentType: 'text/plain' });
        await postgres?.drop();
        await server.remove();
      }
    }
  },

  baseURL: async ({ server }, use) => use(server.origin),

  watch: async ({ server, javaScriptEnabled }, use) => {
    const watch = new Watch(server.origin, javaScriptEnabled !== false);
    await use(watch);
    expect(watch.problems, 'what the browsers complained about').toEqual([]);
  },

  context: async ({ context, watch }, use) => {
    await watch.context(context);
    await use(context);
  },

  newBrowser: async ({ browser, watch }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async () => {
      // Playwright gives it the project's options: scripts on or off, and the address of this test's server.
      const context = await browser.newContext();
      contexts.push(context);
      await watch.context(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },

  people: async ({ database, javaScriptEnabled, smtp }, use) =>
    use(new People(javaScriptEnabled !== false, smtp, database === 'sqlite')),
});
