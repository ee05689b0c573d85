import { statSync } from "node:fs";
import { openYaml } from "@gatehouse/config/yaml-file.ts";
import { partition, type Stage } from "../apis/stage.ts";
import type { Api } from "../rest-api/api.ts";
import { restApiIn } from "../rest-api/import/rest-api.ts";
import { withAwsVariables } from "./aws-variables.ts";
import type { BasePathMode } from "./base-path.ts";
import { at, type Field, type Findings, fault } from "./field.ts";
import { type ApiKind, kindOf } from "./kind.ts";

/** What an OpenAPI file declares. */
export interface ImportedApi {
  readonly kind: "REST";
  /** `info.title`: the API's name on AWS. */
  readonly title: string;
  readonly api: Api;
  /** What works here but deserves a look, each with its place in the file. */
  readonly warnings: readonly string[];
}

/** In bytes: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html. */
const largestDefinition = 6 * 1024 * 1024;

/** What is not for the file to tell. */
export interface ImportOptions {
  /** Found out from the file where it is not said. */
  readonly kind?: ApiKind | undefined;
  /** `ignore` where it is not said, as on AWS. */
  readonly basePath?: BasePathMode | undefined;
}

/**
 * Reads an OpenAPI file as API Gateway imports it. What is not understood or not supported is a fault and never left
 * out in silence: half of an API may be the open half.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html
 * @throws {BadFile} naming every fault with its line and field.
 */
export const importApi = (
  file: string,
  identity: Pick<Stage, "region" | "accountId" | "apiId">,
  { kind, basePath = "ignore" }: ImportOptions = {},
): ImportedApi => {
  const yaml = openYaml(file);
  const { size } = statSync(file);
  if (size > largestDefinition)
    throw yaml.fault([{ path: [], message: `has ${size} bytes; API Gateway imports ${largestDefinition} at most` }]);
  const findings: Findings = { faults: [], warnings: [] };
  const root = withAwsVariables({ value: yaml.data, path: [], findings }, identity);
  const placeOf = ({ path }: Pick<Field, "path">) => `${file}:${yaml.line(path)}`;
  if ((kind ?? kindOf(root)) === "HTTP") fault(root, "is an HTTP API, which is not supported");
  const place = { ...identity, partition: partition(identity.region) };
  const api = findings.faults.length === 0 ? restApiIn(root, { placeOf, basePath, place }) : null;
  if (findings.faults.length > 0 || !api) throw yaml.fault(findings.faults);
  const warnings = findings.warnings.map((each) => `${placeOf(each)}: ${spelled(each.path)} ${each.message}`);
  const { value: title } = at(at(root, "info"), "title");
  return { kind: "REST", title: typeof title === "string" ? title : "", api, warnings };
};

const spelled = (path: readonly PropertyKey[]) => path.map(String).join(".");
