import type { ServiceProvider } from "../service-provider.ts";
import { type Observed, quantile } from "../trials/bystander.ts";
import { type EndpointVerdict, endpointShortcomings } from "../trials/endpoint-verdict.ts";
import type { Scorecard } from "../trials/run.ts";
import { isTooSlow, longest, shortcomings, type Verdict } from "../trials/verdict.ts";

/** One verdict as it is made. */
export const line = (verdict: Verdict, terms: Terms): string => {
  const { fault, outcome, ms } = verdict;
  const found = faultsOf(verdict, terms);
  const how = outcome.letIn ? "let in" : `refused ${outcome.reason ?? ""}`;
  const mark = found.length === 0 ? "ok  " : "FAIL";
  return [
    `${mark} ${fault.name.padEnd(44)} ${ms.toFixed(1).padStart(7)} ms  ${how}`,
    ...found.map((what) => `       ${what}`),
  ].join("\n");
};

/** What is not as it must be; times are judged by who says so. */
const faultsOf = (verdict: Verdict, { speaksCodes, judgesTimes }: Terms) => [
  ...shortcomings(verdict, speaksCodes),
  ...(judgesTimes && isTooSlow(verdict) ? [`it took more than ${longest} ms`] : []),
];

export interface Terms extends Pick<ServiceProvider, "speaksCodes"> {
  readonly judgesTimes: boolean;
}

/** Whether everything was as it must be. */
export const isAllGreen = ({ verdicts, endpoints, bystander }: Scorecard, terms: Terms): boolean =>
  verdicts.every((verdict) => faultsOf(verdict, terms).length === 0) &&
  endpoints.every((verdict) => endpointShortcomings(verdict).length === 0) &&
  [bystander.before, bystander.meanwhile].every(({ failures }) => failures.length === 0);

/** What it comes to. */
export const summary = (scorecard: Scorecard, terms: Terms): string => {
  const { verdicts, endpoints, untried, bystander } = scorecard;
  const failed = verdicts.filter((verdict) => faultsOf(verdict, terms).length > 0);
  return [
    ...endpoints.map(endpointLine),
    "",
    `${verdicts.length - failed.length} of ${verdicts.length} faults of sign-ins ended as they must`,
    ...(untried.length === 0 ? [] : [`not tried: ${untried.map(({ name }) => name).join(", ")}`]),
    `the slowest took ${Math.max(0, ...verdicts.map(({ ms }) => ms)).toFixed(1)} ms`,
    `a bystander, in quiet:  ${timesOf(bystander.before)}`,
    `a bystander, meanwhile: ${timesOf(bystander.meanwhile)}`,
    ...bystander.meanwhile.failures.map((failure) => `a sign-in of the bystander failed: ${failure}`),
    isAllGreen(scorecard, terms) ? "all green" : "NOT all green",
    "",
  ].join("\n");
};

const endpointLine = (verdict: EndpointVerdict) => {
  const found = endpointShortcomings(verdict);
  const mark = found.length === 0 ? "ok  " : "FAIL";
  return [`${mark} ${verdict.fault.name}`, ...found.map((what) => `       ${what}`)].join("\n");
};

const timesOf = (observed: Observed) => {
  const [p50, p95, max] = [0.5, 0.95, 1].map((part) => quantile(observed, part).toFixed(1));
  return `p50 ${p50} ms, p95 ${p95} ms, max ${max} ms; ${observed.times.length} sign-ins, ${observed.failures.length} failed`;
};
