import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { directoryIn } from "./people-file.ts";
import { readPeople } from "./read-people.ts";

const directory = directoryIn(".");
const person = { email: "a@example.com", givenName: "A", familyName: "B", groups: ["x"] };
const serviceProvider = { entityId: "urn:sp", assertionConsumerService: "https://sp.example.com/acs" };
const provider = { name: "corp", displayName: "Corp", style: "plain", people: [person] };
const parsedProviders = (...identityProviders: unknown[]) =>
  directory.safeParse({ serviceProviders: [serviceProvider], identityProviders });
const parsed = (people: unknown[]) => parsedProviders({ ...provider, people });
const peopleIn = ({ data }: ReturnType<typeof parsed>) => data?.identityProviders[0]?.people ?? [];

describe("the directory", () => {
  test("is read from the project's own file", () => {
    const file = fileURLToPath(new URL("../../../config/people.yaml", import.meta.url));
    const environment = {
      USER_POOL_ID: "us-east-1_GateHous3",
      USER_POOL_URL: "http://localhost:9229",
      USER_POOL_HTTPS_URL: "https://localhost:9443",
    };
    const { serviceProviders, identityProviders } = readPeople(file, environment);
    expect(serviceProviders).toEqual(
      ["http://localhost:9229", "https://localhost:9443"].map((pool) => ({
        entityId: "urn:amazon:cognito:sp:us-east-1_GateHous3",
        assertionConsumerService: `${pool}/saml2/idpresponse`,
        singleLogoutService: `${pool}/saml2/logout`,
      })),
    );
    const people = identityProviders[0]?.people ?? [];
    expect(people.map(({ email }) => email)).toContain("alice@example.com");
    expect(people.flatMap(({ picture }) => picture?.slice(0, 26) ?? [])).toEqual(
      Array(2).fill("data:image/svg+xml;base64,"),
    );
  });

  test("numbers further groups", () => {
    const { groups } = peopleIn(parsed([{ ...person, groupCount: 300 }]))[0] ?? {};
    expect(groups).toHaveLength(301);
    expect([groups?.[0], groups?.[1], groups?.[300]]).toEqual(["x", "g-001", "g-300"]);
    expect(peopleIn(parsed([person]))[0]?.groups).toEqual(["x"]);
  });

  test.each([
    ["a person twice", [person, person], /a@example.com is there already/],
    ["nobody", [], /Too small/],
    ["an email that is none", [{ ...person, email: "a" }], /Invalid email/],
    ["a member that it does not know", [{ ...person, role: "x" }], /role/],
    ["an empty title", [{ ...person, title: "" }], /title/],
    ["a fault that nobody knows", [{ ...person, faults: ["lateness"] }], /faults/],
  ])("is refused with %s", (_case, people, message) => {
    expect(parsed(people).error?.message).toMatch(message);
  });

  test.each([
    ["two of one name", [provider, provider], /corp is there already/],
    ["none", [], /Too small/],
    ["a name that no URL can have", [{ ...provider, name: "a b" }], /lower-case letters/],
    ["a style that nobody knows", [{ ...provider, style: "baroque" }], /style/],
  ])("is refused with identity providers: %s", (_case, providers, message) => {
    expect(parsedProviders(...providers).error?.message).toMatch(message);
    expect(parsedProviders(provider, { ...provider, name: "other", faults: ["other-audience"] }).success).toBe(true);
  });

  test("is refused with a service that is no web address", () => {
    const providers = [{ ...serviceProvider, assertionConsumerService: "javascript:alert(1)" }];
    expect(directory.safeParse({ serviceProviders: providers, identityProviders: [provider] }).success).toBe(false);
  });
});
