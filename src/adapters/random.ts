import type { Random } from '../ports.ts';

/** The system's random numbers. `node:crypto` takes milliseconds to load, so it is loaded at the first call. */
export function createRandom(): Random {
  const crypto = () => process.getBuiltinModule('node:crypto');
  return {
    bytes: (count) => crypto().randomFillSync(new Uint8Array(count)),
    uuid: () => crypto().randomUUID(),
  };
}
