// npm run gateway:lint [-- config/apis.yaml] [--strict]: what the gateway would refuse, and what works here and may not on
// AWS. Faults end with 1; so does anything else with --strict.
import { parseArgs } from "node:util";
import { BadFile } from "@gatehouse/config/yaml-file.ts";
import { readApis, type ServedApi } from "../apis/read-apis.ts";
import { lint } from "./lint.ts";

const { values, positionals } = parseArgs({
  options: {
    strict: { type: "boolean", default: false },
    region: { type: "string", default: "us-east-1" },
    account: { type: "string", default: "000000000000" },
  },
  allowPositionals: true,
});

const served = (): readonly ServedApi[] | string => {
  try {
    return readApis(positionals[0] ?? "config/apis.yaml", { region: values.region, accountId: values.account }).apis;
  } catch (error) {
    if (error instanceof BadFile) return error.message;
    throw error;
  }
};

const apis = served();
if (typeof apis === "string") {
  process.stdout.write(`${apis}\n`);
  process.exitCode = 1;
} else {
  const found = apis.flatMap((api) => lint(api));
  process.stdout.write(found.map((each) => `${each}\n`).join(""));
  process.stdout.write(
    `${apis.length} ${apis.length === 1 ? "API" : "APIs"} can be imported, ${found.length} to look at\n`,
  );
  process.exitCode = values.strict && found.length > 0 ? 1 : 0;
}
