import { describe, expect, test } from "@jest/globals";
import { started } from "./started.ts";

describe("what was started", () => {
  test("stops in the reverse order, once", async () => {
    const order: string[] = [];
    const running = started();
    for (const name of ["database", "pool", "gateway"]) running.add(name, async () => void order.push(name));
    await running.close();
    await running.close();
    expect(order).toEqual(["gateway", "pool", "database"]);
  });

  test("stops to its end even where one part does not", async () => {
    const order: string[] = [];
    const running = started();
    running.add("database", async () => void order.push("database"));
    running.add("pool", () => Promise.reject(new Error("stuck")));
    await expect(running.close()).rejects.toThrow("pool did not stop: Error: stuck");
    expect(order).toEqual(["database"]);
  });
});
