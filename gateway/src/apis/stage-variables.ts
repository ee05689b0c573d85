import { BadFile, openYaml, type YamlFile } from "@gatehouse/config/yaml-file.ts";
import { z } from "zod";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html */
const stages = z.record(
  z.string(),
  z.record(
    z.string().regex(/^[A-Za-z0-9_]{1,64}$/, "expected a name of letters, digits and _, at most 64"),
    z.string().regex(/^[A-Za-z0-9-._~:/?#&=,]{1,512}$/, "expected letters, digits and -._~:/?#&=, , at most 512"),
  ),
);

/**
 * The variables of one stage.
 * @param stagesFile stage name to variables.
 * @param apiFile must name no variable that the stage lacks.
 * @throws {BadFile} naming the file, the line and what is missing.
 */
export const stageVariables = (
  stagesFile: string,
  stage: string,
  apiFile: string,
): Readonly<Record<string, string>> => {
  const yaml = openYaml(stagesFile);
  const parsed = stages.safeParse(yaml.data);
  if (!parsed.success) throw yaml.fault(parsed.error.issues);
  const variables = parsed.data[stage];
  if (!variables)
    throw new BadFile(
      `${stagesFile} has no stage ${stage}, which GATEWAY_STAGE names; it has: ${Object.keys(parsed.data).join(", ")}`,
    );
  requireEveryName(openYaml(apiFile), variables, { stagesFile, stage });
  return variables;
};

const requireEveryName = (
  api: YamlFile,
  variables: Readonly<Record<string, string>>,
  { stagesFile, stage }: { stagesFile: string; stage: string },
) => {
  const missing = namesIn(api.data, []).filter(({ name }) => !Object.hasOwn(variables, name));
  if (missing.length === 0) return;
  throw api.fault(
    missing.map(({ path, name }) => ({ path, message: `stage ${stage} in ${stagesFile} has no variable ${name}` })),
  );
};

type Named = { readonly name: string; readonly path: readonly PropertyKey[] };

/** Every `stageVariables.x` in the file's strings: in templates, ARNs and mapping expressions alike. */
const namesIn = (value: unknown, path: readonly PropertyKey[]): readonly Named[] => {
  if (typeof value === "string")
    return [...value.matchAll(/\bstageVariables\.(\w+)/g)].map(([, name]) => ({ name: name ?? "", path }));
  if (typeof value !== "object" || value === null) return [];
  const children = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return children.flatMap(([key, child]) => namesIn(child, [...path, key]));
};

const reference = /\$\{stageVariables\.(\w+)\}/g;

/** Replaces `${stageVariables.x}`; every name is known to exist since the start. */
export const withStageVariables = (text: string, variables: Readonly<Record<string, string>>): string =>
  text.replace(reference, (whole, name: string) =>
    Object.hasOwn(variables, name) ? (variables[name] ?? whole) : whole,
  );
