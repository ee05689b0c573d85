import { openYaml } from "@gatehouse/config/yaml-file.ts";
import { z } from "zod";

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/stage-variables.html */
export const stageVariables = z
  .record(
    z.string().regex(/^[A-Za-z0-9_]{1,64}$/, "expected a name of letters, digits and _, at most 64"),
    z.string().regex(/^[A-Za-z0-9-._~:/?#&=,]{1,512}$/, "expected letters, digits and -._~:/?#&=, , at most 512"),
  )
  .refine((variables) => Object.keys(variables).length <= 100, "a stage has 100 variables at most");

/**
 * Finds variables that an API's definition names and a stage lacks.
 * @param definition the OpenAPI file.
 * @throws {BadFile} naming the line of each and the stages that lack it.
 */
export const requireEveryVariable = (
  definition: string,
  stages: readonly { readonly name: string; readonly variables: Readonly<Record<string, string>> }[],
  apisFile: string,
): void => {
  const yaml = openYaml(definition);
  const named = namesIn(yaml.data, []);
  const missing = stages.flatMap((stage) =>
    named
      .filter(({ name }) => !Object.hasOwn(stage.variables, name))
      .map(({ path, name }) => ({ path, message: `stage ${stage.name} in ${apisFile} has no variable ${name}` })),
  );
  if (missing.length > 0) throw yaml.fault(missing);
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
