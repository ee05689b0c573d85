import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { newBrowser } from "../testing/browser.ts";
import { authorizeUrl, challengeOf, codeFor, deliver, depart, newVerifier, tokenRequest } from "../testing/sign-in.ts";
import { callback, clientId, poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

const secret = "an-administrators-secret-of-43-characters00";
let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool();
  await pool.restart({ environment: { USER_POOL_ADMIN_SECRET: secret } });
});
afterAll(() => pool.stop());

const read = (path: string, authorization: string | undefined = `Bearer ${secret}`) =>
  fetch(`${pool.url}/_gatehouse/sign-ins${path}`, { headers: authorization ? { authorization } : {} });

interface Leg {
  requestId: string;
  outcome?: { code: string; expected: string; received: string };
  parameters?: Record<string, string>;
  response?: string;
  assertion?: { nameId: string; attributes: Record<string, string[]> };
  attributes?: Record<string, string>;
  steps: { step: string; at: string }[];
  checks: { what: string; code?: string; expected?: string; received?: string; passed: boolean }[];
}
interface Attempt {
  attemptId: string;
  outcome: string;
  username?: string;
  startedAt: string;
  legs: Leg[];
}
const attemptOf = async (id: string) => (await (await read(`/${id}`)).json()) as Attempt;
const listed = async (query: string) =>
  (await (await read(`?${query}`)).json()) as { attempts: Attempt[]; next?: string };
const newest = async () => attemptOf((await listed("limit=1")).attempts[0]?.attemptId ?? "");
const stepsOf = ({ legs }: Attempt) => legs.flatMap(({ steps }) => steps.map(({ step }) => step));
const idsOn = async (page: Response) => {
  const text = await page.text();
  return {
    attempt: /Sign-in attempt <code>([^<]+)/.exec(text)?.[1] ?? "",
    request: /Request <code>([^<]+)/.exec(text)?.[1] ?? "",
  };
};

test("a sign-in is traced from the application's request to the redeemed code", async () => {
  const code_verifier = newVerifier();
  const request = { code_challenge: challengeOf(code_verifier), code_challenge_method: "S256", nonce: "n0nce" };
  const code = await codeFor(pool, { request });
  const form = { grant_type: "authorization_code", code, client_id: clientId, redirect_uri: callback, code_verifier };
  const tokens = await (await tokenRequest(pool, form)).json();
  const attempt = await newest();
  expect(attempt).toMatchObject({
    outcome: "success",
    poolId,
    clientId,
    provider: "CorpSAML",
    username: "CorpSAML_alice@example.com",
  });
  expect(stepsOf(attempt)).toEqual([
    "authorize",
    "sent to provider",
    "response received",
    "response verified",
    "attributes mapped",
    "profile written",
    "code issued",
    "code shown",
    "code redeemed",
  ]);
  const times = attempt.legs.flatMap(({ steps }) => steps.map(({ at }) => at));
  expect(times).toEqual([...times].sort());
  const [asked, answered, redeemed] = attempt.legs as [Leg, Leg, Leg];
  expect(asked.parameters).toMatchObject({
    client_id: clientId,
    redirect_uri: callback,
    identity_provider: "CorpSAML",
  });
  expect(answered.attributes).toMatchObject({
    email: "alice@example.com",
    given_name: "Alice",
    email_verified: "false",
  });
  expect(answered.response).toContain("<saml:NameID");
  expect(answered.assertion).toMatchObject({
    nameId: "alice@example.com",
    attributes: { "http://schemas.xmlsoap.org/claims/Group": ["traders", "night, shift"] },
  });
  const audience = `urn:amazon:cognito:sp:${poolId}`;
  expect(answered.checks).toContainEqual(
    expect.objectContaining({
      what: "Audience",
      code: "SAML_AUDIENCE_MISMATCH",
      expected: audience,
      received: audience,
      passed: true,
    }),
  );
  expect(answered.checks.map(({ what }) => what)).toEqual(
    expect.arrayContaining(["RelayState", "Browser", "Signature", "Unused sign-in", "Unused assertion"]),
  );
  expect(redeemed.checks.map(({ what, passed }) => [what, passed])).toEqual([
    ["Client", true],
    ["redirect_uri", true],
    ["code_verifier", true],
  ]);
  const text = JSON.stringify(attempt);
  expect(text).toContain("[removed]</ds:SignatureValue>");
  for (const kept of [code, code_verifier, "n0nce", ...Object.values(tokens as object).map(String)])
    if (kept.length > 6 || kept === "n0nce") expect(text).not.toContain(kept);
  expect(pool.log.join("")).toContain(`"attemptId":"${attempt.attemptId}"`);
});

