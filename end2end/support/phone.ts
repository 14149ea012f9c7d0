import { createHmac } from 'node:crypto';
import { expect } from '@playwright/test';

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

  /** The next code that was not taken before, waited for where need be. */
  async next(): Promise<string> {
    const step = () => Math.floor(Date.now() / 30_000);
    await expect.poll(step, { timeout: 35_000 }).toBeGreaterThan(this.#last);
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
