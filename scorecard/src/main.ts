// `npm run scorecard`: whether the user pool, or another service provider, takes any of the faults that idp-mock makes.
// Ends with 0 where all is as it must be.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readYaml } from "@gatehouse/config/yaml-file.ts";
import { runOnce } from "@gatehouse/http/main.ts";
import { type CommandLine, readCommandLine } from "./command-line.ts";
import { description } from "./described/description.ts";
import { scorecardOfDescribed } from "./described/scorecard-of-described.ts";
import { scorecardOfPool } from "./pool/scorecard-of-pool.ts";
import { withoutTimes } from "./report/bucket.ts";
import { documentOf, ofUserPool, type Subject } from "./report/document.ts";
import { isAllGreen, line, summary, type Terms } from "./report/terminal.ts";
import type { Scorecard } from "./trials/run.ts";
import type { Verdict } from "./trials/verdict.ts";

const ownDocument = fileURLToPath(new URL("../../docs/saml-scorecard.md", import.meta.url));
const say = (text: string) => void process.stdout.write(`${text}\n`);

const tryPool = async (given: CommandLine) => {
  const terms = { speaksCodes: true, judgesTimes: !given.untimed };
  const scorecard = await scorecardOfPool(given, (verdict) => say(line(verdict, terms)));
  conclude(scorecard, { terms, subject: ofUserPool, given, output: given.output ?? ownDocument });
};

const tryDescribed = async (file: string, given: CommandLine) => {
  const described = readYaml(file, description, process.env);
  const terms = { speaksCodes: false, judgesTimes: !given.untimed };
  const told = (verdict: Verdict) => say(line(verdict, terms));
  const scorecard = await scorecardOfDescribed(described, { ...given, say, told });
  const lead = `What ${described.name} does with the faults that the mock identity provider of Gatehouse can make.`;
  const output = given.output ?? "saml-scorecard.md";
  conclude(scorecard, { terms, subject: { lead, speaksCodes: false, isOurs: false }, given, output });
};

interface Conclusion {
  readonly terms: Terms;
  readonly subject: Subject;
  readonly given: CommandLine;
  readonly output: string;
}

const conclude = (scorecard: Scorecard, { terms, subject, given, output }: Conclusion) => {
  say(summary(scorecard, terms));
  const agrees = publish(documentOf(scorecard, subject), { ...given, output });
  if (!agrees || !isAllGreen(scorecard, terms)) process.exitCode = 1;
};

/** Writes the document, or says whether it still holds. */
const publish = (document: string, { check, output }: { check: boolean; output: string }): boolean => {
  if (!check) {
    writeFileSync(output, document);
    say(`written to ${output}`);
    return true;
  }
  const agrees = withoutTimes(readFileSync(output, "utf8")) === withoutTimes(document);
  if (!agrees) say(`${output} says something else: the same without --check writes it anew`);
  return agrees;
};

await runOnce("scorecard", async () => {
  const given = readCommandLine(process.argv.slice(2));
  await (given.serviceProvider === undefined ? tryPool(given) : tryDescribed(given.serviceProvider, given));
});
