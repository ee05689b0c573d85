import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const entry = fileURLToPath(new URL("peer.ts", import.meta.url));

/** The peer as a process of its own, as the stack is one. @param work gets its URL */
export const withPeer = async (work: (url: string) => Promise<void>): Promise<void> => {
  const peer = fork(entry);
  const ended = once(peer, "exit");
  try {
    const [port] = await once(peer, "message");
    await work(`http://127.0.0.1:${port}`);
  } finally {
    peer.kill("SIGTERM");
    await ended;
  }
};
