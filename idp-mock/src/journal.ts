/** Something that an identity provider received or sent, as `GET /control/log` tells it. */
export interface Entry {
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
  note(entry: Omit<Entry, "at">): void;
  /** Newest last. */
  list(): readonly Entry[];
  clear(): void;
}

/** So many entries are kept; the oldest go first. */
const mostEntries = 500;

/** For looking at while things are tried out: it ends with the process. */
export const journalInMemory = (clock: () => Date): Journal => {
  let entries: readonly Entry[] = [];
  return {
    note(entry) {
      entries = [...entries, { at: clock(), ...entry }].slice(-mostEntries);
    },
    list: () => entries,
    clear() {
      entries = [];
    },
  };
};
