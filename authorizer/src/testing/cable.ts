import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A cable to a database on a free port, which can be cut without either end being told. */
export const cable = async (url: string) => {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let whole = true;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on("data", (data) => whole && other.write(data));
      one.on("error", () => {});
      one.on("close", () => {
        sockets.delete(one);
        if (whole) other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const here = new URL(url);
  here.hostname = "127.0.0.1";
  here.port = String((server.address() as AddressInfo).port);
  return {
    url: here.href,
    cut: () => {
      whole = false;
    },
    mend: () => {
      whole = true;
      for (const socket of sockets) socket.destroy();
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};
