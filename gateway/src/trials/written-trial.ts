import type { Trial } from "./trial.ts";

/** A trial for a reader at a terminal: the outcome first, then what led to it. */
export const writtenTrial = (trial: Trial): string =>
  [
    outcome(trial),
    `route      ${trial.route ?? "none"} of ${trial.api} on ${trial.stage}`,
    `authorizer ${trial.function ?? "not asked"}${trial.milliseconds === null ? "" : `, ${trial.milliseconds} ms`}`,
    `cache      ${cacheState[trial.cache]}`,
    ...Object.entries(trial.decision).map(([name, value]) => `${name.padEnd(10)} ${shown(value)}`),
    ...(trial.advice === null ? [] : [`advice     ${trial.advice}`]),
    ...part("event", trial.event),
    ...part("answer of the function", trial.output && ("value" in trial.output ? trial.output.value : trial.output)),
    ...part("kept answer", trial.kept),
  ].join("\n");

const outcome = ({ refusal }: Trial) =>
  refusal === null ? "let through: the integration would be asked" : `refused: ${refusal.status} ${refusal.body}`;

const cacheState: Readonly<Record<Trial["cache"], string>> = {
  hit: "hit: an earlier answer is still kept, and was judged anew for this request",
  miss: "miss: the function was asked; its answer is not kept for a trial",
  none: "nobody was asked",
};

const shown = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

const part = (name: string, value: unknown) =>
  value === null || value === undefined ? [] : ["", `${name}:`, JSON.stringify(value, null, 2), ""];
