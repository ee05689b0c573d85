/** A sign-in between `/auth/login` and `/auth/callback`. */
export interface SignIn {
  readonly codeVerifier: string;
  readonly nonce: string;
  readonly returnTo: string;
}

/** Sign-ins under way, by the `state` that comes back, each bound to the browser that started it. */
export interface SignIns {
  start(keys: { state: string; browser: string }, signIn: SignIn): Promise<void>;
  /** Takes a sign-in out: of two who ask for the same one, exactly one gets it. */
  take(keys: { state: string; browser: string }): Promise<SignIn | undefined>;
}
