import { beforeAll, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { call, until } from "./api.ts";
import { signIn, tokenIn } from "./sign-in.ts";

const alice = "CorpSAML_alice@example.com";
let admin: string;
let user: string;
beforeAll(async () => {
  [admin, user] = (await Promise.all(
    ["bob@example.com", "alice@example.com"].map(async (person) => tokenIn(await signIn(person), "access")),
  )) as [string, string];
});

/** Sends a request as alice, and reads as administrator what is recorded of it. */
const recordOf = async (method: string, path: string) => {
  const answer = await call(method, path, { token: user });
  const id = answer.header("x-amzn-requestid");
  const told = await until(200, () => call("GET", `/decisions/${id}`, { token: admin }), 5_000);
  return { status: answer.status, id, decision: JSON.parse(told.body) };
};

test("what let a request through is told, from the assertion to the statement", async () => {
  const { status, id, decision } = await recordOf("GET", "/trades/2");
  const { sub, jti, origin_jti, client_id } = decodeJwt(user);
  expect(status).toBe(200);
  expect(decision).toMatchObject({
    requestId: id,
    route: "GET /trades/{tradeId}",
    user: alice,
    effect: "Allow",
    signIn: {
      provider: "CorpSAML",
      username: alice,
      assertion: { nameId: "alice@example.com" },
      attributes: { email: "alice@example.com" },
    },
    claims: { sub, jti, origin_jti, client_id, username: alice },
    grants: [expect.objectContaining({ role: "trader", permission: "read-trades", via: { kind: "user" } })],
    decidedBy: {
      decision: "allow",
      rule: "read-trades",
      statement: { effect: "Allow", resources: [expect.stringMatching(/\/GET\/trades\/\*$/)] },
    },
  });
  const { body } = await call("GET", `/decisions?user=${alice}&route=/trades/{tradeId}&effect=Allow`, { token: admin });
  expect(body).toContain(`${id}`);
});

test("what refused one is told too, and nobody but who may read decisions is told", async () => {
  const { status, id, decision } = await recordOf("POST", "/trades/2/settlement");
  expect(status).toBe(403);
  expect(decision).toMatchObject({ effect: "Deny", user: alice, grants: [], decidedBy: { decision: "implicitDeny" } });
  expect((await call("GET", `/decisions/${id}`, { token: user })).status).toBe(403);
});

test("a grant that a decision needed is not among the unused ones, and one that none needed is", async () => {
  await recordOf("GET", "/trades/2");
  const { body } = await call("GET", "/unused?limit=200", { token: admin });
  const { grants }: { grants: { user?: string; role: string; permissions: string[] }[] } = JSON.parse(body);
  const ofAlice = grants.find(({ user: name, role }) => name === alice && role === "trader");
  expect(ofAlice?.permissions).not.toContain("read-trades");
  const unneeded = grants.find(({ user: name }) => name === "CorpSAML_grace@example.com");
  expect(unneeded).toMatchObject({ role: "trader" });
});
