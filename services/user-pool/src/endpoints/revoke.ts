import { authenticateClient } from "../grants/authenticate-client.ts";
import { InvalidRequest, UnsupportedTokenType } from "../grants/failures.ts";
import { NotRefreshToken, revokeRefreshToken } from "../grants/revoke-refresh-token.ts";
import type { Endpoint } from "./endpoint.ts";
import { formOf } from "./request-parameters.ts";

/** RFC 7009, too. */
export const revoke: Endpoint = {
  method: "post",
  path: "/oauth2/revoke",
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/revocation-endpoint.html",
  async answer(request, response, world) {
    const form = formOf(request);
    const [repeated] = form.repeated;
    if (repeated !== undefined) throw new InvalidRequest(`${repeated} must not be repeated`);
    const token = form.get("token");
    if (token === undefined) throw new InvalidRequest("token is required");
    const client = await authenticateClient({ form, authorization: request.get("authorization"), refusal: 401 }, world);
    if (!client.revocable) throw new InvalidRequest("the client's tokens cannot be revoked (EnableTokenRevocation)");
    await revokeRefreshToken({ token, client }, world).catch((error) => {
      throw error instanceof NotRefreshToken ? new UnsupportedTokenType(undefined, { cause: error }) : error;
    });
    response.status(200).set("Content-Length", "0").end();
  },
};
