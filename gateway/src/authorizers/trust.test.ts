import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { logger } from "@gatehouse/http/log.ts";
import { type TestKey, testKey } from "@gatehouse/user-pool-client/testing/tokens.ts";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { trustIn } from "./trust.ts";

const pool = { region: "us-east-1", accountId: "000000000000", id: "us-east-1_AbCdEfGhI" };
const log = logger("test", { write: () => {} });
const secret = "made up for this test";

let folder: string;
let server: Server;
let url: string;
let key: TestKey;
/** What the pool calls itself. */
let issuer: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "trust-"));
  key = await testKey("key-1");
  server = createServer(({ url: path }, response) => {
    const documents: Record<string, unknown> = {
      [`/${pool.id}/.well-known/openid-configuration`]: { issuer, jwks_uri: `${issuer}/.well-known/jwks.json` },
      [`/${pool.id}/.well-known/jwks.json`]: { keys: [key.jwk] },
    };
    response.end(JSON.stringify(documents[path ?? ""] ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

test.each([
  ["by a URL of browsers", "http://localhost:9229/us-east-1_AbCdEfGhI"],
  ["as on AWS", "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI"],
])("the keys of a pool that calls itself %s are fetched where this network has it", async (_how, called) => {
  issuer = called;
  const trust = trustIn({ GATEWAY_ISSUER: issuer, GATEWAY_USER_POOL_URL: url }, { log, environment: {} });
  expect(trust.issuerOf(pool)).toBe(issuer);
  const found = await trust.keys(issuer)({ alg: "RS256", kid: "key-1" }, { payload: "", signature: "" });
  expect(found).toBeDefined();
  await trust.close();
});

test("who may sign stands in a file, with secrets from the environment", async () => {
  const file = join(folder, "iam.yaml");
  const arn = "arn:aws:iam::000000000000:user/alice";
  writeFileSync(
    file,
    `principals:
  - arn: ${arn}
    userId: AIDAALICE0ALICE0ALICE
    accessKeys: [{ accessKeyId: AKIDALICEALICEALICE0, secretAccessKey: "\${ALICE_SECRET}" }]
    policies: []
`,
  );
  const trust = trustIn({ GATEWAY_IAM: file }, { log, environment: { ALICE_SECRET: secret } });
  expect(trust.credentials("AKIDALICEALICEALICE0")).toMatchObject({ secretAccessKey: secret, principal: { arn } });
  expect(trust.credentials("AKIDEVEEVEEVEEVEEVE0")).toBeUndefined();
  await trust.close();
  expect(() => trustIn({ GATEWAY_IAM: file }, { log, environment: {} })).toThrow(/ALICE_SECRET/);
});

test("without such a file nobody may, and pools are where AWS has them", async () => {
  const trust = trustIn({}, { log, environment: {} });
  expect(trust.credentials("AKIDALICEALICEALICE0")).toBeUndefined();
  expect(trust.issuerOf(pool)).toBe("https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI");
  await trust.close();
});
