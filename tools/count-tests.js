// A Jest reporter for scripts: appends "<passed> <failed>" of a run to the file that GATEHOUSE_TEST_COUNTS names.
// A suite that could not run at all counts as one failure.
import { appendFileSync } from "node:fs";

// biome-ignore lint/style/noDefaultExport: Jest takes the default export of a reporter's module.
export default class CountTests {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) {
    appendFileSync(
      process.env.GATEHOUSE_TEST_COUNTS,
      `${numPassedTests} ${numFailedTests + numRuntimeErrorTestSuites}\n`,
    );
  }
}
