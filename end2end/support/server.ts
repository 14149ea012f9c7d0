import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from './ports.ts';

const START_MS = 20_000;
const STOP_MS = 20_000;

export interface Administrator {
  name: string;
  email: string;
  password: string;
  account: string;
}

export interface ServerOptions {
  databaseUrl?: string | undefined;
  smtpUrl?: string | undefined;
  /** The name in the public URL; the server listens on 127.0.0.1 all the same. */
  host?: string;
  env?: Record<string, string>;
}

function binary(): string {
  const path = process.env.VESTIBULE_BIN;
  if (!path) throw new Error('VESTIBULE_BIN is not set: it names the program under test');
  return resolve(path);
}

async function sleepUntil(done: () => Promise<boolean>, limitMs: number, what: () => string): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await done())) {
    if (Date.now() > end) throw new Error(what());
    await new Promise((next) => setTimeout(next, 50));
  }
}

/** One running Vestibule with a directory, a port and a database of its own. */
export class Server {
  #process: ChildProcess | undefined;
  #output = '';

  private constructor(
    readonly directory: string,
    readonly port: number,
    readonly env: Record<string, string>,
    readonly host = '127.0.0.1',
  ) {}

  static async prepare(options: ServerOptions): Promise<Server> {
    const directory = await mkdtemp(join(tmpdir(), 'vestibule-e2e-'));
    const port = await freePort();
    const env: Record<string, string> = {
      // Nothing else is handed down: a DATABASE_URL of the shell must not reach the program.
      PATH: process.env.PATH ?? '',
      RUST_BACKTRACE: '1',
      DATABASE_URL: options.databaseUrl ?? `sqlite://${directory}/vestibule.db`,
      VESTIBULE_LISTEN: `127.0.0.1:${port}`,
      VESTIBULE_SECRET_KEY_FILE: join(directory, 'secret.key'),
      VESTIBULE_MAIL_FROM: 'Vestibule <no-reply@vestibule.example>',
      // Mails go at once; what waits to be taken back is tested where it is asked for.
      VESTIBULE_UNDO_SECONDS: '0',
      // Everybody here comes from one address and types fast; `specs/limits.spec.ts` takes these back.
      VESTIBULE_SIGN_INS_PER_MINUTE: '0',
      VESTIBULE_SIGN_IN_FAILURES: '0',
      VESTIBULE_FORGOT_PER_HOUR: '0',
      VESTIBULE_FORGOT_PER_ADDRESS: '0',
      ...(options.smtpUrl ? { VESTIBULE_SMTP_URL: options.smtpUrl } : {}),
      ...(options.host ? { VESTIBULE_PUBLIC_URL: `http://${options.host}:${port}` } : {}),
      ...options.env,
    };
    return new Server(directory, port, env, options.host);
  }

  get origin(): string {
    return `http://${this.host}:${this.port}`;
  }

  /** Everything the program has printed, both streams. */
  get output(): string {
    return this.#output;
  }

  /** `vestibule setup`: the first administrator without a browser. */
  async setUp(person: Administrator): Promise<void> {
    const args = ['setup', '--email', person.email, '--name', person.name, '--account', person.account];
    const child = this.#spawn([...args, '--password-stdin']);
    child.stdin!.end(`${person.password}\n`);
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`vestibule setup ended with ${code}:\n${this.#output}`);
  }

  /** Another command beside the server; its standard output, or an error that holds its standard error. */
  async run(args: string[]): Promise<string> {
    const { code, output, complaint } = await this.attempt(args);
    if (code !== 0) throw new Error(`vestibule ${args[0]} ended with ${code}:\n${complaint}`);
    return output;
  }

  /** Another command beside the server, with settings of its own and however it ends. */
  async attempt(
    args: string[],
    env: Record<string, string> = {},
  ): Promise<{ code: number; output: string; complaint: string }> {
    const options = { cwd: this.directory, env: { ...this.env, ...env } };
    const child = spawn(binary(), args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let [output, complaint] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    const [code] = await once(child, 'close');
    return { code, output, complaint };
  }

  /** `vestibule token create`: a token of the JSON APIs for a member of the first account. */
  async createToken(email: string, role: string, name: string): Promise<void> {
    await this.run(['token', 'create', '--email', email, '--account-id', '1', '--role', role, '--name', name]);
  }

  async start(): Promise<void> {
    const child = this.#spawn(['serve']);
    this.#process = child;
    child.stdin!.end();
    const ready = async () => {
      if (child.exitCode !== null) throw new Error(`vestibule serve ended with ${child.exitCode}:\n${this.#output}`);
      return fetch(`${this.origin}/readyz`).then((answer) => answer.status === 200, () => false);
    };
    await sleepUntil(ready, START_MS, () => `vestibule is not ready after ${START_MS} ms:\n${this.#output}`);
  }

  /** The one-time link printed on an empty database. */
  async setupLink(): Promise<string> {
    const pattern = new RegExp(`${this.origin}/setup/[A-Za-z0-9_-]+`);
    await sleepUntil(
      async () => pattern.test(this.#output),
      START_MS,
      () => `no set-up link in the output:\n${this.#output}`,
    );
    return pattern.exec(this.#output)![0];
  }

  /** SIGTERM, then the exit, which must be clean and in time. */
  async stop(): Promise<void> {
    const child = this.#process;
    if (!child) return;
    this.#process = undefined;
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`vestibule ended by itself (${child.exitCode ?? child.signalCode}):\n${this.#output}`);
    }
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, STOP_MS);
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    const [code, signal] = await exit;
    clearTimeout(timer);
    if (late) throw new Error(`vestibule was still there ${STOP_MS} ms after SIGTERM:\n${this.#output}`);
    if (code !== 0) throw new Error(`vestibule ended with ${code ?? signal} after SIGTERM:\n${this.#output}`);
  }

  async remove(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }

  #spawn(args: string[]): ChildProcess {
    const child = spawn(binary(), args, { cwd: this.directory, env: this.env, stdio: 'pipe' });
    // Both streams are read at once: a full pipe would stop the program.
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => (this.#output += text));
    }
    // A program that ends before it has read its input is judged by its exit code.
    child.stdin!.on('error', () => {});
    return child;
  }
}
