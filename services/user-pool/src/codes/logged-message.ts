import type { NewCode } from "./confirmation-code.ts";
import type { Message } from "./mailbox.ts";

/** What the log says of a message: all of one that brings a code; an invitation has a password in its words. */
export const loggedMessage = ({ code, message }: { readonly code: NewCode | undefined; readonly message: Message }) => {
  const { subject, body, ...addressed } = message;
  return code === undefined ? addressed : { ...addressed, subject, body };
};
