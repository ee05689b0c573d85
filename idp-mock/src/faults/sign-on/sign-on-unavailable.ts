import type { SignOnFault } from "./sign-on-fault.ts";

export const signOnUnavailable: SignOnFault = {
  name: "sign-on-unavailable",
  description: "The sign-on service is down for maintenance and says so, with status 503.",
  source: "RFC 9110, 15.6.4",
  required: "Has sent the browser there and waits; the people who are signed in already notice nothing.",
  respond: () => ({ status: 503, headers: { "Retry-After": "60" }, body: "The service is down for maintenance." }),
};
