import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BadFile } from "@gatehouse/config/yaml-file.ts";
import { expect } from "@jest/globals";
import { stringify } from "yaml";
import { type ImportOptions, importApi } from "../../../openapi/import-api.ts";
import type { Api, Route } from "../../api.ts";

/** What the import makes of a file with this text. */
export const imported = (text: string, options: ImportOptions = {}): Api & { warnings: readonly string[] } => {
  const folder = mkdtempSync(join(tmpdir(), "openapi-"));
  try {
    const file = join(folder, "api.yaml");
    writeFileSync(file, text);
    const identity = { region: "eu-west-1", accountId: "123456789012", apiId: "puhdx84jy9" };
    const { api, warnings } = importApi(file, identity, { kind: "REST", ...options });
    return { ...api, warnings };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** The import is given up, with a line and a field and this message. */
export const refused = (read: () => unknown, message: RegExp) => {
  expect(read).toThrow(BadFile);
  expect(read).toThrow(message);
  expect(read).toThrow(/line \d+, /);
};

export const functionArn = "arn:aws:lambda:eu-west-1:123456789012:function:guard";
export const invocation = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`;

export const proxy = (more: object = {}) => ({
  type: "http_proxy",
  httpMethod: "GET",
  uri: "http://trades/trades",
  ...more,
});

/** An open operation. */
export const operation = (integration: object = proxy(), more: object = {}) => ({
  security: [],
  responses: { default: { description: "" } },
  "x-amazon-apigateway-integration": integration,
  ...more,
});

/** A security scheme with a token authorizer. */
export const scheme = (authorizer: object = {}, more: object = {}) => ({
  type: "apiKey",
  name: "Authorization",
  in: "header",
  "x-amazon-apigateway-authtype": "custom",
  "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: invocation, ...authorizer },
  ...more,
});

const info = { title: "t", version: "1" };

export const document = (paths: object, more: object = {}) => stringify({ openapi: "3.0.3", info, paths, ...more });

export const swagger = (paths: object, more: object = {}) => stringify({ swagger: "2.0", info, paths, ...more });

/** An API with one path, `/trades`, unless told otherwise. */
export const api = (get: object, more: object = {}, options: ImportOptions = {}) =>
  imported(document({ "/trades": { get } }, more), options);

export const routeOf = (get: object, more: object = {}) => api(get, more).routes[0] as Route;
