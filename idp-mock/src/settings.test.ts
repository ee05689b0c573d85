import { BadEnvironment, readEnvironment } from "@gatehouse/config/environment.ts";
import { expect, test } from "@jest/globals";
import { settings } from "./settings.ts";

const environment = {
  IDP_LISTEN: "127.0.0.1:7000",
  IDP_PUBLIC_URL: "http://localhost:7000/",
  IDP_PEOPLE: "config/people.yaml",
  IDP_DATA_DIR: ".gatehouse/idp",
};

test("the environment is read", () => {
  expect(readEnvironment(settings, { ...environment, NODE_ENV: "test" })).toMatchObject({
    IDP_PUBLIC_URL: "http://localhost:7000",
    IDP_SIGN: "both",
  });
});

test.each([
  ["production", { NODE_ENV: "production" }, /NODE_ENV: a mock .* no place in production; received "production"/],
  ["an unknown way to sign", { IDP_SIGN: "all" }, /IDP_SIGN/],
])("%s stops the start", (_case, more, message) => {
  const read = () => readEnvironment(settings, { ...environment, ...more });
  expect(read).toThrow(BadEnvironment);
  expect(read).toThrow(message);
});
