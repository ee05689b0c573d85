import { readEnvironment } from "@gatehouse/config/environment.ts";
import { expect, test } from "@jest/globals";
import { settings } from "./settings.ts";

const good = {
  GATEWAY_LISTEN: "127.0.0.1:8080",
  GATEWAY_PUBLIC_URL: "http://localhost:8080/",
  GATEWAY_APIS: "config/apis.yaml",
  GATEWAY_FUNCTIONS: "config/functions.yaml",
  GATEWAY_REGION: "us-east-1",
  GATEWAY_ACCOUNT_ID: "000000000000",
  GATEWAY_VPC_LINK: "unix:/run/gatehouse/",
};

test("the settings of the gateway", () => {
  expect(readEnvironment(settings, good)).toMatchObject({
    GATEWAY_LISTEN: { host: "127.0.0.1", port: 8080 },
    GATEWAY_PUBLIC_URL: "http://localhost:8080",
    GATEWAY_VPC_LINK: { kind: "sockets", folder: "/run/gatehouse" },
  });
  expect(readEnvironment(settings, { ...good, GATEWAY_VPC_LINK: "network" }).GATEWAY_VPC_LINK).toEqual({
    kind: "network",
  });
  const pools = {
    GATEWAY_ISSUER: "http://localhost:9229/us-east-1_Pool",
    GATEWAY_USER_POOL_URL: "http://user-pool:9229/",
  };
  expect(readEnvironment(settings, { ...good, ...pools })).toMatchObject({
    ...pools,
    GATEWAY_USER_POOL_URL: "http://user-pool:9229",
  });
});

test.each([
  [{}, true],
  [{ NODE_ENV: "development" }, true],
  [{ NODE_ENV: "production" }, false],
  [{ NODE_ENV: "production", GATEWAY_RELOAD: "on" }, true],
  [{ GATEWAY_RELOAD: "off" }, false],
])("with %j handlers are loaded anew when they change: %j", (more, reload) => {
  expect(readEnvironment(settings, { ...good, ...more }).GATEWAY_RELOAD).toBe(reload);
});

test.each([
  ["GATEWAY_RELOAD", "yes", /GATEWAY_RELOAD: expected on or off/],
  ["GATEWAY_REGION", "here", /GATEWAY_REGION: expected a region/],
  ["GATEWAY_ACCOUNT_ID", "1", /GATEWAY_ACCOUNT_ID: expected twelve digits/],
  ["GATEWAY_VPC_LINK", "sockets", /GATEWAY_VPC_LINK: expected network or unix:\/dir/],
  ["GATEWAY_PAGES", "pages", /GATEWAY_PAGES: expected unix:\/path or/],
  ["GATEWAY_PAGES", "unix:pages.sock", /GATEWAY_PAGES: expected unix:\/path or/],
  ["GATEWAY_ISSUER", "http://localhost:9229/us-east-1_Pool", /GATEWAY_USER_POOL_URL: expected it beside/],
  ["GATEWAY_USER_POOL_URL", "http://user-pool:9229", /GATEWAY_ISSUER: expected it beside/],
  ["GATEWAY_ISSUER", "us-east-1_Pool", /GATEWAY_ISSUER: expected the http/],
  ["GATEWAY_ISSUER", "http://localhost:9229", /GATEWAY_ISSUER: expected the URL in the claim iss, which ends/],
  [
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    "collector:4318",
    /OTEL_EXPORTER_OTLP_ENDPOINT: expected an http:\/\/ or https:\/\/ URL/,
  ],
  ["GATEWAY_APIS", "", /GATEWAY_APIS: .*it is not set/],
  [
    "GATEWAY_ADMIN_SECRET",
    "secret",
    /GATEWAY_ADMIN_SECRET: expected 32 or more letters, digits, - and _; received a value/,
  ],
])("%s=%s is refused", (name, value, message) => {
  expect(() => readEnvironment(settings, { ...good, [name]: value })).toThrow(message);
});