test("a second sign-in without a visit to the provider is an attempt of its own", async () => {
  const browser = newBrowser();
  await codeFor(pool, { browser });
  await browser.get(authorizeUrl(pool.url));
  const attempt = await newest();
  expect(stepsOf(attempt)).toEqual(["authorize", "code issued"]);
  expect(attempt).toMatchObject({ outcome: "success", username: "CorpSAML_alice@example.com" });
});

describe("a sign-in that is refused", () => {
  test("tells all checks up to the one that failed, and a later success stands above it", async () => {
    const browser = newBrowser();
    const arrival = await depart(pool, browser);
    await deliver(pool, browser, pool.idp.answer(arrival, { audience: "urn:other" }));
    const refused = await newest();
    expect(refused.outcome).toBe("SAML_AUDIENCE_MISMATCH");
    expect(refused.legs[1]?.outcome).toMatchObject({ expected: `urn:amazon:cognito:sp:${poolId}` });
    expect(refused.legs[1]?.checks.at(-1)).toMatchObject({ what: "Audience", passed: false });
    expect(refused.legs[1]?.checks.slice(0, -1).every(({ passed }) => passed)).toBe(true);
    await deliver(pool, browser, pool.idp.answer(arrival));
    expect(await attemptOf(refused.attemptId)).toMatchObject({ outcome: "success" });
    await deliver(pool, browser, pool.idp.answer(arrival));
    const again = await attemptOf(refused.attemptId);
    expect(again.outcome).toBe("success");
    expect(again.legs.map(({ outcome }) => outcome?.code)).toEqual([
      undefined,
      "SAML_AUDIENCE_MISMATCH",
      "success",
      "SAML_RELAY_STATE_INVALID",
    ]);
  });

  test("in another browser belongs to the attempt whose RelayState it brings", async () => {
    const arrival = await depart(pool, newBrowser());
    const page = await deliver(pool, newBrowser(), pool.idp.answer(arrival));
    const { attempt, request } = await idsOn(page);
    const found = await attemptOf(attempt);
    expect(found.outcome).toBe("SAML_RELAY_STATE_INVALID");
    expect(stepsOf(found)).toEqual(["authorize", "sent to provider", "response received", "refused"]);
    expect(found.legs[1]?.checks.at(-1)).toMatchObject({ what: "Browser", received: "no such cookie", passed: false });
    expect((await attemptOf(request)).attemptId).toBe(attempt);
  });

  test.each([
    ["a RelayState that is not the pool's", { RelayState: "H4sIAAAA.H4sIAAAA.1" }, "SAML_RELAY_STATE_INVALID"],
    ["a request that no provider may make", { RelayState: "identity_provider=CorpSAML" }, "SAML_RELAY_STATE_REQUEST"],
    ["no RelayState", {}, "SAML_RELAY_STATE_MISSING"],
  ])("with %s is an attempt that no request began", async (_what, form, outcome) => {
    const browser = newBrowser();
    const { SAMLResponse } = pool.idp.answer(await depart(pool, browser));
    const page = await browser.post(`${pool.url}/saml2/idpresponse`, { SAMLResponse, ...form });
    const found = await attemptOf((await idsOn(page)).attempt);
    expect(found.outcome).toBe(outcome);
    expect(stepsOf(found)).toEqual(["response received", "refused"]);
    expect(found.legs[0]?.response).toContain("<saml:NameID");
  });

  test("with nothing that could be stored as it is", async () => {
    const page = await newBrowser().post(`${pool.url}/saml2/idpresponse`, {
      SAMLResponse: Buffer.from([0, 0xff, 0xed, 0xa0, 0x80]).toString("base64"),
      RelayState: "\u0000",
    });
    expect(page.status).toBe(400);
    expect((await attemptOf((await idsOn(page)).attempt)).legs[0]?.response).toMatch(/^\\u\{0\}/);
  });

  test("before it left is found by the id on the page /error", async () => {
    const browser = newBrowser();
    const redirect = await browser.get(authorizeUrl(pool.url, { redirect_uri: "https://evil.example.com/" }));
    expect(redirect.headers.get("location")).toBe(`/error?error=redirect_mismatch&client_id=${clientId}`);
    const { attempt } = await idsOn(await browser.get(`${pool.url}${redirect.headers.get("location")}`));
    expect(await attemptOf(attempt)).toMatchObject({
      outcome: "redirect_mismatch",
      legs: [{ parameters: { redirect_uri: "https://evil.example.com/" } }],
    });
  });

  test("at the token endpoint leaves the attempt a success, and says why", async () => {
    const code = await codeFor(pool);
    const form = { grant_type: "authorization_code", code, client_id: clientId, redirect_uri: `${callback}/` };
    expect((await tokenRequest(pool, form)).status).toBe(400);
    const attempt = await newest();
    expect(attempt.outcome).toBe("success");
    expect(attempt.legs.at(-1)?.outcome).toMatchObject({ code: "unauthorized_client" });
    expect(attempt.legs.at(-1)?.checks.at(-1)).toMatchObject({
      what: "redirect_uri",
      expected: callback,
      passed: false,
    });
  });
});

