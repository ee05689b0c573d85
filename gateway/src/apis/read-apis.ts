import { dirname, relative, resolve } from "node:path";
import { openYaml } from "@gatehouse/config/yaml-file.ts";
import { type ImportedApi, importApi } from "../openapi/import-api.ts";
import { type ApisFile, apisFile } from "./apis-file.ts";
import type { Stage } from "./stage.ts";
import { requireEveryVariable } from "./stage-variables.ts";

/** One API with the stages that it is served on. */
export interface ServedApi {
  readonly id: string;
  /** The path of its OpenAPI file, as messages show it. */
  readonly definition: string;
  readonly imported: ImportedApi;
  readonly stages: readonly ServedStage[];
}

/** A stage, and how it is served. */
export interface ServedStage extends Pick<ApisFile["apis"][number]["stages"][number], "throttling"> {
  readonly stage: Stage;
}

export interface ServedApis extends Omit<ApisFile, "apis"> {
  readonly apis: readonly ServedApi[];
}

/**
 * Reads what the gateway serves: the list of APIs, and every API's own file.
 * @param file `config/apis.yaml`.
 * @throws {BadFile} naming the file, the line and the field of every fault.
 */
export const readApis = (file: string, identity: Pick<Stage, "region" | "accountId">): ServedApis => {
  const yaml = openYaml(file);
  const parsed = apisFile.safeParse(yaml.data);
  if (!parsed.success) throw yaml.fault(parsed.error.issues);
  return { ...parsed.data, apis: parsed.data.apis.map((api) => served(api, file, identity)) };
};

const served = (
  { id, definition, stages, ...options }: ApisFile["apis"][number],
  file: string,
  identity: Pick<Stage, "region" | "accountId">,
): ServedApi => {
  const path = beside(file, definition);
  for (const stage of stages) requireEveryVariable(path, stage, file);
  return {
    id,
    definition: path,
    imported: importApi(path, identity, options),
    stages: stages.map(({ name, variables, ...settings }) => ({
      ...settings,
      stage: { ...identity, apiId: id, name, variables },
    })),
  };
};

/** A path in a file is relative to that file. As short in messages as the file's own. */
const beside = (file: string, path: string) => {
  const found = resolve(dirname(file), path);
  return file.startsWith("/") ? found : relative(process.cwd(), found);
};
