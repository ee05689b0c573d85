import type { SignOnFault } from "./sign-on-fault.ts";

export const signOnError: SignOnFault = {
  name: "sign-on-error",
  description: "The sign-on service fails, with status 500.",
  source: "RFC 9110, 15.6.1",
  required: "Lets the person begin anew, as often as it takes; the people who are signed in already notice nothing.",
  respond: () => ({ status: 500, body: "The service has failed." }),
};
