/** What a COGNITO_USER_POOLS authorizer answers: gateway response type, `x-amzn-ErrorType`, status and message. */
const answers = {
  unauthorized: {
    responseType: "UNAUTHORIZED",
    errorType: "UnauthorizedException",
    status: 401,
    message: "Unauthorized",
  },
  expired: {
    responseType: "UNAUTHORIZED",
    errorType: "UnauthorizedException",
    status: 401,
    message: "The incoming token has expired",
  },
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html: "failing to
  // connect to a custom or Amazon Cognito authorizer". Unconfirmed: that this is what a pool's absence gives.
  unreachable: {
    responseType: "AUTHORIZER_CONFIGURATION_ERROR",
    errorType: "AuthorizerConfigurationException",
    status: 500,
    message: null,
  },
} as const;

type Answer = (typeof answers)[keyof typeof answers];

/** A COGNITO_USER_POOLS authorizer of a REST API refuses the request. `reason` is for the log. */
export class CognitoRefused extends Error {
  override name = "CognitoRefused";
  readonly answer: Answer;
  readonly reason: string;
  constructor(kind: keyof typeof answers, reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.answer = answers[kind];
    this.reason = reason;
  }
}
