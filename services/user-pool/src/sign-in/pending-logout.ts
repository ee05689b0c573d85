/** A browser that has gone to its identity provider to be signed out there, and is awaited back. */
export interface PendingLogout {
  /** ID of the LogoutRequest. */
  readonly requestId: string;
  readonly poolId: string;
  readonly provider: string;
  /** What the provider must send back beside its answer. */
  readonly relayState: string;
  /** Where /logout would have sent the browser at once. */
  readonly location: string;
  readonly expires: Date;
}

/** As long as a sign-in may take, in seconds. */
export const logoutLifetime = 300;

/** What a provider says is over: all sessions of a person, or those that it names. */
export interface ProviderLogout {
  readonly poolId: string;
  readonly provider: string;
  readonly nameId: string;
  /** None: all of them. */
  readonly sessionIndexes: readonly string[];
  /** The message, which may be used once. */
  readonly request: { readonly issuer: string; readonly id: string; readonly expires: Date };
}

export interface Logouts {
  save(logout: PendingLogout): Promise<void>;
  /** Reads without taking: a bad answer must not keep the browser from its way. */
  find(requestId: string, now: Date): Promise<PendingLogout | undefined>;
  /** @returns false for a logout that somebody has taken */
  take(requestId: string, now: Date): Promise<boolean>;
  /**
   * Ends the sessions, of several providers when they share one identity provider.
   * @returns undefined, with nothing done, for a message that was used before; else how many sessions there were
   */
  endSessions(logouts: readonly ProviderLogout[]): Promise<number | undefined>;
}
