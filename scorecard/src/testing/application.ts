import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Running } from "@gatehouse/http/listen.ts";

/** An application, of which only matters that a browser gets there. */
export interface Application extends Running {
  readonly callback: string;
  readonly goodbye: string;
}

export const startApplication = async (): Promise<Application> => {
  const server = createServer((_request, response) => void response.end("the application"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { callback: `${url}/callback`, goodbye: `${url}/goodbye`, close };
};
