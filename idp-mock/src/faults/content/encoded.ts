import type { Form } from "../../answers/plan.ts";

/** The field SAMLResponse, encoded in another way. */
export const encoded =
  (encode: (message: Buffer) => string) =>
  (form: Form): Form => ({ ...form, SAMLResponse: encode(Buffer.from(form.SAMLResponse ?? "", "base64")) });

/** With a line's end or two, so that base64 needs padding: two characters of it. */
export const padded = (message: Buffer): Buffer =>
  Buffer.concat([message, Buffer.from("\n".repeat((4 - (message.length % 3)) % 3))]);
