import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A service provider that takes whatever is posted to it, and keeps it. */
export const startServiceProvider = async () => {
  const received: { SAMLResponse: string; RelayState: string | null }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString());
    const xml = Buffer.from(form.get("SAMLResponse") ?? "", "base64").toString();
    if (xml !== "") received.push({ SAMLResponse: xml, RelayState: form.get("RelayState") });
    response.setHeader("content-type", "text/html");
    response.end("<!doctype html><title>Arrived</title>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}/acs`;
  return { url, received, close: () => new Promise((resolve) => server.close(resolve)) };
};
