import { statSync } from "node:fs";
import { openYaml } from "@gatehouse/config/yaml-file.ts";
import { partition, type Stage } from "../apis/stage.ts";
import type { Api as HttpApi } from "../http-api/api.ts";
import { httpApiIn } from "../http-api/import/http-api.ts";
import type { Api as RestApi } from "../rest-api/api.ts";
import { type Options, restApiIn } from "../rest-api/import/rest-api.ts";
import { withAwsVariables } from "./aws-variables.ts";
import type { BasePathMode } from "./base-path.ts";
import { at, type Field, type Findings } from "./field.ts";
import { type ApiKind, kindOf } from "./kind.ts";

/** What an OpenAPI file declares. */
export type ImportedApi = Declared & {
  /** `info.title`: the API's name on AWS. */
  readonly title: string;
  /** What works here but deserves a look, each with its place in the file. */
  readonly warnings: readonly string[];
};

type Declared = { readonly kind: "REST"; readonly api: RestApi } | { readonly kind: "HTTP"; readonly api: HttpApi };

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
  const place = { ...identity, partition: partition(identity.region) };
  const declared = declaredIn(root, kind ?? kindOf(root), { placeOf, basePath, place });
  if (findings.faults.length > 0 || !declared) throw yaml.fault(findings.faults);
  const warnings = findings.warnings.map((each) => `${placeOf(each)}: ${spelled(each.path)} ${each.message}`);
  const { value: title } = at(at(root, "info"), "title");
  return { ...declared, title: typeof title === "string" ? title : "", warnings };
};

/** One kind of API, one folder. Null after a fault that leaves nothing to read. */
const declaredIn = (root: Field, kind: ApiKind, options: Options): Declared | null => {
  if (kind === "HTTP") {
    const api = httpApiIn(root, options);
    return api && { kind, api };
  }
  const api = restApiIn(root, options);
  return api && { kind, api };
};

const spelled = (path: readonly PropertyKey[]) => path.map(String).join(".");
