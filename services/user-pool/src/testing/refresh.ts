import { type TokenAnswer, tokenRequest } from "./sign-in.ts";
import { clientId, type TestUserPool } from "./user-pool.ts";

type Given = Pick<TokenAnswer, "refresh_token">;

/** New tokens of the public client, at the token endpoint. */
export const refreshed = async (pool: TestUserPool, { refresh_token }: Given): Promise<TokenAnswer> => {
  const answer = await tokenRequest(pool, { grant_type: "refresh_token", client_id: clientId, refresh_token });
  return (await answer.json()) as TokenAnswer;
};

/** A sign-out as applications do it. */
export const revoked = (pool: TestUserPool, { refresh_token }: Given): Promise<Response> =>
  fetch(`${pool.url}/oauth2/revoke`, {
    method: "POST",
    body: new URLSearchParams({ token: refresh_token, client_id: clientId }),
  });
