import { APIGatewayClient, FlushStageAuthorizersCacheCommand, NotFoundException } from "@aws-sdk/client-api-gateway";
import {
  ApiGatewayV2Client,
  NotFoundException as NotFoundExceptionV2,
  ResetAuthorizersCacheCommand,
} from "@aws-sdk/client-apigatewayv2";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { SignedRequest } from "../signatures/signed-request.ts";
import { alice, plain, signedInHeader } from "../signatures/testing/signed.ts";
import { type Backend, startBackend } from "../testing/backend.ts";
import { allowing, stage, startGateway } from "../testing/gateway.ts";
import { converse, raw } from "../testing/raw-connection.ts";
import { httpRoute, tokenAuthorizer } from "../testing/routes.ts";
import type { TestedGateway } from "../testing/served.ts";
import { until } from "../testing/until.ts";

const secret = "an-administrators-secret-of-43-characters00";
const bearer = `Authorization: Bearer ${secret}`;

let backend: Backend;
let gateway: TestedGateway;
let unadministered: TestedGateway;
let asked = 0;
beforeAll(async () => {
  backend = await startBackend();
  const routes = [
    httpRoute("GET", "/cached", { authorizer: { ...tokenAuthorizer, resultTtl: 300 } }),
    httpRoute("ANY", "/{proxy+}"),
  ];
  const wanted = {
    folder: backend.folder,
    routes,
    invoke: async (...call: Parameters<typeof allowing>) => {
      asked += 1;
      return allowing(...call);
    },
  };
  gateway = await startGateway({ ...wanted, administrator: secret });
  unadministered = await startGateway(wanted);
});
afterAll(async () => {
  await gateway.close();
  await unadministered.close();
  await backend.close();
});
beforeEach(() => {
  backend.reset();
  gateway.lines.length = 0;
  asked = 0;
});

const ask = async (line: string, ...headers: readonly string[]) =>
  (await converse(gateway.port, raw(`${line} HTTP/1.1`, "Host: localhost:8080", ...headers))).answers[0]!;

