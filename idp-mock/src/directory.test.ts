import { fileURLToPath } from "node:url";
import { readYaml } from "@gatehouse/config/yaml-file.ts";
import { describe, expect, test } from "@jest/globals";
import { directory } from "./directory.ts";

const person = { email: "a@example.com", givenName: "A", familyName: "B", groups: ["x"] };
const serviceProvider = { entityId: "urn:sp", assertionConsumerService: "https://sp.example.com/acs" };
const parsed = (people: unknown[]) => directory.safeParse({ serviceProviders: [serviceProvider], people });

describe("the directory", () => {
  test("is read from the project's own file", () => {
    const file = fileURLToPath(new URL("../../config/people.yaml", import.meta.url));
    const environment = {
      USER_POOL_ID: "us-east-1_GateHous3",
      USER_POOL_URL: "http://localhost:9229",
      USER_POOL_HTTPS_URL: "https://localhost:9443",
    };
    const { serviceProviders, people } = readYaml(file, directory, environment);
    expect(serviceProviders).toEqual(
      ["http://localhost:9229", "https://localhost:9443"].map((pool) => ({
        entityId: "urn:amazon:cognito:sp:us-east-1_GateHous3",
        assertionConsumerService: `${pool}/saml2/idpresponse`,
      })),
    );
    expect(people.map(({ email }) => email)).toContain("alice@example.com");
  });

  test("numbers further groups", () => {
    const { groups } = parsed([{ ...person, groupCount: 300 }]).data?.people[0] ?? {};
    expect(groups).toHaveLength(301);
    expect([groups?.[0], groups?.[1], groups?.[300]]).toEqual(["x", "g-001", "g-300"]);
    expect(parsed([person]).data?.people[0]?.groups).toEqual(["x"]);
  });

  test.each([
    ["a person twice", [person, person], /a@example.com is there already/],
    ["nobody", [], /Too small/],
    ["an email that is none", [{ ...person, email: "a" }], /Invalid email/],
    ["a member that it does not know", [{ ...person, role: "x" }], /role/],
  ])("is refused with %s", (_case, people, message) => {
    expect(parsed(people).error?.message).toMatch(message);
  });

  test("is refused with a service that is no web address", () => {
    const providers = [{ ...serviceProvider, assertionConsumerService: "javascript:alert(1)" }];
    expect(directory.safeParse({ serviceProviders: providers, people: [person] }).success).toBe(false);
  });
});
