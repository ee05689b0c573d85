import type { Choice } from "../answers/answer-to.ts";

/** A sign-in that needs no page. */
export interface NextSignIn extends Choice {
  /** How long the identity provider takes over it, in milliseconds. */
  readonly delay?: number;
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
