/** The request cannot be answered at the application: it is unknown, or has not said where. Shown on the error page. */
export class ShownOnPage extends Error {
  override name = "ShownOnPage";
  readonly clientId: string | undefined;
  /** @param message as Cognito words it */
  constructor(message: string, clientId?: string) {
    super(message);
    this.clientId = clientId;
  }
}

/** What the application wants: a code, or the tokens at once (the implicit grant). */
export type ResponseType = "code" | "token";

/** Where the application waits for the answer to its request, and for which. */
export interface ReturnAddress {
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly responseType: ResponseType;
}

/** The request is refused at the application's callback URL. */
export class SentToApplication extends Error {
  override name = "SentToApplication";
  readonly to: ReturnAddress;
  readonly error: string;
  /** @param message the `error_description` */
  constructor(to: ReturnAddress, error: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.to = to;
    this.error = error;
  }
}
