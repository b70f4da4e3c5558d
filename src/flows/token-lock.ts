import type { World } from '../ports.ts';

/**
 * Runs while nobody else touches the token of a session: refreshes it, ends it, or keeps what belongs to it.
 * A person sees why nothing happens meanwhile.
 * @param key name of the token's file in the cache, without its ending
 */
export function underTokenLock<T>(world: World, key: string, run: () => Promise<T>): Promise<T> {
  const turn = Promise.withResolvers<void>();
  const held = world.lock.hold(
    `token-${key}`,
    () => {
      turn.resolve();
      return run();
    },
    {
      signal: world.interrupted,
      onWait: () => void world.terminal.during('another jpaws is renewing the sign-in', () => turn.promise),
    },
  );
  return held.finally(turn.resolve);
}
