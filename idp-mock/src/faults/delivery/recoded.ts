import type { Form } from "../../answers/plan.ts";

/** The same XML in another encoding. */
export const recoded =
  (encode: (xml: string) => string) =>
  (form: Form): Form => ({
    ...form,
    SAMLResponse: encode(Buffer.from(form.SAMLResponse ?? "", "base64").toString()),
  });
