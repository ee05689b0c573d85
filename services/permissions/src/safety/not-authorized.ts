import { Failure } from "@gatehouse/http/failure.ts";

/** What somebody was about to do, as the record of changes would name it. */
export interface Attempt {
  readonly action: string;
  readonly subject: string;
}

/** The caller may not do this to whom he would do it, or not with what he has. It is recorded that he tried. */
export class NotAuthorized extends Failure {
  readonly attempt: Attempt;
  constructor(attempt: Attempt, message: string) {
    super("NotAuthorized", 403, message);
    this.attempt = attempt;
  }
}
