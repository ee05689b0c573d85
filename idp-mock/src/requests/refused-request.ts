import { failure } from "@gatehouse/http/failure.ts";

/** What a refusal tells the person in front of the browser, who is most often the one who can mend it. */
export interface Refusal {
  /** What was looked at, in the words of the specification. */
  readonly subject: string;
  readonly expected: string;
  readonly received: string;
  /** Where to change it, if that is not plain. */
  readonly hint?: string;
}

/** A request of the single sign-on service that is not answered. */
export class RefusedRequest extends failure("RefusedRequest", 400, "The sign-in request was refused.") {
  readonly refusal: Refusal;
  constructor(refusal: Refusal, options?: ErrorOptions) {
    super(`${refusal.subject}: expected ${refusal.expected}, received ${refusal.received}`, options);
    this.refusal = refusal;
  }
}
