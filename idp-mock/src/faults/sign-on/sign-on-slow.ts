import type { SignOnFault } from "./sign-on-fault.ts";

export const signOnSlow: SignOnFault = {
  name: "sign-on-slow",
  description: "The sign-on service takes ten seconds to say that it cannot keep up, with status 503.",
  source: "RFC 9110, 15.6.4",
  required: "Keeps the sign-in waiting, and nothing else: the browser is the one that waits.",
  respond: () => ({ status: 503, body: "The service cannot keep up.", delay: 10_000 }),
};
