import { createHmac } from 'node:crypto';
import { expect } from '@playwright/test';

const STEP_MS = 30_000;
/** From a code's being read to its being judged: longer than a page takes on a busy machine. */
const HANDS_MS = 12_000;

/** An authenticator app with the key typed in: RFC 6238, SHA-1, six digits, 30 s. */
export class Phone {
  readonly #secret: Buffer;
  #last = -1;

  constructor(key: string) {
    const bits = [...key.replaceAll(' ', '')]
      .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
      .join('');
    this.#secret = Buffer.from(bits.match(/.{8}/g)!.map((octet) => parseInt(octet, 2)));
  }

  /**
   * The next code that was not taken before, waited for where need be. The code of the step before counts as well, as for
   * slow hands, and is given as long as it does not end under them.
   */
  async next(): Promise<string> {
    const step = () => {
      const now = Date.now();
      const current = Math.floor(now / STEP_MS);
      const before = this.#last < current - 1 && now % STEP_MS < STEP_MS - HANDS_MS;
      return before ? current - 1 : current;
    };
    await expect.poll(step, { timeout: STEP_MS + 5_000 }).toBeGreaterThan(this.#last);
    this.#last = step();
    return this.#code(this.#last);
  }

  #code(step: number): string {
    const counter = Buffer.alloc(8);
    counter.writeBigInt64BE(BigInt(step));
    const hash = createHmac('sha1', this.#secret).update(counter).digest();
    const chosen = hash.readUInt32BE(hash.at(-1)! & 0x0f) & 0x7fff_ffff;
    return String(chosen % 1_000_000).padStart(6, '0');
  }
}
