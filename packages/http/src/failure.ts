/** An error that knows what goes over the wire: its code, its HTTP status and a message that is safe to show. */
export class Failure extends Error {
  readonly code: string;
  readonly status: number;
  constructor(code: string, status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = code;
    this.code = code;
    this.status = status;
  }
}

/**
 * Declares one wire error in one line.
 * @example const UserNotFound = failure("UserNotFoundException", 400, "User does not exist.");
 */
export const failure = (code: string, status: number, text: string) =>
  class extends Failure {
    constructor(message = text, options?: ErrorOptions) {
      super(code, status, message, options);
    }
  };
