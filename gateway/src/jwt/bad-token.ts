/**
 * The token does not hold. `description` is what an HTTP API says of it in `error_description`; `reason` is for the log
 * and never goes over the wire.
 */
export class BadToken extends Error {
  override name = "BadToken";
  readonly description: string;
  readonly reason: string;
  constructor(description: string, reason = description, options?: ErrorOptions) {
    super(reason, options);
    this.description = description;
    this.reason = reason;
  }
}
