import type { PoolRecords } from "./pool-records.ts";

/**
 * The records as one request sees them: a pool, a client or a provider that was read is read no second time, so that all
 * steps of the request go by the same settings. What is not there is looked for again.
 */
export const readOnce = (records: PoolRecords): PoolRecords => ({
  ...records,
  findPool: remembered(records.findPool),
  findClient: remembered(records.findClient),
  findProvider: remembered(records.findProvider),
});

const remembered = <Key extends readonly string[], Found>(find: (...key: Key) => Promise<Found | undefined>) => {
  const known = new Map<string, Found>();
  return async (...key: Key): Promise<Found | undefined> => {
    const name = JSON.stringify(key);
    const found = known.get(name) ?? (await find(...key));
    if (found !== undefined) known.set(name, found);
    return found;
  };
};
