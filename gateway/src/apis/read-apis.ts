import { dirname, relative, resolve } from "node:path";
import { openYaml } from "@gatehouse/config/yaml-file.ts";
import type { AccessLog } from "../access-log/access-logs.ts";
import { accessLogFormat } from "../access-log/format.ts";
import { type ImportedApi, importApi } from "../openapi/import-api.ts";
import type { ApiKind } from "../openapi/kind.ts";
import { type ApisFile, apisFile } from "./apis-file.ts";
import type { Stage } from "./stage.ts";
import { requireEveryVariable } from "./stage-variables.ts";
import { throttleFaults } from "./throttled-routes.ts";

/** One API with the stages that it is served on. */
export interface ServedApi {
  readonly id: string;
  /** The path of its OpenAPI file, as messages show it. */
  readonly definition: string;
  /** How a denial by a statement is told. */
  readonly explicitDeny: string;
  /** How one by a statement of the API's resource policy is told. */
  readonly resourcePolicyDeny: string;
  readonly imported: ImportedApi;
  readonly stages: readonly ServedStage[];
}

/** A stage, and how it is served. */
export interface ServedStage extends Pick<ApisFile["apis"][number]["stages"][number], "targets" | "throttling"> {
  readonly stage: Stage;
  readonly accessLog: AccessLog | null;
}

export interface ServedApis extends Omit<ApisFile, "apis"> {
  readonly apis: readonly ServedApi[];
}

/**
 * Reads what the gateway serves: the list of APIs, and every API's own file.
 * @param file `config/apis.yaml`.
 * @throws {BadFile} naming the file, the line and the field of every fault.
 */
export const readApis = (file: string, identity: Identity): ServedApis => {
  const yaml = openYaml(file);
  const parsed = apisFile.safeParse(yaml.data);
  if (!parsed.success) throw yaml.fault(parsed.error.issues);
  const faults: { path: readonly PropertyKey[]; message: string }[] = [];
  const apis = parsed.data.apis.map((api, index) =>
    served(api, { file, identity, fault: (path, message) => faults.push({ path: ["apis", index, ...path], message }) }),
  );
  faults.push(...throttleFaults(parsed.data, apis));
  if (faults.length > 0) throw yaml.fault(faults);
  return { ...parsed.data, apis };
};

type Identity = Pick<Stage, "region" | "accountId">;

interface Reading {
  readonly file: string;
  readonly identity: Identity;
  readonly fault: (path: readonly PropertyKey[], message: string) => void;
}

const served = (
  { id, definition, explicitDeny, resourcePolicyDeny, stages, ...options }: ApisFile["apis"][number],
  reading: Reading,
): ServedApi => {
  const { file, identity } = reading;
  const path = beside(file, definition);
  requireEveryVariable(path, stages, file);
  const imported = importApi(path, { ...identity, apiId: id }, options);
  return {
    id,
    definition: path,
    explicitDeny,
    resourcePolicyDeny,
    imported,
    stages: stages.map(({ name, variables, accessLog, ...settings }, index) => ({
      ...settings,
      stage: { ...identity, apiId: id, name, variables },
      accessLog: accessLog ? accessLogOf(accessLog, { ...reading, kind: imported.kind, index }) : null,
    })),
  };
};

type GivenAccessLog = NonNullable<ApisFile["apis"][number]["stages"][number]["accessLog"]>;

/** Null after a fault. */
const accessLogOf = (
  { format: text, destination }: GivenAccessLog,
  { file, kind, index, fault }: Reading & { readonly kind: ApiKind; readonly index: number },
): AccessLog | null => {
  const read = accessLogFormat(text, kind);
  if ("format" in read)
    return { format: read.format, file: destination === "stdout" ? null : beside(file, destination) };
  for (const message of read.faults) fault(["stages", index, "accessLog", "format"], message);
  return null;
};

/** A path in a file is relative to that file. As short in messages as the file's own. */
const beside = (file: string, path: string) => {
  const found = resolve(dirname(file), path);
  return file.startsWith("/") ? found : relative(process.cwd(), found);
};
