import { once } from "node:events";
import { type AddressInfo, createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { choosePorts } from "./ports.ts";

let other: Server;
let taken: number;
beforeAll(async () => {
  other = createServer().listen({ host: "127.0.0.1", port: 0 });
  await once(other, "listening");
  taken = (other.address() as AddressInfo).port;
});
afterAll(() => void other.close());

describe("ports", () => {
  test("for 0 are free and differ", async () => {
    const { A, B, C } = await choosePorts({ A: 0, B: 0, C: 0 });
    expect(new Set([A, B, C]).size).toBe(3);
    for (const port of [A, B, C]) expect(port).toBeGreaterThan(1023);
  });

  test("that are asked for and free are taken as they are", async () => {
    const { A } = await choosePorts({ A: 0 });
    expect(await choosePorts({ B: A, C: 0 })).toEqual({ B: A, C: expect.any(Number) });
  });

  test("in use are all named with their variables", async () => {
    await expect(choosePorts({ GATEHOUSE_GATEWAY_PORT: taken, GATEHOUSE_IDP_PORT: 0 })).rejects.toThrow(
      `a port cannot be had:\n  ${taken} is in use by another process: stop that one, or set GATEHOUSE_GATEWAY_PORT to another port (0 picks a free one)`,
    );
  });

  test("asked for twice are refused", async () => {
    const { free } = await choosePorts({ free: 0 });
    await expect(choosePorts({ A: free, B: free })).rejects.toThrow(`B and A are both ${free}`);
  });

  test("on which a stranger listens at localhost's other address are in use", async () => {
    const stranger = createServer().listen({ host: "::1", port: 0 });
    const outcome = await Promise.race([
      once(stranger, "listening").then(() => "listening"),
      once(stranger, "error").then(() => "no IPv6"),
    ]);
    // A machine without IPv6 has no such stranger, and any port will do for the control.
    const port = outcome === "listening" ? (stranger.address() as AddressInfo).port : taken;
    await expect(choosePorts({ A: port })).rejects.toThrow("is in use by another process");
    stranger.close();
  });
});
