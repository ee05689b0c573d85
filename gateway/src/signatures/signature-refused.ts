/** By `x-amzn-ErrorType`: the gateway response type of a REST API, and what is said where nothing else is. */
const faults = {
  MissingAuthenticationTokenException: {
    responseType: "MISSING_AUTHENTICATION_TOKEN",
    message: "Missing Authentication Token",
  },
  IncompleteSignatureException: {
    responseType: "DEFAULT_4XX",
    message: "The request signature does not conform to AWS standards.",
  },
  InvalidSignatureException: {
    responseType: "INVALID_SIGNATURE",
    message:
      "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
  },
  // Unconfirmed: that no more special gateway response is chosen for it.
  UnrecognizedClientException: {
    responseType: "DEFAULT_4XX",
    message: "The security token included in the request is invalid.",
  },
  ExpiredTokenException: {
    responseType: "EXPIRED_TOKEN",
    message: "The security token included in the request is expired",
  },
} as const;

type ErrorType = keyof typeof faults;

/**
 * A request's AWS signature is refused; REST APIs answer 403 with this error type and message.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html
 */
export class SignatureRefused extends Error {
  override name = "SignatureRefused";
  readonly errorType: ErrorType;
  readonly responseType: (typeof faults)[ErrorType]["responseType"];
  readonly status = 403;
  /** For the log; the message may repeat much of the request. */
  readonly reason: string;
  constructor(errorType: ErrorType, message: string = faults[errorType].message, reason = message) {
    super(message);
    this.errorType = errorType;
    this.responseType = faults[errorType].responseType;
    this.reason = reason;
  }
}
