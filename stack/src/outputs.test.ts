import { issuerOf } from "@gatehouse/user-pool/tokens/issuer.ts";
import { describe, expect, test } from "@jest/globals";
import { configFiles, readConfiguration } from "./configuration.ts";
import { describeStack } from "./outputs.ts";

const urls = {
  gateway: "http://localhost:8080",
  userPool: "http://localhost:9229",
  identityProvider: "http://localhost:7000",
};
const config = new URL("../../config/", import.meta.url).pathname;

describe("outputs.json", () => {
  test("tells where everything is, from the files that come with the project", () => {
    const configuration = readConfiguration(configFiles(config), urls);
    const issuer = issuerOf("local", urls.userPool)(configuration.poolId);
    const { userPool, people, ...rest } = describeStack(configuration, { urls, issuer, authority: "/data/ca.pem" });
    expect(rest).toEqual({
      region: "us-east-1",
      gateway: { url: "http://localhost:8080", apiId: "gatehouse0", stage: "local" },
      identityProviders: [
        { name: "CorpSAML", url: "http://localhost:7000", metadata: "http://localhost:7000/metadata" },
      ],
      signIn: "http://localhost:8080/auth/login",
    });
    expect(userPool).toEqual({
      id: expect.stringMatching(/^us-east-1_[0-9A-Za-z]{9}$/),
      clientId: expect.stringMatching(/^[0-9a-z]{25,26}$/),
      endpoint: "http://localhost:9229",
      domain: "http://localhost:9229",
      issuer: `http://localhost:9229/${userPool.id}`,
    });
    expect(people).toContainEqual({
      email: "alice@example.com",
      username: "CorpSAML_alice@example.com",
      roles: ["trader"],
    });
    expect(people).toContainEqual({ email: "dave@example.com", username: "CorpSAML_dave@example.com", roles: [] });
  });

  test("name the user pool's HTTPS listener, and whom to trust, where there is one", () => {
    const both = { ...urls, userPoolHttps: "https://localhost:9443" };
    const configuration = readConfiguration(configFiles(config), both);
    const { userPool } = describeStack(configuration, { urls: both, issuer: "i", authority: "/data/ca.pem" });
    expect(userPool).toMatchObject({
      endpoint: "http://localhost:9229",
      https: { url: "https://localhost:9443", authority: "/data/ca.pem" },
    });
  });

  test("are not made from files that cannot be used", () => {
    expect(() => readConfiguration(configFiles("/nowhere"), urls)).toThrow("/nowhere/functions.yaml cannot be read");
  });
});
