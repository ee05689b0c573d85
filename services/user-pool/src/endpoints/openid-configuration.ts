import type { Endpoint } from "./endpoint.ts";
import { forPool } from "./well-known.ts";

/**
 * The members of the real document, no more: it names no grant types and no PKCE methods. In issuer mode `aws` the
 * issuer is the real one's, and the keys are found here all the same.
 */
export const openidConfiguration: Endpoint = {
  method: "get",
  path: "/:poolId/.well-known/openid-configuration",
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints.html",
  answer: forPool(async (poolId, { issuer, publicUrl }) => ({
    authorization_endpoint: `${publicUrl}/oauth2/authorize`,
    end_session_endpoint: `${publicUrl}/logout`,
    id_token_signing_alg_values_supported: ["RS256"],
    issuer: issuer(poolId),
    jwks_uri: `${publicUrl}/${poolId}/.well-known/jwks.json`,
    response_types_supported: ["code", "token"],
    revocation_endpoint: `${publicUrl}/oauth2/revoke`,
    scopes_supported: ["openid", "email", "phone", "profile"],
    subject_types_supported: ["public"],
    token_endpoint: `${publicUrl}/oauth2/token`,
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    userinfo_endpoint: `${publicUrl}/oauth2/userInfo`,
  })),
};
