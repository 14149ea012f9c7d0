import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database of a test's own on the server at `E2E_POSTGRES_URL`. */
export interface Database {
  url: string;
  drop(): Promise<void>;
}

async function run(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export async function createDatabase(): Promise<Database> {
  const serverUrl = process.env.E2E_POSTGRES_URL;
  // Not skipped: a suite that quietly leaves PostgreSQL out would say less than it seems to.
  if (!serverUrl) throw new Error('E2E_POSTGRES_URL is not set: the PostgreSQL projects need a server');
  const name = `vestibule_e2e_${randomBytes(6).toString('hex')}`;
  await run(serverUrl, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  // WITH (FORCE): a connection the server leaks must not keep the database alive; that it exits is checked elsewhere.
  return { url: url.href, drop: () => run(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`) };
}
