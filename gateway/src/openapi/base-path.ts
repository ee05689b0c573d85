import { at, type Field, isGiven, items, members, text, unexpected } from "./field.ts";

/** What is done with the base path of a definition: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api-basePath.html. */
export const basePathModes = ["ignore", "prepend", "split"] as const;

export type BasePathMode = (typeof basePathModes)[number];

/**
 * What stands in front of every path of a definition, such as `/a/b`; empty for nothing. `split` takes the first
 * segment for a stage and leaves it out.
 */
export const basePathOf = (root: Field, mode: BasePathMode): string => {
  if (mode === "ignore") return "";
  const segments = written(root)
    .split("/")
    .filter((segment) => segment !== "");
  return (mode === "split" ? segments.slice(1) : segments).map((segment) => `/${segment}`).join("");
};

/** `/trades` behind a base path; the path `/` is the base path itself. */
export const behind = (basePath: string, path: string): string =>
  basePath === "" ? path : `${basePath}${path === "/" ? "" : path}`;

/** `basePath` of Swagger 2.0; of OpenAPI 3 the path of the first server, which may be relative. */
const written = (root: Field): string => {
  const basePath = at(root, "basePath");
  if (isGiven(basePath)) return text(basePath, "a path such as /v1");
  const [server] = items(at(root, "servers"));
  if (!server) return "";
  const url = withDefaults(text(at(server, "url"), "a URL"), server);
  if (URL.canParse(url, "http://localhost")) return new URL(url, "http://localhost").pathname;
  unexpected(at(server, "url"), "a URL, relative or absolute, whose variables have defaults");
  return "";
};

const withDefaults = (url: string, server: Field): string =>
  members(at(server, "variables")).reduce(
    (filled, [name, variable]) => filled.replaceAll(`{${name}}`, String(at(variable, "default").value ?? "")),
    url,
  );
