import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { CannotStart } from "@gatehouse/http/main.ts";

/**
 * The port to listen on at 127.0.0.1: the one asked for, or, for 0, one that is free.
 * @throws {CannotStart} where another process listens on it.
 */
export const availablePort = async (port: number): Promise<number> => {
  const probe = createServer();
  probe.listen({ host: "127.0.0.1", port });
  try {
    await once(probe, "listening");
  } catch (error) {
    throw new CannotStart(
      `the database cannot listen on 127.0.0.1:${port} (${(error as NodeJS.ErrnoException).code}): stop the process that uses the port or choose another port`,
      { cause: error },
    );
  }
  const free = (probe.address() as AddressInfo).port;
  probe.close();
  await once(probe, "close");
  return free;
};
