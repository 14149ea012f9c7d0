import type { Socket } from 'node:net';
import { expect } from '@playwright/test';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { freePort } from './ports.ts';

/** A mail as it came over the wire. */
export interface Mail {
  /** Envelope recipients: who really gets it, whatever the headers claim. */
  to: string[];
  from: string;
  subject: string;
  text: string;
  html: string;
  messageId: string;
  /** Header names in lower case. */
  headers: Map<string, string>;
  raw: string;
}

type Stage = 'auth' | 'sender' | 'rcpt' | 'data';

/** One way for the server to misbehave; stays until `behave()`. */
export interface Fault {
  at: Stage;
  /** Only for this recipient; for everybody when absent. */
  recipient?: string;
  /** Answer with this code and text … */
  code?: number;
  text?: string;
  /** … or close the connection without an answer … */
  drop?: boolean;
  /** … or answer late. */
  delayMs?: number;
}

const refusal = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });

/** A real SMTP server on loopback that keeps what it gets and misbehaves on command. */
export class Smtp {
  readonly mails: Mail[] = [];
  /** Mails about sign-ins with new browsers, which most tests cause by the way; in no other list. */
  readonly news: Mail[] = [];
  /** Connections seen, served or not: shows that somebody tried. */
  attempts = 0;
  #faults: Fault[] = [];
  #server: SMTPServer | undefined;
  #sockets = new Set<Socket>();

  private constructor(readonly port: number) {}

  static async start(): Promise<Smtp> {
    const smtp = new Smtp(await freePort());
    await smtp.start();
    return smtp;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    if (this.#server) return;
    const server = new SMTPServer({
      authOptional: true,
      // Whoever brings a password signs in; in clear text, as on a machine of one's own.
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 200,
      onConnect: (_session, done) => {
        this.attempts++;
        done();
      },
      onAuth: (auth, session, done) => {
        this.#meet('auth', [], session.remotePort, (error) => (error ? done(error) : done(null, { user: auth.username })));
      },
      onMailFrom: (_address, session, done) => {
        this.#meet('sender', [], session.remotePort, done);
      },
      onRcptTo: (address, session, done) => {
        this.#meet('rcpt', [address.address], session.remotePort, done);
      },
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map((recipient) => recipient.address);
          this.#meet('data', to, session.remotePort, (error) => {
            if (error) return done(error);
            const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
            // Kept before the 250: whoever is told "sent" can rely on finding it here.
            this.#keep(Buffer.concat(chunks), from, to).then(() => done(), done);
          });
        });
      },
    });
    // Clients may vanish in the middle of a sentence; that is their business.
    server.on('error', () => {});
    server.server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      server.server.once('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.#server = server;
  }

  /** Gone, as after a crash: open connections are cut, new ones refused. `start()` brings it back on the same port. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    const closed = new Promise<void>((resolve) => server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  misbehave(fault: Fault): void {
    this.#faults.push(fault);
  }

  behave(): void {
    this.#faults = [];
  }

  to(address: string): Mail[] {
    return this.mails.filter((mail) => mail.to.includes(address));
  }

  /** The next mail to an address, beyond the `seen` ones that are known already. */
  async waitFor(address: string, seen = 0): Promise<Mail> {
    await expect
      .poll(() => this.to(address).length, { message: `a mail to ${address}`, timeout: 45_000 })
      .toBeGreaterThan(seen);
    return this.to(address)[seen]!;
  }

  #meet(stage: Stage, recipients: string[], remotePort: number, done: (error?: Error | null) => void): void {
    const fault = this.#faults.find(
      (f) => f.at === stage && (f.recipient === undefined || recipients.includes(f.recipient)),
    );
    if (!fault) return done();
    const answer = () => {
      if (fault.drop) {
        for (const socket of this.#sockets) if (socket.remotePort === remotePort) socket.destroy();
        return;
      }
      done(fault.code ? refusal(fault.code, fault.text ?? 'Refused by the test') : null);
    };
    if (fault.delayMs) setTimeout(answer, fault.delayMs);
    else answer();
  }

  async #keep(raw: Buffer, from: string, to: string[]): Promise<void> {
    const parsed: ParsedMail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true });
    const headers = new Map<string, string>();
    for (const { key, line } of parsed.headerLines) headers.set(key, line.slice(line.indexOf(':') + 1).trim());
    const messageId = parsed.messageId ?? '';
    (messageId.includes('new_browser') ? this.news : this.mails).push({
      to,
      from,
      subject: parsed.subject ?? '',
      text: parsed.text ?? '',
      html: parsed.html || '',
      messageId,
      headers,
      raw: raw.toString('utf8'),
    });
  }
}
