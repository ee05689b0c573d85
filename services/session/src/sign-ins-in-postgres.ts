import type { Knex } from "knex";
import { hashOf } from "./secret.ts";
import type { SignIns } from "./sign-ins.ts";

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
