/** Values that are remembered for a while. */
export interface Remembered<Value> {
  /**
   * The value for `key` and whether it was remembered; otherwise `load` is asked, once for all who ask at a time.
   * @param version what the value was made for, besides the key: the last one alone is remembered.
   */
  get(key: string, load: () => Promise<Value>, version?: string): Promise<{ value: Value; cached: boolean }>;
  /** Forgets one key, or all; what is being loaded now will not be remembered and serves only those who wait already. */
  forget(key?: string): void;
}

interface Entry<Value> {
  readonly version: string;
  readonly value: Value;
  readonly until: number;
}

interface Load<Value> {
  readonly version: string;
  readonly value: Promise<Value>;
}

/**
 * A cache that never holds more than `most` values (the oldest go first), none for longer than `time` milliseconds
 * from when it was asked for, and no errors. While `usable` says no, nothing that was remembered is used and nothing new is remembered.
 */
export const remembered = <Value>(limits: {
  time: number;
  most: number;
  now: () => number;
  usable?: () => boolean;
}): Remembered<Value> => {
  const entries = new Map<string, Entry<Value>>();
  const loading = new Map<string, Load<Value>>();
  const usable = limits.usable ?? (() => true);

  const load = (key: string, version: string, make: () => Promise<Value>) => {
    // `forget` takes the load out of the map, so what is no longer there was overtaken by a change.
    const isCurrent = () => loading.get(key) === current;
    const until = limits.now() + limits.time;
    const value = make()
      .then((value) => {
        if (isCurrent() && usable()) keep(key, { version, value, until });
        return value;
      })
      .finally(() => {
        if (isCurrent()) loading.delete(key);
      });
    const current = { version, value };
    loading.set(key, current);
    return current;
  };

  const keep = (key: string, entry: Entry<Value>) => {
    const oldest = entries.size >= limits.most ? entries.keys().next().value : undefined;
    if (oldest !== undefined) entries.delete(oldest);
    entries.set(key, entry);
  };

  /** A load that is under way and would be remembered. */
  const underWay = (key: string, version: string) => {
    const current = usable() ? loading.get(key) : undefined;
    return current?.version === version ? current : undefined;
  };

  return {
    async get(key, make, version = "") {
      const entry = entries.get(key);
      if (entry?.version === version && usable() && entry.until > limits.now())
        return { value: entry.value, cached: true };
      entries.delete(key);
      return { value: await (underWay(key, version) ?? load(key, version, make)).value, cached: false };
    },
    forget(key) {
      for (const map of [entries, loading]) key === undefined ? map.clear() : map.delete(key);
    },
  };
};
