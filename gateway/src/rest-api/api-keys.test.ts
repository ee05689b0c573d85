import type { InvokeFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { type Backend, startBackend } from "../testing/backend.ts";
import { stage, startGateway } from "../testing/gateway.ts";
import { converse, raw } from "../testing/raw-connection.ts";
import { httpRoute, tokenAuthorizer } from "../testing/routes.ts";
import { stageThrottle } from "../throttling/throttle.ts";
import { clientsOfStages } from "../usage-plans/clients.ts";
import { type UsagePlan, usagePlan } from "../usage-plans/usage-plans-file.ts";

let backend: Backend;
beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend.close());
beforeEach(() => backend.reset());

const keys = [
  { name: "partner", value: "p".repeat(20), enabled: true },
  { name: "disabled", value: "d".repeat(20), enabled: false },
  { name: "planless", value: "n".repeat(20), enabled: true },
];
const [partner, disabled, planless] = keys.map(({ value }) => value);
const here = { api: stage.apiId, stage: stage.name };
const plan = (given: object = {}) =>
  usagePlan.parse({ name: "basic", stages: [here], keys: ["partner", "disabled"], ...given });

interface Asked {
  readonly plans?: readonly UsagePlan[];
  readonly apiKeySource?: "HEADER" | "AUTHORIZER";
  readonly usageIdentifierKey?: unknown;
  readonly stageRate?: object;
  readonly quota?: number;
}

/** Sends requests in turn and gives back status, error type and body of each. */
const answers = async (requests: readonly (readonly string[])[], given: Asked = {}) => {
  let counted = 0;
  const ports = { count: async () => counted++ < (given.quota ?? 100), now: () => 0, time: () => 0 };
  const throttle = stageThrottle(
    { routes: {}, ...given.stageRate },
    () => true,
    () => 0,
  );
  const gateway = await startGateway({
    folder: backend.folder,
    routes: [
      {
        ...httpRoute("GET", "/keyed", { authorizer: given.apiKeySource ? tokenAuthorizer : null }),
        apiKeyRequired: true,
      },
      httpRoute("GET", "/free"),
    ],
    apiKeySource: given.apiKeySource ?? "HEADER",
    findClient: clientsOfStages({ keys, plans: given.plans ?? [plan()] }, ports)(stage),
    throttle,
    invoke: naming(given.usageIdentifierKey),
  });
  try {
    const all = [];
    for (const [path, ...headers] of requests) {
      const [answer] = (await converse(gateway.port, raw(`GET ${path} HTTP/1.1`, "Host: gw", ...headers))).answers;
      all.push([answer?.status, answer?.headers["x-amzn-errortype"], answer?.status === 200 ? "" : answer?.body]);
    }
    return all;
  } finally {
    await gateway.close();
  }
};

const naming =
  (usageIdentifierKey: unknown): InvokeFunction =>
  async () => ({
    kind: "result",
    value: {
      principalId: "alice",
      policyDocument: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
      usageIdentifierKey,
    },
  });

const ok = [200, undefined, ""];
const forbidden = [403, "ForbiddenException", '{"message":"Forbidden"}'];
const tooMany = [429, "TooManyRequestsException", '{"message":"Too Many Requests"}'];
const overQuota = [429, "LimitExceededException", '{"message":"Limit Exceeded"}'];
const keyed = (value: string | undefined) => ["/keyed", `x-api-key: ${value}`] as const;

describe("a route that wants an API key", () => {
  test("takes one of a plan of its stage, in any spelling of the header, and lets it go on", async () => {
    expect(await answers([keyed(partner), ["/keyed", `X-API-KEY: ${partner}`]])).toEqual([ok, ok]);
    expect(backend.seen[0]?.headers["x-api-key"]).toBe(partner);
  });

  test.each<[string, readonly string[]]>([
    ["none", ["/keyed"]],
    ["an empty one", ["/keyed", "x-api-key:"]],
    ["an unknown one", keyed("u".repeat(20))],
    ["a disabled one", keyed(disabled)],
    ["one in no plan", keyed(planless)],
    ["one of another case", keyed(partner?.toUpperCase())],
  ])("refuses %s", async (_what, request) => {
    expect(await answers([request, keyed(partner)])).toEqual([forbidden, ok]);
    expect(backend.seen).toHaveLength(1);
  });

  test("refuses a key whose plan is of another stage", async () => {
    expect(await answers([keyed(partner)], { plans: [plan({ stages: [{ ...here, stage: "other" }] })] })).toEqual([
      forbidden,
    ]);
  });

  test("is beside one that wants none", async () => {
    expect(await answers([["/free"]])).toEqual([ok]);
  });
});

describe("an API whose keys come from the authorizer", () => {
  const token = ["/keyed", "Authorization: Bearer x"] as const;

  test("takes the key that the authorizer names, and not the header's", async () => {
    const source = { apiKeySource: "AUTHORIZER" as const };
    expect(await answers([token], { ...source, usageIdentifierKey: partner })).toEqual([ok]);
    expect(await answers([[...token, `x-api-key: ${partner}`]], source)).toEqual([forbidden]);
  });

  test.each([["unknown".repeat(4)], [7], [null]])("refuses %p", async (usageIdentifierKey) => {
    expect(await answers([token], { apiKeySource: "AUTHORIZER", usageIdentifierKey })).toEqual([forbidden]);
  });
});

describe("limits", () => {
  test("of a plan: a client's burst, and then 429", async () => {
    const plans = [plan({ throttle: { rateLimit: 0, burstLimit: 2 } })];
    expect(await answers([keyed(partner), keyed(partner), keyed(partner)], { plans })).toEqual([ok, ok, tooMany]);
  });

  test("of a plan's route come before the plan's own", async () => {
    const throttle = { "GET /keyed": { rateLimit: 0, burstLimit: 1 } };
    const plans = [plan({ stages: [{ ...here, throttle }], throttle: { rateLimit: 0, burstLimit: 9 } })];
    expect(await answers([keyed(partner), keyed(partner)], { plans })).toEqual([ok, tooMany]);
  });

  test("of the stage hold for routes without keys, too", async () => {
    const stageRate = { routes: { "GET /free": { rateLimit: 0, burstLimit: 1 } } };
    expect(await answers([["/free"], ["/free"], keyed(partner)], { stageRate })).toEqual([ok, tooMany, ok]);
  });

  test("of a quota: what is over it is 429, and what was throttled is not counted", async () => {
    const plans = [plan({ throttle: { rateLimit: 0, burstLimit: 3 }, quota: { limit: 2, period: "DAY" } })];
    const four = Array.from({ length: 4 }, () => keyed(partner));
    expect(await answers(four, { plans, quota: 2 })).toEqual([ok, ok, overQuota, tooMany]);
  });
});
