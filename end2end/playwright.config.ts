import { defineConfig, devices } from '@playwright/test';
import type { Options } from './support/fixtures.ts';

const chromium = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

const SCREENSHOTS = /screenshots\.spec\.ts/;
// Dialogs, menus by arrow keys and the size of the scripts exist only where scripts run.
const SCRIPTS_ONLY = /(keyboard|wire-weight)\.spec\.ts/;

export default defineConfig<Options>({
  testDir: './specs',
  outputDir: './.results',
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  // More than the two cores of the smallest machine: codes and limits are waited for.
  workers: 3,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    // What was done, step by step, of what failed. Pictures of every step would cost a quarter of the whole time: `--trace on`.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
    launchOptions: chromium,
  },
  projects: [
    { name: 'scripts', testIgnore: SCREENSHOTS },
    { name: 'no-scripts', testIgnore: [SCREENSHOTS, SCRIPTS_ONLY], use: { javaScriptEnabled: false } },
    { name: 'scripts-postgres', testIgnore: SCREENSHOTS, grep: /@postgres/, use: { database: 'postgres' } },
    {
      name: 'no-scripts-postgres',
      testIgnore: SCREENSHOTS,
      grep: /@postgres/,
      use: { database: 'postgres', javaScriptEnabled: false },
    },
    ...(process.env.SCREENSHOTS === '1' ? [{ name: 'screenshots', testMatch: SCREENSHOTS }] : []),
  ],
});
