/** Where in a policy: `["Statement", 0, "Effect"]`; empty for the policy itself. */
export type Place = readonly (string | number)[];

/** Not an IAM policy. `message` says where, what was expected and what was received. */
export class BadPolicy extends Error {
  override name = "BadPolicy";
  /** For whoever knows which line of which file it is. */
  readonly place: Place;
  /** The message without the place. */
  readonly problem: string;

  constructor(place: Place, problem: string) {
    super(`${spelled(place)}: ${problem}`);
    this.place = place;
    this.problem = problem;
  }
}

export const bad = (place: Place, expected: string, received: unknown): BadPolicy =>
  new BadPolicy(place, `expected ${expected}, received ${received === undefined ? "nothing" : shown(received)}`);

const spelled = (place: Place) =>
  place
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .slice(1) || "the policy";

const shown = (value: unknown) => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};
