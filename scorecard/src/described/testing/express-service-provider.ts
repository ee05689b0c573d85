import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { SAML, ValidateInResponseTo } from "@node-saml/node-saml";
import express from "express";

/** What an application is that leaves its sign-in to node-saml, as its documentation has it. */
export const startServiceProvider = async (idp: { readonly metadata: string; readonly sso: string }) => {
  const app = express();
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const [entityId, assertionConsumerService] = [`${url}/metadata`, `${url}/acs`];
  let saml: Promise<SAML> | undefined;
  const known = () => {
    saml ??= certificateAt(idp.metadata).then(
      (idpCert) =>
        new SAML({
          issuer: entityId,
          callbackUrl: assertionConsumerService,
          entryPoint: idp.sso,
          idpCert,
          audience: entityId,
          validateInResponseTo: ValidateInResponseTo.always,
          wantAuthnResponseSigned: false,
          disableRequestedAuthnContext: true,
        }),
    );
    return saml;
  };
  app.get("/login", async (_request, response) => {
    response.redirect(await (await known()).getAuthorizeUrlAsync(randomUUID(), undefined, {}));
  });
  app.post("/acs", express.urlencoded({ extended: false, limit: "1mb" }), async ({ body }, response) => {
    try {
      await (await known()).validatePostResponseAsync(body);
      response.redirect(302, "/home");
    } catch (error) {
      response.status(403).send(`<p>Refused: ${(error as Error).message}</p>`);
    }
  });
  return {
    url,
    entityId,
    assertionConsumerService,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
};

const certificateAt = async (metadata: string) => {
  const xml = await (await fetch(metadata)).text();
  const body = /<ds:X509Certificate>([^<]+)</.exec(xml)?.[1];
  if (body === undefined) throw new Error(`${metadata} names no certificate`);
  return body;
};
