// A revocation counts everywhere a second later: docs/entitlements.md.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { fetch } from "undici";
import { type AnotherGateway, startAnotherGateway } from "../another-gateway.ts";
import { callFrom, until } from "../api.ts";
import { signIn, tokenIn } from "../sign-in.ts";
import { kind, outputs } from "../target.ts";

/** Between two requests, in milliseconds: 200 in a second. */
const between = 5;
/** How long requests go on before and after the revocation, in milliseconds. */
const around = 2_000;

const path = "/trades/1";
const grant = "/users/CorpSAML_dave@example.com/roles/trader";

describe("with 200 requests in a second", () => {
  let others: readonly AnotherGateway[] = [];
  beforeAll(async () => {
    const { GATEHOUSE_E2E_DIRECTORY: directory } = process.env;
    // Elsewhere nobody can start a gateway that the system did not start itself.
    if (kind !== "npm-start" || !directory) return;
    others = [await startAnotherGateway(directory), await startAnotherGateway(directory)];
  }, 90_000);
  afterAll(() => Promise.all(others.map(({ stop }) => stop())));

  test("at every gateway nothing is allowed that starts a second after a revocation was answered", async () => {
    const bob = await signIn("bob@example.com");
    const token = await tokenIn(await signIn("dave@example.com"), "access");
    const gateways = [outputs().gateway, ...others].map(({ url }) => url);
    const ask = async (gateway: string) => {
      const at = performance.now();
      const response = await fetch(`${gateway}${path}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      await response.arrayBuffer();
      return { at, gateway, status: response.status };
    };

    expect((await callFrom(bob, "PUT", grant)).status).toBe(204);
    for (const gateway of gateways)
      expect((await until(200, async () => answerOf(await ask(gateway)), 10_000)).status).toBe(200);

    const asked: ReturnType<typeof ask>[] = [];
    const timer = setInterval(() => {
      asked.push(ask(gateways[asked.length % gateways.length]!));
    }, between);
    await sleep(around);
    const before = performance.now();
    const revoked = await callFrom(bob, "DELETE", grant);
    const answered = performance.now();
    await sleep(around);
    clearInterval(timer);
    expect(revoked.status).toBe(204);

    const answers = await Promise.all(asked);
    const statuses = (from: number, to: number) =>
      gateways.map((gateway) => [
        ...new Set(
          answers
            .filter((each) => each.gateway === gateway && each.at >= from && each.at < to)
            .map((each) => each.status),
        ),
      ]);
    for (const each of statuses(0, before)) expect(each).toContain(200);
    // A busy machine may fail to answer in time, which lets nobody through either.
    for (const each of statuses(answered + 1_000, Number.POSITIVE_INFINITY)) {
      expect(each).toContain(403);
      expect(each).not.toContain(200);
    }
  }, 60_000);
});

const answerOf = ({ status }: { status: number }) => ({ status, body: "", header: () => null });