describe("who shows the administrator's secret", () => {
  test("reads the metrics", async () => {
    const answer = await ask("GET /_gatehouse/metrics", bearer);
    expect(answer).toMatchObject({
      status: 200,
      headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" },
    });
    expect(answer.body).toMatch(/^# HELP /m);
  });

  test("learns that there is nothing else", async () => {
    for (const line of [
      "GET /_gatehouse",
      "GET /_gatehouse/",
      "GET /_gatehouse/metrics/",
      "POST /_gatehouse/metrics",
      "GET /_gatehouse/apigateway/restapis/gatehouse0/stages/local/cache/authorizers",
      "DELETE /_gatehouse/apigateway/restapis/gatehouse0/stages/%ff/cache/authorizers",
    ])
      expect(await ask(line, bearer)).toMatchObject({
        status: 404,
        headers: { "x-amzn-errortype": "NotFoundException" },
      });
  });
});

describe("anybody else is refused", () => {
  test.each([
    ["nothing", []],
    ["another secret", ["Authorization: Bearer an-administrators-secret-of-43-characters01"]],
    ["a part of it", [`Authorization: Bearer ${secret.slice(0, -1)}`]],
    ["more than it", [`Authorization: Bearer ${secret}0`]],
    ["it in another scheme", [`Authorization: Basic ${secret}`]],
    ["it alone", [`Authorization: ${secret}`]],
    ["it in another header", [`X-Authorization: Bearer ${secret}`, `Cookie: authorization=${secret}`]],
  ])("who shows %s", async (_what, headers) => {
    for (const line of ["GET /_gatehouse/metrics", "GET /_gatehouse/none"]) {
      const answer = await ask(line, ...headers);
      expect(answer).toMatchObject({
        status: 401,
        headers: { "x-amzn-errortype": "UnauthorizedException", "www-authenticate": "Bearer" },
      });
      expect(answer.body).not.toContain("gatehouse_");
    }
    await until(() => gateway.lines.length === 2);
    expect(gateway.lines[0]).toMatchObject({ reason: expect.stringMatching(/^UnauthorizedException: /) });
    expect(JSON.stringify(gateway.lines)).not.toContain("of-43-characters");
  });

  test("where there is no administrator, whatever is shown", async () => {
    for (const header of [bearer, "Authorization: Bearer undefined", "Authorization: Bearer ", "X-None: 1"]) {
      const bytes = raw("GET /_gatehouse/metrics HTTP/1.1", "Host: localhost", header);
      expect((await converse(unadministered.port, bytes)).answers[0]?.status).toBe(401);
    }
    const { code } = await flush({ url: unadministered.url });
    expect(code).toBe("UnauthorizedException");
  });
});

describe("the gateway's own paths reach no API", () => {
  test.each(["/_gatehouse", "/_gatehouse/metrics", "/_gatehouse/x/y", "//_gatehouse/metrics", "/_gatehouse//metrics"])(
    "%s",
    async (path) => {
      expect((await ask(`GET ${path}`)).status).toBe(401);
      expect((await ask(`GET ${path}?a=b`)).status).toBe(401);
      expect(backend.seen).toEqual([]);
    },
  );

  test.each(["/_gatehouses", "/x/_gatehouse/metrics", "/_Gatehouse/metrics", "/gatehouse"])(
    "%s is an API's",
    async (path) => {
      expect((await ask(`GET ${path}`)).status).toBe(200);
      expect(backend.seen.map(({ url }) => url)).toEqual([path]);
    },
  );
});

/** As `aws apigateway flush-stage-authorizers-cache --endpoint-url {url}/_gatehouse/apigateway` asks. */
const flush = async ({
  url = gateway.url,
  restApiId = stage.apiId,
  stageName = stage.name,
  accessKeyId = "GATEHOUSEADMINISTRATOR",
  secretAccessKey = secret,
  region = stage.region,
} = {}) => {
  const client = new APIGatewayClient({
    endpoint: `${url}/_gatehouse/apigateway`,
    region,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 1,
  });
  try {
    const { $metadata } = await client.send(new FlushStageAuthorizersCacheCommand({ restApiId, stageName }));
    return { status: $metadata.httpStatusCode };
  } catch (error) {
    const { name: code, message, $metadata } = error as NotFoundException;
    return { status: $metadata.httpStatusCode, code, message, isNotFound: error instanceof NotFoundException };
  } finally {
    client.destroy();
  }
};

describe("a signature is for one body", () => {
  const trialOf = (path: string) => JSON.stringify({ method: "GET", path });
  const signedFor = async (body: string) => {
    const request = { ...plain, method: "POST", path: "/_gatehouse/authorizers/invoke", body: Buffer.from(body) };
    const credential = { ...alice, accessKeyId: "GATEHOUSEADMINISTRATOR", secretAccessKey: secret };
    return signedInHeader(request, { credential, at: Date.now(), region: stage.region, service: "apigateway" });
  };
  const send = async ({ method, path, headers }: SignedRequest, body: string) => {
    const lines = headers.map(([name, value]) => `${name}: ${value}`);
    const head = raw(`${method} ${path} HTTP/1.1`, ...lines, `Content-Length: ${Buffer.byteLength(body)}`);
    return (await converse(gateway.port, head + body)).answers[0]!;
  };

  test("and serves no other", async () => {
    const [wanted, other] = ["/cached", "/other"].map(trialOf) as [string, string];
    for (const given of [other, "", `${wanted} `])
      expect(await send(await signedFor(wanted), given)).toMatchObject({
        status: 403,
        headers: { "x-amzn-errortype": "InvalidSignatureException" },
      });
    expect(await send(await signedFor(""), wanted)).toMatchObject({ status: 403 });
    expect((await send(await signedFor(wanted), wanted)).status).not.toBe(403);
    expect((await send(await signedFor(other), other)).status).not.toBe(403);
  });

  test("and no body is larger than any", async () => {
    const head = ["POST /_gatehouse/authorizers/invoke HTTP/1.1", "Host: gw", "Content-Length: 10485761"] as const;
    const signature = (await signedFor("")).headers.find(([name]) => name === "authorization")?.[1];
    const statusFor = async (authorization: string) =>
      (await converse(gateway.port, raw(...head, "X-Amz-Date: 20270115T080000Z", authorization))).answers[0]?.status;
    expect(await statusFor("X-None: 1")).toBe(401);
    expect(await statusFor(bearer)).toBe(413);
    expect(await statusFor(`Authorization: ${signature}`)).toBe(413);
  });
});

describe("a stage's authorizers forget what they said", () => {
  const alice = "Authorization: Bearer alice";

  test("when AWS's client asks for it", async () => {
    for (let each = 0; each < 2; each += 1) await ask("GET /cached", alice);
    expect(asked).toBe(1);
    expect(await flush()).toEqual({ status: 202 });
    for (let each = 0; each < 2; each += 1) await ask("GET /cached", alice);
    expect(asked).toBe(2);
  });

  test("when the bearer of the secret asks for it", async () => {
    await ask("GET /cached", alice);
    asked = 0;
    const path = "/_gatehouse/apigateway/restapis/gatehouse0/stages/local/cache/authorizers";
    expect(await ask(`DELETE ${path}`, bearer)).toMatchObject({ status: 202, body: "" });
    await ask("GET /cached", alice);
    expect(asked).toBe(1);
  });

  test.each([
    [
      "an API that there is not",
      { restApiId: "abcdefghij" },
      "Invalid API identifier specified 000000000000:abcdefghij",
    ],
    ["a stage that there is not", { stageName: "prod" }, "Invalid Stage identifier specified"],
  ])("but not those of %s", async (_what, changes, message) => {
    await ask("GET /cached", alice);
    asked = 0;
    expect(await flush(changes)).toEqual({ status: 404, code: "NotFoundException", message, isNotFound: true });
    await ask("GET /cached", alice);
    expect(asked).toBe(0);
  });

  test.each([
    ["with another secret", { secretAccessKey: `${secret}0` }, "InvalidSignatureException"],
    ["with another key", { accessKeyId: "AKIAIOSFODNN7EXAMPLE" }, "UnrecognizedClientException"],
    ["for another region", { region: "eu-west-1" }, "InvalidSignatureException"],
  ])("but not when somebody signs %s", async (_what, changes, code) => {
    await ask("GET /cached", alice);
    asked = 0;
    expect(await flush(changes)).toMatchObject({ status: 403, code });
    await ask("GET /cached", alice);
    expect(asked).toBe(0);
  });

  test("an API of the other kind is none to the call", async () => {
    const client = new ApiGatewayV2Client({
      endpoint: `${gateway.url}/_gatehouse/apigateway`,
      region: stage.region,
      credentials: { accessKeyId: "GATEHOUSEADMINISTRATOR", secretAccessKey: secret },
      maxAttempts: 1,
    });
    const command = new ResetAuthorizersCacheCommand({ ApiId: stage.apiId, StageName: stage.name });
    await expect(client.send(command)).rejects.toThrow(NotFoundExceptionV2);
    client.destroy();
  });
});
