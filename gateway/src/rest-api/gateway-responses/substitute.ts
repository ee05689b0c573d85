import type { Source } from "../api.ts";
import type { Seen } from "../mapping/seen.ts";
import { sourceValue } from "../mapping/source-value.ts";

const variable =
  /\$(?:context\.(?<context>[\w-]+(?:\.[\w-]+)*)|stageVariables\.(?<stage>\w+)|method\.request\.(?<place>header|path|querystring)\.(?<name>[\w-]+))/g;

/**
 * Fills in a gateway response's template. It is no VTL: a variable is replaced by its value as it is, one that is not
 * known by nothing, and everything else stays.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
export const substitute = (template: string, seen: Seen): string =>
  template.replace(variable, (...match) => sourceValue(named(match.at(-1)), seen) ?? "");

const named = ({ context, stage, place, name }: Record<string, string | undefined>): Source => {
  if (context !== undefined) return { kind: "context", path: context };
  if (stage !== undefined) return { kind: "stageVariable", name: stage };
  return { kind: "request", in: place as "header" | "path" | "querystring", name: name ?? "", multivalue: false };
};
