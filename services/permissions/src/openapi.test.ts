import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { Ajv2020 } from "ajv/dist/2020.js";
import { routes } from "./routes.ts";
import { inCorp, type TestService, testService } from "./testing/service.ts";

interface Described {
  readonly operationId: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly required: boolean;
    readonly schema: object;
  }[];
  readonly requestBody?: {
    readonly required: boolean;
    readonly content: Readonly<Record<string, { readonly schema: object }>>;
  };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

let service: TestService;
let document: Document;
beforeAll(async () => {
  service = await testService();
  await service.arrange(corp);
  document = JSON.parse((await service.send("Corp_admin", "GET /entitlements/openapi.json")).text);
});
afterAll(() => service.close());

const corp = inCorp({
  permissions: { everything: "* /* Allow", read: "GET /trades Allow" },
  roles: { root: { holds: ["everything"] }, reader: { holds: ["read"], delegates: ["read"] } },
  users: { Corp_admin: ["root"], Corp_x: ["reader"] },
  groups: { staff: ["reader"] },
});
beforeEach(() => service.arrange(corp));

const described = (request: string): Described => {
  const [method = "", path = ""] = request.split(" ");
  const operation = document.paths[path]?.[method.toLowerCase()];
  if (!operation) throw new Error(`the document has no ${request}`);
  return operation;
};

/** Whether a value fits a schema of the document. `format` is an annotation in JSON Schema; what it says is a pattern as well. */
const fits = (schema: object, value: unknown) => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const valid = ajv.compile({ ...schema, components: document.components })(value);
  return valid ? true : ajv.errorsText();
};

