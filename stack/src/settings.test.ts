import { resolve } from "node:path";
import { readEnvironment } from "@gatehouse/config/environment.ts";
import { describe, expect, test } from "@jest/globals";
import { settings } from "./settings.ts";

const read = (environment: Record<string, string>) => readEnvironment(settings, environment);

describe("the stack's settings", () => {
  test("are what the README says, where nothing is set", () => {
    expect(read({})).toEqual({
      GATEHOUSE_GATEWAY_PORT: 8080,
      GATEHOUSE_USER_POOL_PORT: 9229,
      GATEHOUSE_HTTPS_NAMES: [],
      GATEHOUSE_IDP_PORT: 7000,
      GATEHOUSE_DB_PORT: 0,
      GATEHOUSE_DATA_DIR: resolve(".gatehouse"),
      GATEHOUSE_CONFIG_DIR: resolve("config"),
      GATEHOUSE_LOG: "file",
      USER_POOL_ISSUER_MODE: "local",
    });
  });

  test("can be set", () => {
    const given = { GATEHOUSE_GATEWAY_PORT: "0", GATEHOUSE_DATA_DIR: "elsewhere", GATEHOUSE_LOG: "stdout" };
    expect(read(given)).toMatchObject({
      GATEHOUSE_GATEWAY_PORT: 0,
      GATEHOUSE_DATA_DIR: resolve("elsewhere"),
      GATEHOUSE_LOG: "stdout",
    });
  });

  test.each(["-1", "65536", "80a", "8080.5", " ", "0x1f90"])("refuse the port %p", (port) => {
    expect(() => read({ GATEHOUSE_IDP_PORT: port })).toThrow(/GATEHOUSE_IDP_PORT: expected a port/);
  });

  test("tell all faults at once", () => {
    const faulty = () => read({ GATEHOUSE_DB_PORT: "none", GATEHOUSE_LOG: "syslog", USER_POOL_ISSUER_MODE: "AWS" });
    expect(faulty).toThrow(/GATEHOUSE_DB_PORT[\s\S]*USER_POOL_ISSUER_MODE[\s\S]*GATEHOUSE_LOG/);
  });
});
