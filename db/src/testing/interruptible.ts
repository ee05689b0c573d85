import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A way to a database that a test can cut and mend, as an outage of the server or of the network does. */
export interface Interruptible {
  /** Takes the place of the database's own URL. */
  readonly url: string;
  /** Drops every connection and refuses new ones. */
  cut(): Promise<void>;
  mend(): Promise<void>;
}

/** Call `cut` at the end: it leaves nothing open. */
export const interruptible = async (databaseUrl: string): Promise<Interruptible> => {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  const door = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => socket.destroy()).on("close", () => open.delete(socket));
    }
    near.pipe(far).pipe(near);
  });
  const listening = async (port: number) => {
    door.listen(port, "127.0.0.1");
    await once(door, "listening");
    return (door.address() as AddressInfo).port;
  };
  const port = await listening(0);
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;
  return {
    url: url.href,
    cut: async () => {
      const closed = once(door, "close");
      door.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
    mend: async () => {
      await listening(port);
    },
  };
};
