import { openYaml, type YamlFile } from "@gatehouse/config/yaml-file.ts";

/** A route of an API: one method of one path template. */
export interface Route {
  readonly method: string;
  /** `/trades/{tradeId}`; in the last segment also `{proxy+}`, which stands for the rest. */
  readonly path: string;
  /** Whether nobody is asked for a token: its `security` is empty, and it has no other guard. */
  readonly open: boolean;
}

/** What a permission can name; TRACE and CONNECT no API has. */
const methods = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"] as const;

const anyMethod = "x-amazon-apigateway-any-method";

/**
 * The routes that an OpenAPI file declares (2.0 or 3.x), in its order. `x-amazon-apigateway-any-method` stands for every
 * method that the path does not declare otherwise.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-any-method.html
 * @throws {BadFile} for a file that cannot be read or is no OpenAPI file, with line and field.
 */
export const routesIn = (file: string): readonly Route[] => {
  const yaml = openYaml(file);
  const root = membersOf(yaml, yaml.data, []);
  const version = root.swagger ?? root.openapi;
  if (!/^(2\.0|3\.\d+\.\d+)$/.test(String(version)))
    throw yaml.fault([
      { path: ["openapi"], message: `expected openapi: 3.x.x or swagger: "2.0", received ${version}` },
    ]);
  const guards = isGuarded(root, undefined);
  return Object.entries(membersOf(yaml, root.paths, ["paths"])).flatMap(([path, item]) =>
    path.startsWith("x-") ? [] : routesOf(path, membersOf(yaml, item, ["paths", path]), guards),
  );
};

type Members = Readonly<Record<string, unknown>>;

const membersOf = (yaml: YamlFile, value: unknown, path: readonly string[]): Members => {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Members;
  throw yaml.fault([{ path, message: `expected members, received ${JSON.stringify(value) ?? "nothing"}` }]);
};

const routesOf = (path: string, item: Members, guards: boolean): Route[] =>
  methods.flatMap((method) => {
    const operation = item[method.toLowerCase()] ?? item[anyMethod];
    return operation === undefined ? [] : [{ method, path, open: !isGuarded(Object(operation), guards) }];
  });

/** @param otherwise whether it is where it does not say so itself; nothing said anywhere is open. */
const isGuarded = (of: Members, otherwise: boolean | undefined): boolean => {
  const { type } = Object(of["x-amazon-apigateway-auth"]) as { type?: unknown };
  if (typeof type === "string") return type !== "NONE" || isGuarded({ security: of.security }, otherwise);
  return Array.isArray(of.security) ? of.security.length > 0 : (otherwise ?? false);
};
