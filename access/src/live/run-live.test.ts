import type { Trial } from "@gatehouse/gateway/trials/trial.ts";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parseRow } from "../row.ts";
import { startStack } from "../testing/stack.ts";
import { runLive } from "./run-live.ts";

const route = "GET /trades/{tradeId}";
const letThrough = { route, refusal: null, decision: { effect: "allow", statement: "read" } };
const refused = (status: number, refusal: string): Partial<Trial> => ({
  route,
  refusal: { status, headers: [], body: "{}" },
  decision: { refusal },
});

const trials: Readonly<Record<string, Partial<Trial>>> = {
  "GET /trades/1": letThrough,
  "GET /trades/2": refused(403, "ACCESS_DENIED"),
  "GET /trades/3": refused(401, "UNAUTHORIZED"),
  "GET /trades/4": refused(500, "AUTHORIZER_FAILURE"),
  "GET /trades/5": refused(403, "WAF_FILTERED"),
  "GET /trades/6": { ...refused(403, "MISSING_AUTHENTICATION_TOKEN"), route: null },
};

let started: Awaited<ReturnType<typeof startStack>>;
beforeAll(async () => {
  const people = { "alice@example.com": { groups: ["traders"], claims: { "custom:account": "7" } } };
  const trial = (username: string, asked: string) =>
    username === "CorpSAML_alice@example.com" ? (trials[asked] ?? {}) : refused(401, "UNAUTHORIZED");
  started = await startStack({ people, trial }, ["alice@example.com", "zoe@example.com"]);
});
afterAll(() => started.close());

const run = (...texts: string[]) =>
  runLive(
    texts.map((text, index) => {
      const row = parseRow(text);
      return { ...row, text, username: `CorpSAML_${row.who}`, open: false, place: `access.test.yaml:${index}` };
    }),
    started.stack,
  );

test.each([
  ["alice@example.com GET /trades/1 allow", "as expected", "allow"],
  ["alice@example.com GET /trades/1 deny", "different", "allow"],
  ["alice@example.com GET /trades/2 deny", "as expected", "deny"],
  ["alice@example.com GET /trades/2 allow", "different", "deny"],
  // A failure is no denial, though nobody is let through.
  ["alice@example.com GET /trades/3 deny", "different", "401 {}"],
  ["alice@example.com GET /trades/4 deny", "different", "500 {}"],
  ["alice@example.com GET /trades/5 deny", "different", "403 {}"],
  ["alice@example.com GET /trades/6 deny", "different", "no route"],
  ["alice@example.com GET /trades/1 allow in traders", "as expected", "allow"],
  ["alice@example.com GET /trades/1 allow in clerks", "left out", "nothing was asked"],
  ["alice@example.com GET /trades/1 allow with custom:account=7", "as expected", "allow"],
  ["alice@example.com GET /trades/1 allow with custom:account=8", "left out", "nothing was asked"],
  ["alice@example.com GET /trades/1 allow with sub=sub-alice@example.com", "as expected", "allow"],
  ["alice@example.com GET /trades/1 allow at 2027-01-01T00:00:00Z", "left out", "nothing was asked"],
])("%s: %s", async (text, outcome, received) => {
  expect(await run(text)).toEqual([expect.objectContaining({ outcome, received })]);
});

test("a user whom the identity provider does not know is told, and is no deny", async () => {
  expect(await run("zoe@example.com GET /trades/2 deny", "yan@example.com GET /trades/2 deny")).toEqual([
    expect.objectContaining({
      outcome: "different",
      because: expect.stringMatching(/does not know CorpSAML_zoe@example.com: .* does not offer zoe@example.com$/),
    }),
    expect.objectContaining({ outcome: "different", because: expect.stringMatching(/does not know CorpSAML_yan/) }),
  ]);
});

test("a user signs in once, and nothing but the authorizer is asked", async () => {
  started.asked.length = 0;
  await run("alice@example.com GET /trades/1 allow", "alice@example.com GET /trades/2 deny");
  const ask = "POST /_gatehouse/authorizers/invoke";
  expect(started.asked).toEqual(["GET /auth/login", "POST /sign-in", "POST /acs", ask, ask]);
});
