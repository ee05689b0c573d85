import { randomBytes } from "node:crypto";

/** One sign-in at a service provider, as the person is named there: what a logout must name. */
export interface Visit {
  readonly serviceProvider: string;
  readonly assertionConsumerService: string;
  readonly nameId: string;
  readonly nameIdFormat: string;
  readonly sessionIndex: string;
}

/** A person who is signed in at the identity provider with one browser. */
export interface Session {
  /** Opaque: the cookie's value. */
  readonly id: string;
  /** E-mail address. */
  readonly person: string;
  readonly since: Date;
  /** Newest last. */
  readonly visits: readonly Visit[];
}

/** What a service provider names when it asks for a logout; no indexes: all sessions of that person there. */
export interface Named {
  readonly serviceProvider: string;
  readonly nameId: string;
  readonly sessionIndexes: readonly string[];
}

export interface Sessions {
  /** The session of that id, if it is of that person; else a new one. */
  join(id: string | undefined, sign: { readonly person: string; readonly visit?: Visit }): Session;
  find(id: string | undefined): Session | undefined;
  /** Newest last. */
  list(): readonly Session[];
  /** Those of a person at a service provider. */
  named(named: Named): readonly Session[];
  /** @returns what it was; undefined when there is none. */
  end(id: string): Session | undefined;
  clear(): void;
}

/** So many sessions are kept; the oldest go first. */
const mostSessions = 1_000;

/** They end with the process. */
export const sessionsInMemory = (now: () => Date): Sessions => {
  const sessions = new Map<string, Session>();
  const begun = (person: string): Session => {
    const id = randomBytes(24).toString("base64url");
    const [oldest] = sessions.keys();
    if (oldest !== undefined && sessions.size >= mostSessions) sessions.delete(oldest);
    return { id, person, since: now(), visits: [] };
  };
  return {
    join(id, { person, visit }) {
      const found = sessions.get(id ?? "");
      const session = found?.person === person ? found : begun(person);
      const joined = visit ? { ...session, visits: [...session.visits, visit] } : session;
      sessions.set(joined.id, joined);
      return joined;
    },
    find: (id) => sessions.get(id ?? ""),
    list: () => [...sessions.values()],
    named: (named) => [...sessions.values()].filter(({ visits }) => visits.some((visit) => isNamed(visit, named))),
    end(id) {
      const ended = sessions.get(id);
      sessions.delete(id);
      return ended;
    },
    clear: () => sessions.clear(),
  };
};

/** Both must be of one visit: the index of another's session names nobody. */
const isNamed = (visit: Visit, { serviceProvider, nameId, sessionIndexes }: Named) =>
  visit.serviceProvider === serviceProvider &&
  visit.nameId === nameId &&
  (sessionIndexes.length === 0 || sessionIndexes.includes(visit.sessionIndex));
