import { authenticateClient } from "../grants/authenticate-client.ts";
import { authorizationCode } from "../grants/authorization-code.ts";
import { clientCredentials } from "../grants/client-credentials.ts";
import { InvalidRequest, UnauthorizedClient, UnsupportedGrantType } from "../grants/failures.ts";
import type { Granted, GrantType } from "../grants/grant-type.ts";
import { refreshToken } from "../grants/refresh-token.ts";
import type { Endpoint } from "./endpoint.ts";
import { formOf } from "./request-parameters.ts";
import { sendJson } from "./send-json.ts";

const grantTypes: ReadonlyMap<string, GrantType> = new Map([
  ["authorization_code", authorizationCode],
  ["refresh_token", refreshToken],
  ["client_credentials", clientCredentials],
]);

export const token: Endpoint = {
  method: "post",
  path: "/oauth2/token",
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html",
  unconfirmed: "the answer to a preflight, and the place of a rotated refresh token in the answer",
  async answer(request, response, world) {
    const form = formOf(request);
    const [repeated] = form.repeated;
    if (repeated !== undefined) throw new InvalidRequest(`${repeated} must not be repeated`);
    const type = form.get("grant_type");
    if (type === undefined) throw new InvalidRequest("grant_type is required");
    const grant = grantTypes.get(type);
    if (!grant) throw new UnsupportedGrantType(`grant_type ${type} is not supported`);
    const client = await authenticateClient({ form, authorization: request.get("authorization"), refusal: 400 }, world);
    if (!client.usesOAuth) throw new UnauthorizedClient("the client is not enabled for OAuth 2.0");
    sendJson(response, 200, tokenAnswer(await grant(form, client, { ...world, trace: response.locals.trace })));
  },
};

/** There is no member `scope`, and a refresh token only where a new one was made. */
const tokenAnswer = ({ accessToken, idToken, refreshToken, expiresIn }: Granted) => ({
  ...(idToken === undefined ? {} : { id_token: idToken }),
  access_token: accessToken,
  ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
  expires_in: expiresIn,
  token_type: "Bearer",
});
