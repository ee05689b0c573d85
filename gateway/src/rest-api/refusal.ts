import type { Authorization } from "./exchange.ts";

/** Gateway response types of REST APIs with their status and message (https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html). */
export const refusals = {
  ACCESS_DENIED: {
    status: 403,
    errorType: "AccessDeniedException",
    message: "User is not authorized to access this resource",
  },
  AUTHORIZER_CONFIGURATION_ERROR: { status: 500, errorType: "AuthorizerConfigurationException", message: null },
  BAD_REQUEST_BODY: { status: 400, errorType: "BadRequestException", message: "Invalid request body" },
  BAD_REQUEST_PARAMETERS: {
    status: 400,
    errorType: "BadRequestException",
    message: "Missing required request parameters",
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
  THROTTLED: { status: 429, errorType: "TooManyRequestsException", message: "Too Many Requests" },
  UNAUTHORIZED: { status: 401, errorType: "UnauthorizedException", message: "Unauthorized" },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, errorType: "BadRequestException", message: "Unsupported Media Type" },
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
