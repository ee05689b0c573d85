/** Values that are remembered for a while. */
export interface Remembered<Value> {
  /** The value for `key` and whether it was remembered; otherwise `load` is asked, once for all who ask at a time. */
  get(key: string, load: () => Promise<Value>): Promise<{ value: Value; cached: boolean }>;
  /** Forgets one key, or all; what is being loaded now will not be remembered and serves only those who wait already. */
  forget(key?: string): void;
}

interface Entry<Value> {
  readonly value: Value;
  readonly until: number;
}

/**
 * A cache that never holds more than `most` values (the oldest go first), none for longer than `time` milliseconds,
 * and no errors. While `usable` says no, nothing that was remembered is used and nothing new is remembered.
 */
export const remembered = <Value>(limits: {
  time: number;
  most: number;
  now: () => number;
  usable?: () => boolean;
}): Remembered<Value> => {
  const entries = new Map<string, Entry<Value>>();
  const loading = new Map<string, Promise<Value>>();
  const usable = limits.usable ?? (() => true);

  const load = (key: string, make: () => Promise<Value>) => {
    // `forget` takes the promise out of the map, so what is no longer there was overtaken by a change.
    const isCurrent = () => loading.get(key) === promise;
    const promise = make()
      .then((value) => {
        if (isCurrent() && usable()) keep(key, value);
        return value;
      })
      .finally(() => {
        if (isCurrent()) loading.delete(key);
      });
    loading.set(key, promise);
    return promise;
  };

  const keep = (key: string, value: Value) => {
    const oldest = entries.size >= limits.most ? entries.keys().next().value : undefined;
    if (oldest !== undefined) entries.delete(oldest);
    entries.set(key, { value, until: limits.now() + limits.time });
  };

  return {
    async get(key, make) {
      const entry = entries.get(key);
      if (entry && usable() && entry.until > limits.now()) return { value: entry.value, cached: true };
      entries.delete(key);
      return { value: await ((usable() ? loading.get(key) : undefined) ?? load(key, make)), cached: false };
    },
    forget(key) {
      for (const map of [entries, loading]) key === undefined ? map.clear() : map.delete(key);
    },
  };
};
