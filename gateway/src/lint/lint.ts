import type { ServedApi } from "../apis/read-apis.ts";
import type { Finding } from "./finding.ts";
import { restRules } from "./rest-rules.ts";

/** What deserves a look in an API that can be imported: the import's own warnings, and what each rule finds. */
export const lint = ({ imported, definition }: Pick<ServedApi, "imported" | "definition">): readonly string[] => {
  const found = restRules.flatMap(({ name, find }) =>
    find(imported.api, definition).map((each) => spelled(each, name)),
  );
  return [...new Set([...imported.warnings, ...found])];
};

const spelled = ({ place, message }: Finding, rule: string) => `${place}: ${message} [${rule}]`;
