// npm run audit:verify [-- --database URL --checkpoints FILE --key FILE]: whether the records of changes are as they were
// made. Ends with 0 where they are, 1 where something is found, and 2 where nothing can be said.
import { BadEnvironment } from "@gatehouse/config/environment.ts";
import { CannotStart } from "@gatehouse/http/main.ts";
import { auditVerify, report } from "./audit-verify.ts";
import { sourcesOf } from "./sources.ts";

try {
  const verdict = await auditVerify(sourcesOf(process.argv.slice(2), process.env));
  process.stdout.write(
    report(verdict)
      .map((line) => `${line}\n`)
      .join(""),
  );
  process.exitCode = verdict.findings.length === 0 ? 0 : 1;
} catch (error) {
  const ofTheUser = error instanceof CannotStart || error instanceof BadEnvironment;
  process.stderr.write(`audit: cannot verify: ${ofTheUser ? error.message : (error as Error).stack}\n`);
  process.exitCode = 2;
}
