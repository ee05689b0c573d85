import type { Session } from "../sessions/sessions.ts";

/** What a service provider that asked for a logout waits for. */
export interface Waiting {
  readonly serviceProvider: string;
  /** Where it waits; undefined where it is registered without a logout service. */
  readonly action: string | undefined;
  readonly inResponseTo: string;
  readonly relayState: string | undefined;
}

/** A logout that is under way with the browser: those who are still to be told, and who is told at last. */
export interface Logout {
  readonly session: Session;
  readonly rest: readonly string[];
  readonly waiting: Waiting | undefined;
}

/** A request that was sent, of which the answer is awaited. */
export interface Sent {
  readonly serviceProvider: string;
  readonly relayState: string;
  readonly logout: Logout;
}

export interface Logouts {
  save(requestId: string, sent: Sent): void;
  find(requestId: string): Sent | undefined;
  /** Once: of two answers one goes on. */
  take(requestId: string): Sent | undefined;
}

/** So many requests are remembered; the oldest go first. */
const mostSent = 1_000;

/** They end with the process, as the sessions do. */
export const logoutsInMemory = (): Logouts => {
  const all = new Map<string, Sent>();
  return {
    save(requestId, sent) {
      const [oldest] = all.keys();
      if (oldest !== undefined && all.size >= mostSent) all.delete(oldest);
      all.set(requestId, sent);
    },
    find: (requestId) => all.get(requestId),
    take(requestId) {
      const taken = all.get(requestId);
      all.delete(requestId);
      return taken;
    },
  };
};
