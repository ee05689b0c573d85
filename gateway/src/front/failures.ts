import { failure } from "@gatehouse/http/failure.ts";

// What the front refuses by itself, before there is an API to ask. `cause` says why, for the log; the wire does not.

export const MalformedRequest = failure("BadRequestException", 400, "Bad Request");
export const UpgradeRefused = failure("ForbiddenException", 403, "Forbidden");
/** An unknown host, an unmapped base path, a stage that is not there. */
export const NothingServed = failure("ForbiddenException", 403, "Forbidden");
export const MethodNotAllowed = failure("MethodNotAllowedException", 405, "Method Not Allowed");
export const ExpectationFailed = failure("ExpectationFailedException", 417, "Expectation Failed");
export const RequestTimedOut = failure("RequestTimeoutException", 408, "Request Timeout");
export const HeadersTooLarge = failure("RequestHeaderFieldsTooLargeException", 431, "Request Header Fields Too Large");

/** The request cannot be read in one way only. `reason` goes to the log. */
export const malformed = (reason: string) => new MalformedRequest(undefined, { cause: reason });
