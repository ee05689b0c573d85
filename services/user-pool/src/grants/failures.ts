import { Failure, failure } from "@gatehouse/http/failure.ts";

/** The errors of the token and revocation endpoints (RFC 6749, 5.2). Their messages go to the log; the wire shows the code. */
export const InvalidRequest = failure("invalid_request", 400, "a parameter is missing or malformed");
export const InvalidGrant = failure("invalid_grant", 400, "the code or refresh token is not honoured");
export const InvalidScope = failure("invalid_scope", 400, "none of the scopes is the client's");
export const UnauthorizedClient = failure("unauthorized_client", 400, "the client may not use this grant");
export const UnsupportedGrantType = failure("unsupported_grant_type", 400, "the grant type is not supported");
export const UnsupportedTokenType = failure("unsupported_token_type", 400, "only refresh tokens can be revoked");

/** Another redirect URI than the authorization request had: the one error that comes with a description. */
export class InvalidRedirect extends UnauthorizedClient {
  readonly description = "invalid_redirect";
}

/** What a trigger did not let through; its description is what the function said. */
export class RefusedByTrigger extends InvalidRequest {
  get description() {
    return this.message;
  }
}

/** The token endpoint answers 400, the revocation endpoint 401. */
export class InvalidClient extends Failure {
  constructor(message: string, status: 400 | 401) {
    super("invalid_client", status, message);
  }
}
