import type { SignOptions } from "@gatehouse/saml-response/sign.ts";
import type { Person } from "./directory.ts";

/** A sign-in that needs no page: who it is and what is signed. */
export interface NextSignIn {
  readonly person: Person;
  readonly sign: SignOptions["what"];
}

/** At most one sign-in that was arranged beforehand. What is set last counts, and it is taken once. */
export interface NextSignIns {
  set(next: NextSignIn): void;
  take(): NextSignIn | undefined;
}

export const nextSignInInMemory = (): NextSignIns => {
  let next: NextSignIn | undefined;
  return {
    set(given) {
      next = given;
    },
    take() {
      const taken = next;
      next = undefined;
      return taken;
    },
  };
};
