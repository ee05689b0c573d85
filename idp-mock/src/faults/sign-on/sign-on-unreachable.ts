import type { SignOnFault } from "./sign-on-fault.ts";

export const signOnUnreachable: SignOnFault = {
  name: "sign-on-unreachable",
  description: "The sign-on service cuts the connection.",
  source: "RFC 9110, 15: no response",
  required: "Lets the person begin anew, as often as it takes; the people who are signed in already notice nothing.",
  respond: () => ({ body: undefined }),
};
