import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decoded, fields } from "../testing/form-fields.ts";
import { assertionConsumerService, runningIdp, serviceProvider } from "../testing/running-idp.ts";

let idp: Awaited<ReturnType<typeof runningIdp>>;
beforeAll(async () => {
  idp = await runningIdp();
});
afterAll(() => idp.close());

const forCognito = {
  serviceProvider: "0",
  person: "alice@example.com",
  kind: "query",
  identity_provider: "MySAMLIdP",
  client_id: "1example23456789",
  redirect_uri: "https://www.example.com",
  response_type: "code",
  scope: "email openid phone",
  text: "",
};
const relayState =
  "identity_provider=MySAMLIdP&client_id=1example23456789&redirect_uri=https%3A%2F%2Fwww.example.com&response_type=code&scope=email+openid+phone";

describe("a sign-in that the identity provider begins", () => {
  test("sends a response that answers nothing, with the RelayState that Cognito documents", async () => {
    const page = (await idp.submit("/start", { ...forCognito, step: "send" })).text;
    expect(page).toContain(`action="${assertionConsumerService}"`);
    expect(fields(page).RelayState).toBe(relayState);
    const xml = decoded(page);
    expect(xml).not.toContain("InResponseTo");
    expect(xml).toContain(`<saml:Audience>${serviceProvider}</saml:Audience>`);
    expect(xml).toContain(">alice@example.com</saml:NameID>");
  });

  test.each([
    ["free text", { kind: "text", text: "/dashboard?a=b" }, "/dashboard?a=b"],
    ["no text", { kind: "text", text: "" }, undefined],
    [
      "only some parameters",
      { client_id: "", redirect_uri: " ", scope: "", response_type: "" },
      "identity_provider=MySAMLIdP",
    ],
  ])("takes %s", async (_case, changed, expected) => {
    const page = (await idp.submit("/start", { ...forCognito, ...changed, step: "send" })).text;
    expect(fields(page).RelayState).toBe(expected);
    expect(decoded(page)).toContain("<saml:Audience>");
  });

  test("shows the RelayState first, and keeps what was filled in", async () => {
    const { text } = await idp.submit("/start", { ...forCognito, step: "show" });
    expect(text).toContain(relayState.replaceAll("&", "&amp;"));
    expect(text).toContain('name="client_id" value="1example23456789"');
    expect(text).toContain('<option value="alice@example.com" selected>');
    expect(fields(text)).toEqual({});
  });

  test("can be edited before it is sent", async () => {
    const editing = (await idp.submit("/start", { ...forCognito, step: "edit" })).text;
    expect(editing).toContain("which did not ask");
    const page = (await idp.submit("/sign-in", { ...fields(editing), fault: "other-audience" })).text;
    expect(fields(page).RelayState).toBe(relayState);
    expect(decoded(page)).not.toContain("InResponseTo");
    expect(decoded(page)).toContain("https://other.example/saml");
  });

  test.each([
    ["a service provider that is not registered", { serviceProvider: "99" }],
    ["a service provider by a URL of its own", { serviceProvider: "https://evil.example" }],
    ["a person whom nobody knows", { person: "mallory@example.com" }],
    ["another step", { step: "jump" }],
  ])("refuses %s", async (_case, changed) => {
    const { status, text } = await idp.submit("/start", { ...forCognito, step: "send", ...changed });
    expect([status, fields(text)]).toEqual([400, {}]);
  });
});
