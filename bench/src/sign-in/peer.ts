// The least that such a sign-in can be: as many exchanges, with nothing but the signatures that nobody can spare.
import { generateKeyPairSync, sign } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const text = Buffer.alloc(2_000, "a");

/** By path: response and assertion; access token and id token. */
const signatures: Readonly<Record<string, number>> = { "/answer": 2, "/token": 2 };

const server = createServer((request, response) => {
  request.resume().once("end", () => {
    for (let made = 0; made < (signatures[request.url ?? ""] ?? 0); made++) sign("sha256", text, privateKey);
    response.end("{}");
  });
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
