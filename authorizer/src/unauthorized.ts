/**
 * The caller showed no token, or one that does not hold. API Gateway answers 401 when the message is exactly
 * `Unauthorized`; any other text is a 500 (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html).
 * So the reason, which is for the log and for the record of decisions, stands beside it.
 */
export class Unauthorized extends Error {
  override name = "Unauthorized";
  readonly reason: string;
  constructor(reason: string, options?: ErrorOptions) {
    super("Unauthorized", options);
    this.reason = reason;
  }
}
