import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "@gatehouse/http/log.ts";
import { Client, type ClientConfig } from "pg";

/** Tells of changes to the entitlements, as long as it can. */
export interface EntitlementChanges {
  /** Whether a change would be heard of now. */
  heard(): boolean;
  close(): Promise<void>;
}

/** The channel and what it carries: a username, or `*` for everybody. docs/architecture.md, The database. */
const channel = "entitlements_changed";

/** How often the connection is tried, and how long it may stay silent before it counts as lost. Milliseconds. */
const checkEvery = 1_000;
const silentFor = 3_000;

/** Between two attempts to connect again. Milliseconds. */
const reconnectAfter = 250;

/** How long a farewell to a server that may be gone takes at most. Milliseconds. */
const endTime = 500;

/**
 * Listens on a connection of its own and connects again when it is lost. A broken network is silent, and so is a Lambda
 * environment that was frozen: so the connection is asked for a sign of life, and `heard` goes by the last one.
 * @param changed is told the username or `*`, and `*` whenever changes may have been missed.
 */
export const entitlementChanges = (uses: {
  connection: ClientConfig;
  changed: (who: string) => void;
  log: Logger;
  now: () => number;
}): EntitlementChanges => {
  let lastSign = Number.NEGATIVE_INFINITY;
  const stop = new AbortController();
  const lost = () => {
    lastSign = Number.NEGATIVE_INFINITY;
    uses.changed("*");
  };

  const listenUntilLost = async () => {
    const client = new Client(uses.connection);
    const broken = brokenOr(client, stop.signal);
    client.on("notification", ({ payload }) => uses.changed(payload || "*"));
    try {
      await Promise.race([listening(client), broken.promise]);
      // Changes since the last connection went unheard.
      uses.changed("*");
      for (;;) {
        lastSign = uses.now();
        await Promise.race([pause(checkEvery, undefined, { ref: false }), broken.promise]);
        await Promise.race([client.query("select 1"), broken.promise]);
      }
    } finally {
      lost();
      broken.release();
      await Promise.race([client.end().catch(() => {}), pause(endTime, undefined, { ref: false })]);
    }
  };

  const listenAlways = async () => {
    while (!stop.signal.aborted) {
      await listenUntilLost().catch((error) => {
        if (!stop.signal.aborted)
          uses.log.warn({ error: String(error) }, "changes of entitlements are not heard; nothing is cached meanwhile");
      });
      await pause(reconnectAfter, undefined, { ref: false, signal: stop.signal }).catch(() => {});
    }
  };

  const done = listenAlways();
  return {
    heard: () => uses.now() - lastSign < silentFor,
    async close() {
      stop.abort(new Error("closed"));
      await done;
    },
  };
};

/** A promise that rejects when the connection breaks or ends, or everything is to stop. */
const brokenOr = (client: Client, stop: AbortSignal) => {
  const { promise, reject } = Promise.withResolvers<never>();
  const stopped = () => reject(stop.reason);
  client.on("error", reject);
  client.on("end", () => reject(new Error("the connection ended")));
  stop.addEventListener("abort", stopped);
  return { promise, release: () => stop.removeEventListener("abort", stopped) };
};

const listening = async (client: Client) => {
  await client.connect();
  await client.query(`listen ${channel}`);
};
