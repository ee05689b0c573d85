/** A template that cannot be rendered for this request. The message is for the log. */
export class VtlFailure extends Error {
  override name = "VtlFailure";
}

/** Characters that one rendering may make, and the longest text in it: as much as API Gateway's payloads hold. */
export const mostText = 10_485_760;

/** What a rendering may cost, so that no template and no client's data can stop the gateway. */
export interface Budget {
  /** One for every part of a template that is evaluated. */
  step(): void;
  /** @param characters of text that was made. */
  text(characters: number): void;
}

/** @param steps take some tenths of a second where all of them are used. */
export const newBudget = (steps = 1_000_000, characters = mostText): Budget => {
  let [stepsLeft, charactersLeft] = [steps, characters];
  return {
    step() {
      stepsLeft -= 1;
      if (stepsLeft < 0) throw new VtlFailure(`the template takes more than ${steps} steps`);
    },
    text(made) {
      charactersLeft -= made;
      if (charactersLeft < 0) throw new VtlFailure(`the template makes more than ${characters} characters of text`);
    },
  };
};
