import type { Knex } from "knex";
import { hashOf } from "./secret.ts";

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

/** How long a sign-in may take, in minutes. */
const signInTime = 10;

export const signInsInPostgres = (knex: Knex): SignIns => ({
  async start({ state, browser }, { codeVerifier, nonce, returnTo }) {
    await knex("session.sign_ins").where("expires_at", "<", knex.fn.now()).delete();
    await knex("session.sign_ins").insert({
      state_hash: hashOf(state),
      browser_hash: hashOf(browser),
      code_verifier: codeVerifier,
      nonce,
      return_to: returnTo,
      expires_at: knex.raw("now() + make_interval(mins => ?)", [signInTime]),
    });
  },
  async take({ state, browser }) {
    const [row] = await knex("session.sign_ins")
      .where({ state_hash: hashOf(state), browser_hash: hashOf(browser) })
      .where("expires_at", ">", knex.fn.now())
      .delete()
      .returning<{ code_verifier: string; nonce: string; return_to: string }[]>([
        "code_verifier",
        "nonce",
        "return_to",
      ]);
    return row && { codeVerifier: row.code_verifier, nonce: row.nonce, returnTo: row.return_to };
  },
});
