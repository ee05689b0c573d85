import { domainUrlOf } from "../domains/reached-domain.ts";
import { arrivalOf } from "./at-domain.ts";
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
  unconfirmed: "the status for an unknown pool, and for how long the answer may be cached",
  answer: forPool(async (poolId, world, request) => {
    const arrival = arrivalOf(request, world);
    const domainUrl = await domainUrlOf(poolId, arrival, world);
    return {
      ...(domainUrl === undefined ? {} : endpointsAt(domainUrl)),
      id_token_signing_alg_values_supported: ["RS256"],
      issuer: world.issuer(poolId),
      jwks_uri: `${arrival.address}/${poolId}/.well-known/jwks.json`,
      response_types_supported: ["code", "token"],
      scopes_supported: ["openid", "email", "phone", "profile"],
      subject_types_supported: ["public"],
      token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    };
  }),
};

/** What a pool without a domain shows in their place is not known; it has none of them. */
const endpointsAt = (domainUrl: string) => ({
  authorization_endpoint: `${domainUrl}/oauth2/authorize`,
  end_session_endpoint: `${domainUrl}/logout`,
  revocation_endpoint: `${domainUrl}/oauth2/revoke`,
  token_endpoint: `${domainUrl}/oauth2/token`,
  userinfo_endpoint: `${domainUrl}/oauth2/userInfo`,
});