test("a code that is shown again is seen in the attempt that it came of", async () => {
  const form = { grant_type: "authorization_code", code: await codeFor(pool), client_id: clientId };
  await tokenRequest(pool, { ...form, redirect_uri: callback });
  await tokenRequest(pool, { ...form, redirect_uri: callback });
  const { outcome, legs } = await newest();
  expect(outcome).toBe("success");
  expect(legs.at(-1)?.outcome?.code).toBe("invalid_grant");
  expect(legs.at(-1)?.checks).toEqual([expect.objectContaining({ what: "Code", received: "too late or again" })]);
});

test("an attempt that never comes back is pending, then expired", async () => {
  await depart(pool, newBrowser());
  const { attemptId, outcome } = await newest();
  expect(outcome).toBe("pending");
  await pool.admin("user_pool.sign_in_attempts").where({ id: attemptId }).update({ pending_until: new Date() });
  expect((await attemptOf(attemptId)).outcome).toBe("expired");
  expect((await listed("outcome=expired")).attempts.map((attempt) => attempt.attemptId)).toEqual([attemptId]);
});

describe("the list", () => {
  test("is by person and time, newest first, and goes on page by page", async () => {
    const before = new Date().toISOString();
    for (const nameId of ["list1", "list2", "list1"]) await codeFor(pool, { response: { nameId } });
    const all = (await listed(`since=${before}`)).attempts;
    expect(all.map(({ username }) => username)).toEqual(["CorpSAML_list1", "CorpSAML_list2", "CorpSAML_list1"]);
    const own = (await listed("username=CorpSAML_list1&outcome=success")).attempts;
    expect(own.map(({ attemptId }) => attemptId)).toEqual([all[0]?.attemptId, all[2]?.attemptId]);
    const seen: string[] = [];
    let after = "";
    do {
      const page = await listed(`since=${before}&limit=2${after}`);
      seen.push(...page.attempts.map(({ attemptId }) => attemptId));
      after = page.next ? `&after=${page.next}` : "";
    } while (after);
    expect(seen).toEqual(all.map(({ attemptId }) => attemptId));
    expect((await listed(`until=${before}&username=CorpSAML_list1`)).attempts).toEqual([]);
  });

  test.each([
    "limit=0",
    "limit=x",
    "since=yesterday",
    "after=1",
    "username=%00",
    "username=",
    `after=1.${"-".repeat(36)}`,
    "person=alice",
    "since=a&since=b",
  ])("refuses ?%s and says why", async (query) => {
    const answer = await read(`?${query}`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: "invalid_request", message: expect.stringMatching(/.{10}/) });
  });
});

test.each([
  ["no secret", undefined],
  ["another secret", `Bearer ${"x".repeat(43)}`],
  ["the start of the secret", `Bearer ${secret.slice(0, -1)}`],
  ["AWS credentials", "AWS4-HMAC-SHA256 Credential=any"],
  ["another scheme", `Basic ${Buffer.from(`admin:${secret}`).toString("base64")}`],
])("traces are refused to who shows %s", async (_what, authorization) => {
  for (const path of ["", `/${randomUUID()}`, "/../anything"]) {
    const answer = await fetch(`${pool.url}/_gatehouse/sign-ins${path}`, {
      headers: authorization ? { authorization } : {},
    });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ error: "unauthorized" });
  }
});

test("an id of nothing is not found", async () => {
  expect((await read(`/${randomUUID()}`)).status).toBe(404);
  expect((await read("/%00")).status).toBe(404);
});

test("an attempt is gone when its time is over, swept or not", async () => {
  await codeFor(pool);
  const { attemptId } = await newest();
  const long = new Date(Date.now() - 30 * 86_400_000);
  await pool.admin("user_pool.sign_in_attempts").where({ id: attemptId }).update({ started_at: long });
  expect((await read(`/${attemptId}`)).status).toBe(404);
});

test("without a secret in the settings nobody reads", async () => {
  await pool.restart();
  expect((await read("")).status).toBe(401);
  expect((await read("", "Bearer undefined")).status).toBe(401);
});
