import { BadToken } from "./bad-token.ts";
import { IssuerUnreachable } from "./keys-of-issuers.ts";

type Code = "missing" | "invalid_token" | "insufficient_scope";

interface Refusal {
  readonly code: Code;
  readonly description?: string;
  /** Those of which the route wants one. */
  readonly scopes: readonly string[];
  /** For the log. */
  readonly reason: string;
}

/** A JWT authorizer of an HTTP API refuses the request. The body is the usual one of the status. */
export class JwtRefused extends Error {
  override name = "JwtRefused";
  readonly status: 401 | 403;
  /** The value of `WWW-Authenticate`. */
  readonly authenticate: string;
  /** `$context.authorizer.error` (recorded on AWS: `missing: token not provided`, `invalid_token: …`). */
  readonly error: string;
  readonly reason: string;
  constructor({ code, description, scopes, reason }: Refusal, options?: ErrorOptions) {
    super(reason, options);
    this.status = code === "insufficient_scope" ? 403 : 401;
    this.authenticate = code === "missing" ? "Bearer" : challenge(code, scopes, description);
    this.error = description === undefined ? code : `${code}: ${description}`;
    this.reason = reason;
  }
}

/**
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html. Unconfirmed: that
 * `scope` holds the route's scopes where it has some (RFC 6750 3), and the challenge that goes with a 403.
 */
const challenge = (code: Code, scopes: readonly string[], description: string | undefined) =>
  `Bearer scope="${scopes.join(" ")}" error="${code}"${description === undefined ? "" : ` error_description="${description}"`}`;

export const missingToken = (): JwtRefused =>
  new JwtRefused({ code: "missing", description: "token not provided", scopes: [], reason: "there is no token" });

export const insufficientScope = (scopes: readonly string[], given: readonly string[]): JwtRefused =>
  new JwtRefused({
    code: "insufficient_scope",
    scopes,
    reason: `the token has the scopes [${given.join(", ")}]; one of [${scopes.join(", ")}] is needed`,
  });

/**
 * What the client is told when a token cannot be verified. API Gateway answers 401 also where it cannot reach the
 * issuer (recorded on AWS: `error_description="JWKS communication error"`); the reason in the log says whose fault it is.
 * @returns any other error as it is.
 */
export const refusalFor = (error: unknown, scopes: readonly string[]): unknown => {
  if (!(error instanceof BadToken || error instanceof IssuerUnreachable)) return error;
  const { description, message: reason } = error;
  return new JwtRefused({ code: "invalid_token", description, scopes, reason }, { cause: error });
};
