import type { Form } from "../../answers/plan.ts";

/** The RelayState that the service provider sent. @throws when it sent none: there is nothing to change. */
export const relayed = ({ RelayState }: Form): string => {
  if (RelayState === undefined) throw new Error("the service provider sent no RelayState that could be changed");
  return RelayState;
};

/** The form with another RelayState. */
export const relayedAs =
  (change: (form: Form) => string | undefined) =>
  (form: Form): Form => ({ ...form, RelayState: change(form) });
