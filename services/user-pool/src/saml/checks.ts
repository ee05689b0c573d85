import type { Witness } from "../trace/check.ts";
import { type Evidence, type RefusalCode, SamlRefusal } from "./refusal.ts";

interface Finding extends Evidence {
  readonly what: string;
  readonly holds: boolean;
}

/** A part of the verification that consists of many small checks and is noted as one. */
interface Stage<Result> {
  readonly what: string;
  readonly expected: string;
  /** What to note of a result that is good. */
  readonly received?: (result: Result) => string | undefined;
  readonly run: () => Result | Promise<Result>;
}

/** The checks of one message. Each is noted as it is made, once, and one that fails refuses the message. */
export interface Checks {
  /** @throws {SamlRefusal} `code`, unless the finding holds */
  require(code: RefusalCode, finding: Finding): void;
  /** @throws {SamlRefusal} what the stage throws */
  stage<Result>(stage: Stage<Result>): Promise<Result>;
}

export const checksBefore = (witness: Witness): Checks => {
  const noted = new Set<SamlRefusal>();
  const refuse = (refusal: SamlRefusal, what: string) => {
    const { code, expected, received } = refusal;
    if (!noted.has(refusal)) witness({ what, code, expected, received, passed: false });
    noted.add(refusal);
    return refusal;
  };
  return {
    require(code, { what, holds, ...evidence }) {
      if (!holds) throw refuse(new SamlRefusal(code, evidence), what);
      witness({ what, code, expected: evidence.expected, received: evidence.received, passed: true });
    },
    async stage({ what, expected, received, run }) {
      try {
        const result = await run();
        witness({ what, code: undefined, expected, received: received?.(result), passed: true });
        return result;
      } catch (error) {
        throw error instanceof SamlRefusal ? refuse(error, what) : error;
      }
    },
  };
};
