import { failure } from "@gatehouse/http/failure.ts";
import { type PoolRequest, PoolUnreachable } from "@gatehouse/user-pool-client/pool-request.ts";
import { z } from "zod";
import type { Grant } from "./tokens.ts";

/** The pool says that the code or the refresh token is not valid, or no more. */
export const InvalidGrant = failure("InvalidGrant", 400, "The sign-in is no longer valid.");

/** What this service asks of the pool's OAuth endpoints. */
export interface PoolTokens {
  /** @throws {InvalidGrant} @throws {PoolUnreachable} */
  exchangeCode(code: string, codeVerifier: string): Promise<Grant>;
  /** @throws {InvalidGrant} @throws {PoolUnreachable} */
  refresh(refreshToken: string): Promise<Grant>;
  /** Ends everything that goes back to the same sign-in. @throws {PoolUnreachable} */
  revoke(refreshToken: string): Promise<void>;
}

const grantAnswer = z.object({
  access_token: z.string(),
  id_token: z.string(),
  refresh_token: z.string().optional(),
  token_type: z.literal("Bearer"),
});

const errorAnswer = z.object({ error: z.string(), error_description: z.string().optional() });

/** https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html and revocation-endpoint.html */
export const tokensAtPool = (uses: { pool: PoolRequest; clientId: string; redirectUri: string }): PoolTokens => {
  const post = (path: string, form: Record<string, string>) =>
    uses.pool(path, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ ...form, client_id: uses.clientId }).toString(),
    });

  const grant = async (form: Record<string, string>): Promise<Grant> => {
    const { status, body } = await post("/oauth2/token", form);
    if (status !== 200) throw refusal("/oauth2/token", status, body);
    const parsed = grantAnswer.safeParse(body);
    if (!parsed.success) throw new PoolUnreachable(`the answer of /oauth2/token: ${z.prettifyError(parsed.error)}`);
    const { access_token: accessToken, id_token: idToken, refresh_token: refreshToken } = parsed.data;
    return { accessToken, idToken, refreshToken };
  };

  return {
    exchangeCode: (code, verifier) =>
      grant({ grant_type: "authorization_code", code, redirect_uri: uses.redirectUri, code_verifier: verifier }),
    refresh: (refreshToken) => grant({ grant_type: "refresh_token", refresh_token: refreshToken }),
    async revoke(refreshToken) {
      const { status, body } = await post("/oauth2/revoke", { token: refreshToken });
      if (status !== 200) throw refusal("/oauth2/revoke", status, body);
    },
  };
};

/**
 * Only `invalid_grant` speaks of the person's sign-in. Everything else, `invalid_client` too, is a fault between this
 * service and the pool, which must not end a session.
 */
const refusal = (path: string, status: number, body: unknown) => {
  const { error = "no error code", error_description: text } = errorAnswer.safeParse(body).data ?? {};
  const said = `the pool answered ${status} ${error}${text ? ` (${text})` : ""} for ${path}`;
  return status === 400 && error === "invalid_grant"
    ? new InvalidGrant(undefined, { cause: new Error(said) })
    : new PoolUnreachable(said);
};
