import { createServer } from 'node:net';

// Ports below the range from which the system takes those of outgoing connections, so that nobody else is handed a port
// between our look at it and the server's own bind. Every process counts up from a place of its own.
const FIRST = 20_000;
const COUNT = 12_000;
let next = (process.pid * 41) % COUNT;

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

export async function freePort(): Promise<number> {
  for (let tries = 0; tries < COUNT; tries++) {
    const port = FIRST + next;
    next = (next + 1) % COUNT;
    if (await isFree(port)) return port;
  }
  throw new Error('no free port on the loopback address');
}
