import type { ServedApi } from "../apis/read-apis.ts";
import type { Finding, Rule } from "./finding.ts";
import { httpRules } from "./http-rules.ts";
import { restRules } from "./rest-rules.ts";

/** What deserves a look in an API that can be imported: the import's own warnings, and what each rule finds. */
export const lint = ({ imported, definition }: Pick<ServedApi, "imported" | "definition">): readonly string[] => {
  const found =
    imported.kind === "REST"
      ? foundBy(restRules, imported.api, definition)
      : foundBy(httpRules, imported.api, definition);
  return [...new Set([...imported.warnings, ...found])];
};

const foundBy = <Api>(rules: readonly Rule<Api>[], api: Api, definition: string): readonly string[] =>
  rules.flatMap(({ name, find }) => find(api, definition).map((each) => spelled(each, name)));

const spelled = ({ place, message }: Finding, rule: string) => `${place}: ${message} [${rule}]`;