describe("the document", () => {
  test("is OpenAPI 3.1 and speaks of the routes, all of them and no others", () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const told = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(told.sort()).toEqual(
      routes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`).sort(),
    );
    const ids = routes.map(({ operation }) => operation.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("names every part of a path as a parameter, and demands what is demanded", () => {
    for (const [path, methods] of Object.entries(document.paths))
      for (const operation of Object.values(methods)) {
        const inPath = operation.parameters.filter((parameter) => parameter.in === "path");
        expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
        expect(inPath.every(({ required }) => required)).toBe(true);
        expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(["400", "403", "503", "default"]));
      }
    const limit = described("GET /roles").parameters.find(({ name }) => name === "limit");
    expect(limit).toMatchObject({
      in: "query",
      required: false,
      schema: { type: "integer", maximum: 200, default: 50 },
    });
    const match = described("PATCH /roles/{role}").parameters.find(({ name }) => name === "If-Match");
    expect(match).toMatchObject({ in: "header", required: true });
  });

  test("has schemas that a validator of draft 2020-12 takes", () => {
    const schemas = Object.values(document.paths)
      .flatMap((methods) => Object.values(methods))
      .flatMap(({ requestBody, responses, parameters }) => [
        ...Object.values(requestBody?.content ?? {}).map(({ schema }) => schema),
        ...Object.values(responses).flatMap(({ content = {} }) => Object.values(content).map(({ schema }) => schema)),
        ...parameters.map(({ schema }) => schema),
      ]);
    expect(schemas.length).toBeGreaterThan(100);
    for (const schema of schemas) expect(() => fits(schema, null)).not.toThrow();
  });
});

const permission = { name: "p", method: "GET", resource: "/x", effect: "Allow" };
const soon = new Date(Date.now() + 86_400_000).toISOString();

/** What makes one operation's body good or bad. */
const bodies: readonly [string, string, unknown, boolean][] = [
  ["POST /roles", "/roles", { name: "r" }, true],
  ["POST /roles", "/roles", { name: "r", description: "zoë 李 <img src=x onerror=alert(1)> {{7*7}}" }, true],
  ["POST /roles", "/roles", { name: "r", description: "😀".repeat(256) }, true],
  ["POST /roles", "/roles", { name: "r", description: "😀".repeat(257) }, false],
  ["POST /roles", "/roles", { name: "r", description: "a\u0000" }, false],
  ["POST /roles", "/roles", { name: "r", description: "a\r\n{}" }, false],
  ["POST /roles", "/roles", { name: "r", description: 1 }, false],
  ["POST /roles", "/roles", { name: "r", tenant: "other" }, false],
  ["POST /roles", "/roles", {}, false],
  ["POST /roles", "/roles", { name: "" }, false],
  ["POST /roles", "/roles", { name: "<img src=x onerror=alert(1)>" }, false],
  ["POST /roles", "/roles", { name: "=cmd|' /C calc'!A0" }, false],
  ["POST /roles", "/roles", { name: "a\u202eb" }, false],
  ["POST /roles", "/roles", { name: "r'; drop table roles; --" }, false],
  ["POST /roles", "/roles", { name: "{{7*7}}" }, false],
  ["POST /roles", "/roles", { name: "x".repeat(64) }, true],
  ["POST /roles", "/roles", { name: "x".repeat(65) }, false],
  ["POST /roles", "/roles", { name: "constructor" }, true],
  ["POST /roles", "/roles", { name: null }, false],
  ["POST /roles", "/roles", [], false],
  ["POST /roles", "/roles", null, false],
  ["POST /permissions", "/permissions", permission, true],
  ["POST /permissions", "/permissions", { ...permission, resource: "/*?*?*?*?*?" }, true],
  ["POST /permissions", "/permissions", { ...permission, resource: "/*?*?*?*?*?*" }, false],
  ["POST /permissions", "/permissions", { ...permission, resource: "/a/${user.custom:account}/*" }, true],
  ["POST /permissions", "/permissions", { ...permission, resource: "/a/${jndi:ldap://x}" }, false],
  ["POST /permissions", "/permissions", { ...permission, resource: "x" }, false],
  ["POST /permissions", "/permissions", { ...permission, resource: `/${"x".repeat(255)}` }, true],
  ["POST /permissions", "/permissions", { ...permission, resource: `/${"x".repeat(256)}` }, false],
  ["POST /permissions", "/permissions", { ...permission, method: "TRACE" }, false],
  ["POST /permissions", "/permissions", { ...permission, effect: "deny" }, false],
  ["POST /permissions", "/permissions", { ...permission, effect: undefined }, false],
  ["POST /permissions", "/permissions", { ...permission, version: 1 }, false],
  ["PATCH /permissions/{permission}", "/permissions/read", { resource: "/x" }, true],
  ["PATCH /permissions/{permission}", "/permissions/read", { method: "*", effect: "Deny" }, true],
  ["PATCH /permissions/{permission}", "/permissions/read", {}, false],
  ["PATCH /permissions/{permission}", "/permissions/read", { name: "other" }, false],
  ["PATCH /permissions/{permission}", "/permissions/read", { resource: null }, false],
  ["PATCH /roles/{role}", "/roles/reader", { description: "x" }, true],
  ["PATCH /roles/{role}", "/roles/reader", {}, false],
  ["PATCH /roles/{role}", "/roles/reader", { name: "x", description: "x" }, false],
  ["PUT /users/{userId}/roles/{role}", "/users/Corp_new/roles/reader", {}, true],
  ["PUT /users/{userId}/roles/{role}", "/users/Corp_new/roles/reader", { endsAt: soon }, true],
  ["PUT /users/{userId}/roles/{role}", "/users/Corp_new/roles/reader", { startsAt: "2026-01-31T08:00:00+01:00" }, true],
  ["PUT /users/{userId}/roles/{role}", "/users/Corp_new/roles/reader", { endsAt: "tomorrow" }, false],
  ["PUT /users/{userId}/roles/{role}", "/users/Corp_new/roles/reader", { endsAt: "2030-02-30T00:00:00Z" }, false],
  ["PUT /users/{userId}/roles/{role}", "/users/Corp_new/roles/reader", { grantedBy: "Corp_x" }, false],
  ["PUT /groups/{group}/roles/{role}", "/groups/new/roles/reader", { endsAt: soon }, true],
  ["PUT /groups/{group}/roles/{role}", "/groups/new/roles/reader", { endsAt: 5 }, false],
];

describe("the document and the service agree on what a body is", () => {
  test.each(bodies)("%s (%s) %j: %p", async (request, path, body, good) => {
    const schema = described(request).requestBody?.content["application/json"]?.schema ?? {};
    expect(fits(schema, JSON.parse(JSON.stringify(body))) === true).toBe(good);
    const headers = request.startsWith("PATCH") ? { "If-Match": "*" } : {};
    const answer = await service.send("Corp_admin", `${request.split(" ")[0]} ${path}`, {
      body: JSON.stringify(body),
      headers,
    });
    expect([answer.status, answer.text]).toEqual(good ? [expect.any(Number), answer.text] : [400, answer.text]);
    expect(answer.status < 400).toBe(good);
    if (good) return;
    const { errors } = JSON.parse(answer.text);
    expect(errors).toEqual(expect.arrayContaining([{ field: expect.any(String), reason: expect.any(String) }]));
  });
});

describe("what is answered is what the document says", () => {
  const headers = { "If-Match": "*" };
  test.each<[string, string, object]>([
    ["GET /users", "/users", {}],
    ["GET /users/{userId}/roles", "/users/Corp_x/roles", {}],
    ["GET /users/{userId}/permissions", "/users/Corp_x/permissions?group=staff", {}],
    ["GET /groups", "/groups?limit=1", {}],
    ["GET /groups/{group}/roles", "/groups/staff/roles", {}],
    ["GET /roles", "/roles?limit=1", {}],
    ["POST /roles", "/roles", { body: { name: "r" } }],
    ["GET /roles/{role}", "/roles/reader", {}],
    ["PATCH /roles/{role}", "/roles/reader", { body: { description: "x" }, headers }],
    ["GET /roles/{role}/members", "/roles/reader/members", {}],
    ["GET /roles/{role}/permissions", "/roles/reader/permissions", {}],
    ["GET /permissions", "/permissions", {}],
    ["POST /permissions", "/permissions", { body: permission }],
    ["GET /permissions/{permission}", "/permissions/read", {}],
    ["PATCH /permissions/{permission}", "/permissions/read", { body: { resource: "/x" }, headers }],
    ["GET /permissions/{permission}/holders", "/permissions/read/holders", {}],
    ["GET /entitlements/openapi.json", "/entitlements/openapi.json", {}],
    ["DELETE /roles/{role}", "/roles/reader", {}],
    ["GET /roles/{role}", "/roles/absent", {}],
    ["POST /roles", "/roles", { body: { name: "root" } }],
    ["POST /roles", "/roles", { body: {} }],
  ])("%s at %s", async (request, path, sent) => {
    const answer = await service.send("Corp_admin", `${request.split(" ")[0]} ${path}`, sent);
    const type = String(answer.headers["content-type"]).split(";")[0] ?? "";
    const schema = described(request).responses[answer.status]?.content?.[type]?.schema;
    expect(schema).toBeDefined();
    expect(fits(schema ?? {}, JSON.parse(answer.text))).toBe(true);
  });
});
