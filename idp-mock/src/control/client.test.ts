// The mock and its client, each held to the other: `packages/idp-mock-client` says what is sent and what comes back.
import type {
  Answering,
  Beginning,
  Choice,
  Misbehaving,
  Registering,
  Regrouping,
  RollingOver,
  SettingClock,
} from "@gatehouse/idp-mock-client/control-api.ts";
import { type IdpMock, idpMock } from "@gatehouse/idp-mock-client/idp-mock.ts";
import { IdpMockRefused } from "@gatehouse/idp-mock-client/request.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { z } from "zod";
import { clockInput } from "../endpoints/control-clock.ts";
import { faultsInput } from "../endpoints/control-faults.ts";
import { groupsInput } from "../endpoints/control-groups.ts";
import { keysInput } from "../endpoints/control-keys.ts";
import { serviceProviderInput } from "../endpoints/control-service-providers.ts";
import { answering, beginning } from "../endpoints/control-sign-ins.ts";
import { overRedirect, requestXml } from "../testing/request-xml.ts";
import { assertionConsumerService, runningIdp, serviceProvider } from "../testing/running-idp.ts";
import { choice } from "./choice.ts";

let idp: Awaited<ReturnType<typeof runningIdp>>;
let mock: IdpMock;
beforeAll(async () => {
  idp = await runningIdp();
  mock = idpMock("http://idp.example.com", { fetch: bySocket });
});
afterAll(() => idp.close());
beforeEach(() => mock.reset());

const bySocket = async (url: URL | RequestInfo, { method = "GET", headers = {}, body }: RequestInit = {}) => {
  const { pathname, search } = new URL(String(url));
  const { status, text } = await idp.ask(pathname + search, {
    method,
    headers: headers as Record<string, string>,
    ...(body ? { body: String(body) } : {}),
  });
  return new Response(text, { status });
};

const alice = "alice@example.com";
const sso = () => `https://idp.example.com${overRedirect(requestXml(), "state")}`;

/** Members by name: those that must be there, and those that may. */
type Names<Value> = keyof { [Name in keyof Value as `${string & Name}${undefined extends Value[Name] ? "?" : ""}`]: 0 };
const sent = <Given extends object>(schema: z.ZodObject, names: Record<Names<Given> & string, 0>) => {
  const inSchema = Object.entries(schema.shape).map(
    ([name, member]) => name + (member.safeParse(undefined).success ? "?" : ""),
  );
  return [inSchema.toSorted(), Object.keys(names).toSorted()];
};
const optional = { "idp?": 0 } as const;
const chosen = {
  ...optional,
  person: 0,
  "attributes?": 0,
  "nameId?": 0,
  "nameIdFormat?": 0,
  "sign?": 0,
  "encrypt?": 0,
  "faults?": 0,
  "conduct?": 0,
  "delayMs?": 0,
} as const;

test.each([
  ["next-sign-in", sent<Choice>(choice, chosen)],
  ["sign-ins", sent<Answering>(answering, { ...chosen, "session?": 0, sso: 0 })],
  ["sign-ins", sent<Beginning>(beginning, { ...chosen, "session?": 0, serviceProvider: 0, "relayState?": 0 })],
  ["groups", sent<Regrouping>(groupsInput, { ...optional, person: 0, groups: 0 })],
  ["faults", sent<Misbehaving>(faultsInput, { ...optional, "person?": 0, faults: 0 })],
  ["clock", sent<SettingClock>(clockInput, { ...optional, offsetSeconds: 0 })],
  ["keys", sent<RollingOver>(keysInput, { ...optional, step: 0 })],
  [
    "service-providers",
    sent<Registering>(serviceProviderInput, {
      ...optional,
      entityId: 0,
      "assertionConsumerService?": 0,
      "singleLogoutService?": 0,
      "signingCertificate?": 0,
      "encryptionCertificate?": 0,
    }),
  ],
])("POST /control/%s takes the members that the client has", (_name, [inMock, inClient]) => {
  expect(inMock).toEqual(inClient);
});

