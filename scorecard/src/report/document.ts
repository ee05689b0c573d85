import { type Fault, families } from "@gatehouse/idp-mock/faults/fault.ts";
import { quantile } from "../trials/bystander.ts";
import { type EndpointVerdict, endpointShortcomings } from "../trials/endpoint-verdict.ts";
import type { Scorecard } from "../trials/run.ts";
import { isTooSlow, longest, mustBeLetIn, type Outcome, shortcomings, type Verdict } from "../trials/verdict.ts";
import { bucket } from "./bucket.ts";

/** What the document says of the one who was tried. */
export interface Subject {
  readonly lead: string;
  /** Whether reasons are the codes of the table of faults. */
  readonly speaksCodes: boolean;
  /** Whether the document stands in this project, and may link its files. */
  readonly isOurs: boolean;
}

/** docs/saml-scorecard.md */
export const ofUserPool: Subject = {
  lead: `What the user pool does with every fault that the mock identity provider can make. \`npm run scorecard\` sends them and writes this file;
\`npm run scorecard -- --check\` says whether it still holds. [scorecard.md](scorecard.md) says how it is done, and how another service
provider is put to the same test.`,
  speaksCodes: true,
  isOurs: true,
};

export const documentOf = (scorecard: Scorecard, subject: Subject): string => {
  const { verdicts, endpoints, untried, bystander } = scorecard;
  const left = untried.length === 0 ? "" : ` Not tried: ${untried.map(({ name }) => name).join(", ")}.`;
  return `# The SAML scorecard

${subject.lead}

Each fault was preceded by its control, the nearest answer that is as it should be, which had to be let in. What is refused must be refused for
its own reason, and the genuine answer to the same request must be let in after it. Times are those of the delivery to the assertion consumer
service.

**${summaryOf({ verdicts, endpoints }, subject)}** ${bystandersWords(bystander)}${left}
${families.map((family) => tableOf(family, verdicts, subject)).join("")}${endpointTables(endpoints)}`;
};

const summaryOf = ({ verdicts, endpoints }: Pick<Scorecard, "verdicts" | "endpoints">, { speaksCodes }: Subject) => {
  const all = [
    ...verdicts.map((verdict) => shortcomings(verdict, speaksCodes)),
    ...endpoints.map(endpointShortcomings),
  ];
  const green = all.filter((found) => found.length === 0).length;
  const slow = verdicts.filter(isTooSlow).length;
  const ended = green === all.length ? `All ${green} faults ended` : `${green} of ${all.length} faults ended`;
  return `${ended} as they must; ${slow === 0 ? "none" : slow} took more than ${longest} ms.`;
};

const bystandersWords = ({ before, meanwhile }: Scorecard["bystander"]) => {
  const failed = meanwhile.failures.length;
  const quick = `19 of 20 of their deliveries took ${bucket(quantile(meanwhile, 0.95))}, and ${bucket(quantile(before, 0.95))} while nothing misbehaved.`;
  return `Of the sign-ins that somebody else made meanwhile, ${failed === 0 ? "none" : failed} failed; ${quick}`;
};

const tableOf = (family: Fault["family"], verdicts: readonly Verdict[], subject: Subject) => {
  const rows = verdicts.filter(({ fault }) => fault.family === family).map((verdict) => rowOf(verdict, subject));
  if (rows.length === 0) return "";
  return `
## ${family.charAt(0).toUpperCase()}${family.slice(1)}

| fault | what it does | required | outcome | ${subject.speaksCodes ? "stable code" : "reason"} | time |
| --- | --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
};

const rowOf = (verdict: Verdict, { speaksCodes, isOurs }: Subject) => {
  const { fault, outcome, ms } = verdict;
  const { name, family, description, source } = fault;
  const cells = [
    isOurs ? linkTo(name, family) : name,
    `${description} ${linked(source)}`,
    mustBeLetIn(fault) ? "let in" : "refused",
    [outcome.letIn ? "let in" : "refused", ...shortcomings(verdict, speaksCodes).map((what) => `**${what}**`)].join(
      "; ",
    ),
    reasonIn(outcome),
    bucket(ms),
  ];
  return row(cells);
};

const linkTo = (name: string, family: string) => `[${name}](../idp-mock/src/faults/${family}/${name}.ts)`;

const linked = (source: string) => `(${source})`;

const reasonIn = (outcome: Outcome) => (outcome.letIn || outcome.reason === undefined ? "" : `\`${outcome.reason}\``);

const endpointTables = (endpoints: readonly EndpointVerdict[]) =>
  [
    endpointTable("metadata", "Metadata", endpoints),
    endpointTable("sign-on", "The single sign-on service", endpoints),
  ].join("");

const endpointTable = (family: EndpointVerdict["family"], title: string, endpoints: readonly EndpointVerdict[]) => {
  const rows = endpoints.filter((verdict) => verdict.family === family).map(endpointRow);
  if (rows.length === 0) return "";
  return `
## ${title}

| fault | what it does | required | outcome |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
};

const endpointRow = (verdict: EndpointVerdict) => {
  const { fault, family, findings } = verdict;
  const found = findings.map(
    ({ what, found: outcome }) => `${what}: ${outcome.startsWith("SAML_") ? `\`${outcome}\`` : outcome}`,
  );
  const cells = [
    linkTo(fault.name, family),
    `${fault.description} ${linked(fault.source)}`,
    fault.required,
    [...found, ...endpointShortcomings(verdict).map((what) => `**${what}**`)].join("; "),
  ];
  return row(cells);
};

const row = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
