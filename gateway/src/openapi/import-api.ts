import { openYaml } from "@gatehouse/config/yaml-file.ts";
import type { Stage } from "../apis/stage.ts";
import type { Api } from "../rest-api/api.ts";
import { restApiIn } from "../rest-api/import/rest-api.ts";
import { withAwsVariables } from "./aws-variables.ts";
import { type Field, type Findings, fault } from "./field.ts";
import { type ApiKind, kindOf } from "./kind.ts";

/** What an OpenAPI file declares. */
export interface ImportedApi {
  readonly kind: "REST";
  readonly api: Api;
  /** What works here but deserves a look, each with its place in the file. */
  readonly warnings: readonly string[];
}

/**
 * Reads an OpenAPI file as API Gateway imports it. What is not understood or not supported is a fault and never left
 * out in silence: half of an API may be the open half.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html
 * @param kind where it is not for the file to tell.
 * @throws {BadFile} naming every fault with its line and field.
 */
export const importApi = (file: string, identity: Pick<Stage, "region" | "accountId">, kind?: ApiKind): ImportedApi => {
  const yaml = openYaml(file);
  const findings: Findings = { faults: [], warnings: [] };
  const root = withAwsVariables({ value: yaml.data, path: [], findings }, identity);
  const placeOf = ({ path }: Pick<Field, "path">) => `${file}:${yaml.line(path)}`;
  if ((kind ?? kindOf(root)) === "HTTP") fault(root, "is an HTTP API, which is not supported");
  const api = findings.faults.length === 0 ? restApiIn(root, placeOf) : null;
  if (findings.faults.length > 0 || !api) throw yaml.fault(findings.faults);
  const warnings = findings.warnings.map((each) => `${placeOf(each)}: ${spelled(each.path)} ${each.message}`);
  return { kind: "REST", api, warnings };
};

const spelled = (path: readonly PropertyKey[]) => path.map(String).join(".");