describe("by the client", () => {
  test("a sign-in is answered, arranged and begun", async () => {
    expect(await mock.signIn({ sso: sso(), person: alice })).toEqual({
      idp: "corp",
      person: alice,
      faults: [],
      session: expect.stringMatching(/^[\w-]{32}$/),
      deliveries: [
        { action: assertionConsumerService, fields: { SAMLResponse: expect.any(String), RelayState: "state" } },
      ],
    });
    expect((await mock.signIn({ serviceProvider, relayState: "x", person: alice })).deliveries).toHaveLength(1);
    expect(await mock.nextSignIn({ person: alice, delayMs: 0 })).toMatchObject({ person: alice });
    expect((await idp.get(overRedirect(requestXml()))).text).toContain("Alice Archer");
  });

  test("what was received and sent is read on from where it was read before", async () => {
    await mock.signIn({ sso: sso(), person: alice });
    const { entries } = await mock.log();
    expect(entries.map(({ kind }) => kind)).toEqual(["AuthnRequest", "Response"]);
    const since = entries.at(-1)?.number;
    expect(await mock.log({ since })).toEqual({ entries: [] });
    await mock.signIn({ sso: sso(), person: alice });
    expect((await mock.log({ since, idp: "corp" })).entries).toHaveLength(2);
    expect(await mock.log({ idp: "other" })).toEqual({ entries: [] });
  });

  test("people are in other groups and misbehave, until all is as it was", async () => {
    expect(await mock.groups({ person: alice, groups: ["clerks"] })).toEqual({ person: alice, groups: ["clerks"] });
    const { faults } = await mock.faults();
    const [{ name }] = faults as [(typeof faults)[number]];
    const misbehaving = { person: alice, faults: [name] };
    expect(await mock.misbehave(misbehaving)).toEqual({ idp: "corp", ...misbehaving });
    expect((await mock.faults()).always).toEqual([{ idp: "corp", ...misbehaving }]);
    expect(await mock.reset({ idp: "corp" })).toEqual({ reset: ["corp"] });
    expect((await mock.faults()).always).toEqual([]);
  });

  test("its clock is wrong by so much, in what it issues", async () => {
    const { now } = await mock.clock({ offsetSeconds: 3_600 });
    expect(Math.round((Date.parse(now) - Date.now()) / 60_000)).toBe(60);
    const { deliveries } = await mock.signIn({ sso: sso(), person: alice });
    const xml = Buffer.from(deliveries[0].fields.SAMLResponse ?? "", "base64").toString();
    const issued = Date.parse(/IssueInstant="([^"]+)"/.exec(xml)?.[1] ?? "");
    expect(Math.round((issued - Date.now()) / 60_000)).toBe(60);
    await mock.reset();
    expect((await mock.clock({ offsetSeconds: 0 })).offsetSeconds).toBe(0);
  });

  test("its keys roll over, each step in its turn", async () => {
    const signer = async () => (await idp.get("/idps/other/metadata")).text.match(/X509Certificate>[^<]+/g);
    const before = await signer();
    const announced = await mock.keys({ idp: "other", step: "announce" });
    expect([announced.phase, announced.certificates.length]).toEqual(["announced", 2]);
    expect(await signer()).toHaveLength(2);
    await expect(mock.keys({ idp: "other", step: "retire" })).rejects.toThrow(/step: expected the one that is next/);
    await mock.keys({ idp: "other", step: "use" });
    expect((await mock.keys({ idp: "other", step: "retire" })).phase).toBe("at rest");
    expect(await signer()).not.toEqual(before);
  });

  test("a service provider is registered, and taken back", async () => {
    const registering = { entityId: "urn:new", assertionConsumerService: "https://new.example.com/acs" };
    const beginsThere = () => mock.signIn({ serviceProvider: registering.entityId, person: alice });
    await expect(beginsThere()).rejects.toThrow(/serviceProvider: expected/);
    await expect(mock.register({ entityId: "urn:new" })).rejects.toThrow(/urn:new is not registered yet/);
    expect(await mock.register(registering)).toEqual({ idp: "corp", serviceProviders: [registering] });
    expect((await beginsThere()).deliveries[0].action).toBe(registering.assertionConsumerService);
    await mock.reset();
    await expect(beginsThere()).rejects.toThrow(IdpMockRefused);
  });

  test("a session begins, is joined by a sign-in of that person alone, and ends with what its service providers are to be told", async () => {
    const singleLogoutService = "https://pool.example.com/saml2/logout";
    await mock.register({ entityId: serviceProvider, singleLogoutService });
    const { id: session } = await mock.beginSession({ person: alice });
    expect((await mock.signIn({ sso: sso(), person: "grace@example.com", session })).session).not.toBe(session);
    expect(await mock.signIn({ sso: sso(), person: alice, session })).toMatchObject({ session });
    const { sessions } = await mock.sessions({ idp: "corp" });
    expect(sessions.find(({ id }) => id === session)).toMatchObject({ person: alice, visits: [{ serviceProvider }] });
    const { forms } = await mock.endSession(session);
    expect(forms).toEqual([
      { action: singleLogoutService, fields: expect.objectContaining({ SAMLRequest: expect.any(String) }) },
    ]);
    await expect(mock.endSession(session)).rejects.toThrow(/DELETE \/control\/sessions: 400: id: expected/);
  });

  test("a refusal says what was expected and received, all of it", async () => {
    const refused = mock.nextSignIn({ person: alice, delayMs: -1, faults: ["lateness"] });
    await expect(refused).rejects.toThrow(
      /POST \/control\/next-sign-in: 400: faults\[0\]: expected .*received "lateness"/,
    );
    await expect(refused).rejects.toMatchObject({
      status: 400,
      mistakes: [{ subject: "faults[0]" }, { subject: "delayMs" }],
    });
  });
});
