import type { Ended } from "../facts/facts.ts";
import type { ApiKind } from "../openapi/kind.ts";
import { isLogVariable, logVariable } from "./variables.ts";

/** Writes the line about a request, without the line break at its end. */
export type AccessLogFormat = (ended: Ended) => string;

const variable = /\$context\.((?:authorizer\.claims\.\w+(?::\w+)*)|\w+(?:\.\w+)*)/g;

/** HTTP APIs take no longer ones; in bytes. */
const longest = 3072;

/**
 * Reads an access log's format: text in which `$context.x` stands for a variable, in CLF, JSON, XML, CSV or any form.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 * @returns the format, or what is wrong with it.
 */
export const accessLogFormat = (
  text: string,
  kind: ApiKind,
): { readonly format: AccessLogFormat } | { readonly faults: readonly string[] } => {
  const template = text.replace(/\n$/, "");
  const names = [...template.matchAll(variable)].map(([, name]) => name ?? "");
  const faults = [...faultsOfForm(template, kind), ...faultsOfNames(names, kind)];
  if (faults.length > 0) return { faults };
  const shown = (name: string, ended: Ended) => inOneLine(logVariable(name, kind, ended) ?? "-");
  return { format: (ended) => template.replace(variable, (_all, name: string) => shown(name, ended)) };
};

const faultsOfForm = (template: string, kind: ApiKind): readonly string[] => {
  const bytes = Buffer.byteLength(template);
  return [
    ...(/[\r\n]/.test(template) ? ["expected a single line"] : []),
    ...(kind === "HTTP" && bytes > longest ? [`expected ${longest} bytes at most, received ${bytes}`] : []),
    ...[...template.matchAll(/\$(?!context\.\w)[A-Za-z{!][\w.{!]*/g)].map(
      ([other]) => `expected $context variables alone, received ${other}`,
    ),
  ];
};

const faultsOfNames = (names: readonly string[], kind: ApiKind): readonly string[] => {
  const unknown = [...new Set(names)].filter((name) => !isLogVariable(name, kind));
  const isNamed = names.includes("requestId") || names.includes("extendedRequestId");
  return [
    ...unknown.map((name) => `$context.${name} is no variable of access logs of ${kind} APIs`),
    ...(kind === "REST" && !isNamed ? ["expected $context.requestId or $context.extendedRequestId in it"] : []),
  ];
};

/**
 * A value as it is, but for what could end the line or steer a terminal: a client chooses some of the values. Quotes
 * and commas stay, as on AWS, so the form that they stand in is a client's to break, and the line is not.
 */
const inOneLine = (value: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that must not get into a log.
  value.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, "0");
    return `\\u${code}`;
  });
