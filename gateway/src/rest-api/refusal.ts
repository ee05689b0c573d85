import type { Authorization } from "./exchange.ts";

/**
 * Gateway response types of REST APIs with what is said where nothing customises it
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html).
 * Unconfirmed: the error types of API_CONFIGURATION_ERROR, AUTHORIZER_FAILURE, EXPIRED_TOKEN, INVALID_SIGNATURE,
 * REQUEST_TOO_LARGE, RESOURCE_NOT_FOUND and WAF_FILTERED, and the messages of AUTHORIZER_FAILURE and RESOURCE_NOT_FOUND.
 */
export const refusals = {
  ACCESS_DENIED: {
    status: 403,
    errorType: "AccessDeniedException",
    message: "User is not authorized to access this resource",
  },
  API_CONFIGURATION_ERROR: {
    status: 500,
    errorType: "ApiConfigurationException",
    message: "Internal server error",
  },
  AUTHORIZER_CONFIGURATION_ERROR: { status: 500, errorType: "AuthorizerConfigurationException", message: null },
  /** Nobody knows what makes AWS answer with it; nothing here does. */
  AUTHORIZER_FAILURE: { status: 500, errorType: "AuthorizerFailureException", message: null },
  BAD_REQUEST_BODY: { status: 400, errorType: "BadRequestException", message: "Invalid request body" },
  BAD_REQUEST_PARAMETERS: {
    status: 400,
    errorType: "BadRequestException",
    message: "Missing required request parameters",
  },
  EXPIRED_TOKEN: {
    status: 403,
    errorType: "ExpiredTokenException",
    message: "The security token included in the request is expired",
  },
  INTEGRATION_FAILURE: {
    status: 504,
    errorType: "InternalServerErrorException",
    message: "Network error communicating with endpoint",
  },
  INTEGRATION_TIMEOUT: {
    status: 504,
    errorType: "InternalServerErrorException",
    message: "Endpoint request timed out",
  },
  INVALID_API_KEY: { status: 403, errorType: "ForbiddenException", message: "Forbidden" },
  INVALID_SIGNATURE: {
    status: 403,
    errorType: "InvalidSignatureException",
    message:
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
  },
  MISSING_AUTHENTICATION_TOKEN: {
    status: 403,
    errorType: "MissingAuthenticationTokenException",
    message: "Missing Authentication Token",
  },
  QUOTA_EXCEEDED: { status: 429, errorType: "LimitExceededException", message: "Limit Exceeded" },
  REQUEST_TOO_LARGE: {
    status: 413,
    errorType: "RequestTooLargeException",
    message: "HTTP content length exceeded 10485760 bytes.",
  },
  RESOURCE_NOT_FOUND: { status: 404, errorType: "ResourceNotFoundException", message: "Not Found" },
  THROTTLED: { status: 429, errorType: "TooManyRequestsException", message: "Too Many Requests" },
  UNAUTHORIZED: { status: 401, errorType: "UnauthorizedException", message: "Unauthorized" },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, errorType: "BadRequestException", message: "Unsupported Media Type" },
  /** No firewall stands in front of this gateway; the type can be customised for the one on AWS. */
  WAF_FILTERED: { status: 403, errorType: "ForbiddenException", message: "Forbidden" },
  /** For errors of the client that have no type of their own, such as an incomplete signature. */
  DEFAULT_4XX: { status: 403, errorType: "ForbiddenException", message: "Forbidden" },
  DEFAULT_5XX: { status: 500, errorType: "InternalServerErrorException", message: "Internal server error" },
} as const;

export type RefusalType = keyof typeof refusals;

/** What this refusal says in place of its type's own words. */
interface Overrides {
  readonly status?: number;
  /** Null is sent as `{"message":null}`. */
  readonly message?: string | null;
  readonly errorType?: string;
  /** On BAD_REQUEST_BODY: what is wrong with it. */
  readonly validationErrorString?: string;
}

interface Details extends Overrides {
  /** On ACCESS_DENIED: what the authorizer said, for `$context.authorizer.x` in a gateway response. */
  readonly authorization?: Authorization;
}

/** The gateway answers by itself instead of the backend. `reason` is for the log and never goes over the wire. */
export class GatewayRefusal extends Error {
  override name = "GatewayRefusal";
  readonly type: RefusalType;
  readonly reason: string;
  readonly overrides: Overrides;
  readonly authorization: Authorization | null;
  constructor(type: RefusalType, reason: string, { authorization, ...overrides }: Details = {}) {
    super(`${type}: ${reason}`);
    this.type = type;
    this.reason = reason;
    this.overrides = overrides;
    this.authorization = authorization ?? null;
  }
}

/** The status of a refusal before a gateway response customises it. */
export const statusOf = ({ type, overrides }: GatewayRefusal): number => overrides.status ?? refusals[type].status;
