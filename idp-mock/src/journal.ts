/** Something that an identity provider received or sent, as `GET /control/log` tells it. */
export interface Entry {
  /** Counts all entries since the start. */
  readonly number: number;
  readonly at: Date;
  /** Name of the identity provider. */
  readonly idp: string;
  readonly kind: "AuthnRequest" | "Response" | "LogoutRequest" | "LogoutResponse" | "refusal";
  readonly serviceProvider?: string | undefined;
  readonly person?: string | undefined;
  readonly faults?: readonly string[];
  readonly relayState?: string | undefined;
  /** The decoded message. */
  readonly xml?: string | undefined;
  /** Of a refusal: what was looked at, expected and received. */
  readonly reason?: string | undefined;
}

export interface Journal {
  note(entry: Omit<Entry, "at" | "number">): void;
  /** Newest last. */
  list(): readonly Entry[];
  /** Forgets what is of this identity provider. */
  clear(idp: string): void;
}

/** So many entries are kept; the oldest go first. */
const mostEntries = 500;

/** For looking at while things are tried out: it ends with the process. */
export const journalInMemory = (clock: () => Date): Journal => {
  let entries: readonly Entry[] = [];
  let number = 0;
  return {
    note(entry) {
      number += 1;
      entries = [...entries, { number, at: clock(), ...entry }].slice(-mostEntries);
    },
    list: () => entries,
    clear(idp) {
      entries = entries.filter((entry) => entry.idp !== idp);
    },
  };
};
