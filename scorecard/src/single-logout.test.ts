// The mock identity provider and the user pool understand each other's logout messages, each by its own strict reading.
import { createPrivateKey } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { directoryIn } from "@gatehouse/idp-mock/directory/people-file.ts";
import { identityProviders } from "@gatehouse/idp-mock/identity-providers.ts";
import type { Idp } from "@gatehouse/idp-mock/idp.ts";
import { formsToSignOut } from "@gatehouse/idp-mock/logout/log-out.ts";
import { receiveLogout } from "@gatehouse/idp-mock/logout/receive-logout.ts";
import { fromRedirect } from "@gatehouse/idp-mock/requests/message.ts";
import { redirectParameters } from "@gatehouse/idp-mock/requests/redirect-parameters.ts";
import { selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import { logoutRequest, logoutResponse } from "@gatehouse/user-pool/saml/logout-messages.ts";
import { redirectUrl } from "@gatehouse/user-pool/saml/redirect-binding.ts";
import {
  readLogoutMessage,
  verifyLogoutRequest,
  verifyLogoutResponse,
} from "@gatehouse/user-pool/saml/verify-logout.ts";
import { afterEach, beforeEach, expect, test } from "@jest/globals";

const folder = mkdtempSync(join(tmpdir(), "idp-"));
const pool = "urn:amazon:cognito:sp:us-east-1_GateHous3";
const slo = "https://pool.example.com/saml2/logout";
const { key, certificate: signingCertificate } = await selfSigned({ commonName: "pool" });
const visit = {
  serviceProvider: pool,
  assertionConsumerService: "https://pool.example.com/saml2/idpresponse",
  nameId: "alice@example.com",
  nameIdFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
  sessionIndex: "_session",
};

let idp: Idp;
beforeEach(async () => {
  const { assertionConsumerService } = visit;
  const alice = { email: "alice@example.com", givenName: "Alice", familyName: "Archer", groups: [] };
  const known = directoryIn(folder).parse({
    serviceProviders: [{ entityId: pool, assertionConsumerService, singleLogoutService: slo, signingCertificate }],
    identityProviders: [{ name: "corp", displayName: "Corp", style: "adfs", people: [alice] }],
  });
  const settings = { IDP_PUBLIC_URL: "https://idp.example.com", IDP_DATA_DIR: folder, IDP_SIGN: "both" } as const;
  [idp] = await identityProviders(known, settings);
});
afterEach(() => rmSync(folder, { recursive: true }));

const expectation = async () => ({
  idp: { entityId: idp.entityId, certificates: await idp.keys.published() },
  slo,
  now: new Date(),
});

/** What the pool sends over HTTP-Redirect, as the identity provider receives it. */
const sent = (parameter: "SAMLRequest" | "SAMLResponse", xml: string, relayState: string) => {
  const destination = idp.urls.singleLogout;
  const url = redirectUrl({ parameter, xml, destination, relayState, signedBy: createPrivateKey(key) });
  const parameters = redirectParameters(new URL(url).search.slice(1));
  const message = { xml: fromRedirect(parameters[parameter]?.value, parameter), parameters };
  const kind = parameter === "SAMLRequest" ? "LogoutRequest" : "LogoutResponse";
  return receiveLogout(idp, { kind, message, relayState: parameters.RelayState?.value });
};
const envelope = () => ({ issuedAt: new Date(), entityId: pool, destination: idp.urls.singleLogout });

test("a logout that the pool begins is answered as the pool wants it", async () => {
  const session = idp.sessions.join(undefined, { person: "alice@example.com", visit });
  const person = { nameId: visit.nameId, nameIdAttributes: { Format: visit.nameIdFormat }, sessionIndex: "_session" };
  const { form } = await sent("SAMLRequest", logoutRequest({ id: "_out", ...envelope(), ...person }), "state");
  expect([form?.action, form?.fields.RelayState, idp.sessions.find(session.id)]).toEqual([slo, "state", undefined]);
  const message = readLogoutMessage(form?.fields.SAMLResponse, "LogoutResponse");
  const expected = await expectation();
  expect(() => verifyLogoutResponse(message, expected, "_out")).not.toThrow();
  expect(() => verifyLogoutResponse(message, expected, "_other")).toThrow();
});

test("a logout that the identity provider begins is taken by the pool, and the pool's answer here", async () => {
  const session = idp.sessions.join(undefined, { person: "alice@example.com", visit });
  const [form] = await formsToSignOut(idp, session);
  const message = readLogoutMessage(form?.fields.SAMLRequest, "LogoutRequest");
  const { id, nameId, sessionIndexes } = verifyLogoutRequest(message, await expectation());
  expect([nameId, sessionIndexes]).toEqual(["alice@example.com", ["_session"]]);
  const answer = (inResponseTo: string) => logoutResponse({ id: "_answer", ...envelope(), inResponseTo });
  const relayState = form?.fields.RelayState ?? "";
  await expect(sent("SAMLResponse", answer("_other"), relayState)).rejects.toThrow("InResponseTo");
  expect((await sent("SAMLResponse", answer(id), relayState)).form).toBeUndefined();
});
