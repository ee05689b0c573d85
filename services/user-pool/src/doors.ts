import type { RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { httpServer, idleTime } from "@gatehouse/http/http-server.ts";
import { listen, type Running } from "@gatehouse/http/listen.ts";
import { CannotStart } from "@gatehouse/http/main.ts";
import type { Settings } from "./settings.ts";

/**
 * Listens on HTTP and, where the settings say so, on HTTPS; both lead to the same application.
 * @throws {CannotStart} for a certificate and a key that are none
 */
export const openDoors = async (application: RequestListener, settings: Settings): Promise<Running> => {
  const secure = secureServer(application, settings);
  const first = await listen(httpServer(application), settings.USER_POOL_LISTEN);
  if (!secure || !settings.USER_POOL_HTTPS_LISTEN) return first;
  const second = await listen(secure, settings.USER_POOL_HTTPS_LISTEN).catch(async (error) => {
    await first.close();
    throw error;
  });
  return { close: async () => void (await Promise.all([first.close(), second.close()])) };
};

const secureServer = (application: RequestListener, settings: Settings) => {
  const { USER_POOL_HTTPS_LISTEN, USER_POOL_HTTPS_CERTIFICATE: cert, USER_POOL_HTTPS_KEY: key } = settings;
  if (!USER_POOL_HTTPS_LISTEN || cert === undefined || key === undefined) return undefined;
  try {
    return createHttpsServer({ cert, key, minVersion: "TLSv1.2", keepAliveTimeout: idleTime }, application);
  } catch (error) {
    const message = `USER_POOL_HTTPS_CERTIFICATE and USER_POOL_HTTPS_KEY are no certificate and its key in PEM: ${(error as Error).message}`;
    throw new CannotStart(message, { cause: error });
  }
};
