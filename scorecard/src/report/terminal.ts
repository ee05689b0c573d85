import type { ServiceProvider } from "../service-provider.ts";
import { type Observed, quantile } from "../trials/bystander.ts";
import type { Scorecard } from "../trials/run.ts";
import { isTooSlow, longest, shortcomings, type Verdict } from "../trials/verdict.ts";

/** One verdict as it is made. */
export const line = (verdict: Verdict, { speaksCodes }: Pick<ServiceProvider, "speaksCodes">): string => {
  const { fault, outcome, ms } = verdict;
  const found = faultsOf(verdict, speaksCodes);
  const how = outcome.letIn ? "let in" : `refused ${outcome.reason ?? ""}`;
  const mark = found.length === 0 ? "ok  " : "FAIL";
  return [
    `${mark} ${fault.name.padEnd(44)} ${ms.toFixed(1).padStart(7)} ms  ${how}`,
    ...found.map((what) => `       ${what}`),
  ].join("\n");
};

const faultsOf = (verdict: Verdict, speaksCodes: boolean) => [
  ...shortcomings(verdict, speaksCodes),
  ...(isTooSlow(verdict) ? [`it took more than ${longest} ms`] : []),
];

/** Whether everything was as it must be. */
export const isAllGreen = ({ verdicts, bystander }: Scorecard, { speaksCodes }: Pick<ServiceProvider, "speaksCodes">) =>
  verdicts.every((verdict) => faultsOf(verdict, speaksCodes).length === 0) &&
  [bystander.before, bystander.meanwhile].every(({ failures }) => failures.length === 0);

/** What it comes to. */
export const summary = (scorecard: Scorecard, provider: Pick<ServiceProvider, "speaksCodes">): string => {
  const { verdicts, untried, bystander } = scorecard;
  const failed = verdicts.filter((verdict) => faultsOf(verdict, provider.speaksCodes).length > 0);
  return [
    "",
    `${verdicts.length - failed.length} of ${verdicts.length} faults ended as they must`,
    ...(untried.length === 0
      ? []
      : [`${untried.length} could not be tried: ${untried.map(({ name }) => name).join(", ")}`]),
    `the slowest took ${Math.max(0, ...verdicts.map(({ ms }) => ms)).toFixed(1)} ms`,
    `a bystander, in quiet:  ${timesOf(bystander.before)}`,
    `a bystander, meanwhile: ${timesOf(bystander.meanwhile)}`,
    ...bystander.meanwhile.failures.map((failure) => `a sign-in of the bystander failed: ${failure}`),
    isAllGreen(scorecard, provider) ? "all green" : "NOT all green",
    "",
  ].join("\n");
};

const timesOf = (observed: Observed) => {
  const [p50, p95, max] = [0.5, 0.95, 1].map((part) => quantile(observed, part).toFixed(1));
  return `p50 ${p50} ms, p95 ${p95} ms, max ${max} ms; ${observed.times.length} sign-ins, ${observed.failures.length} failed`;
};
