import { limit, type Outcome, quantile } from "./compare.ts";

/** The outcome for a reader: both times, and their ratio. */
export const report = ({ signIns, peer, within }: Outcome): string => {
  const row = (name: string, times: readonly number[]) =>
    `${name.padEnd(46)}${[0.5, 0.95].map((part) => quantile(times, part).toFixed(1).padStart(9)).join("")}`;
  const ratio = quantile(signIns, 0.5) / quantile(peer, 0.5);
  return [
    "",
    `A whole sign-in, from /oauth2/authorize to the tokens (${signIns.length} of them)`,
    `${"".padEnd(46)}   p50 ms   p95 ms`,
    row("by SAML, through the control API", signIns),
    row("the same 4 exchanges and 4 signatures, bare", peer),
    "",
    `${ratio.toFixed(1)} times the bare exchanges: ${within ? "within" : "NOT within"} ${limit} times`,
    "",
  ].join("\n");
};
