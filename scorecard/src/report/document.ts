import { type Fault, families } from "@gatehouse/idp-mock/faults/fault.ts";
import { quantile } from "../trials/bystander.ts";
import type { Scorecard } from "../trials/run.ts";
import { isTooSlow, longest, mustBeLetIn, type Outcome, shortcomings, type Verdict } from "../trials/verdict.ts";
import { bucket } from "./bucket.ts";

/** docs/saml-scorecard.md */
export const documentOf = ({ verdicts, bystander }: Scorecard): string => `# The SAML scorecard

What the user pool does with every fault that the mock identity provider can make. \`npm run scorecard\` sends them and writes this file;
\`npm run scorecard -- --check\` says whether it still holds. [scorecard.md](scorecard.md) says how it is done, and how another service
provider is put to the same test.

Each fault was preceded by its control, the nearest answer that is as it should be, which had to be let in. What is refused must be refused for
its own reason, and the genuine answer to the same request must be let in after it. Times are those of the delivery to the assertion consumer
service.

**${summaryOf(verdicts)}** ${bystandersWords(bystander)}
${families.map((family) => tableOf(family, verdicts)).join("")}`;

const summaryOf = (verdicts: readonly Verdict[]) => {
  const green = verdicts.filter((verdict) => shortcomings(verdict, true).length === 0).length;
  const slow = verdicts.filter(isTooSlow).length;
  const ended = green === verdicts.length ? `All ${green} faults ended` : `${green} of ${verdicts.length} faults ended`;
  return `${ended} as they must; ${slow === 0 ? "none" : slow} took more than ${longest} ms.`;
};

const bystandersWords = ({ before, meanwhile }: Scorecard["bystander"]) => {
  const failed = meanwhile.failures.length;
  const quick = `19 of 20 of their deliveries took ${bucket(quantile(meanwhile, 0.95))}, and ${bucket(quantile(before, 0.95))} while nothing misbehaved.`;
  return `Of the sign-ins that somebody else made meanwhile, ${failed === 0 ? "none" : failed} failed; ${quick}`;
};

const tableOf = (family: Fault["family"], verdicts: readonly Verdict[]) => {
  const rows = verdicts.filter(({ fault }) => fault.family === family).map(rowOf);
  if (rows.length === 0) return "";
  return `
## ${family.charAt(0).toUpperCase()}${family.slice(1)}

| fault | what it does | required | outcome | stable code | time |
| --- | --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
};

const rowOf = (verdict: Verdict) => {
  const { fault, outcome, ms } = verdict;
  const { name, family, description, source } = fault;
  const cells = [
    `[${name}](../idp-mock/src/faults/${family}/${name}.ts)`,
    `${description} ${linked(source)}`,
    mustBeLetIn(fault) ? "let in" : "refused",
    [outcome.letIn ? "let in" : "refused", ...shortcomings(verdict, true).map((what) => `**${what}**`)].join("; "),
    reasonIn(outcome),
    bucket(ms),
  ];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
};

const linked = (source: string) => `(${source})`;

const reasonIn = (outcome: Outcome) => (outcome.letIn || outcome.reason === undefined ? "" : `\`${outcome.reason}\``);
