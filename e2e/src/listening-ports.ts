import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** The TCP sockets on which a process listens, as `address:port`. */
export const listeningPorts = (pid: number): readonly string[] =>
  process.platform === "linux" ? inProc(pid) : fromLsof(pid);

/** https://man7.org/linux/man-pages/man5/proc_pid_net.5.html: each line has the local address, the state and the inode. */
const inProc = (pid: number) => {
  const own = new Set(readdirSync(`/proc/${pid}/fd`).flatMap((fd) => inodeOf(`/proc/${pid}/fd/${fd}`)));
  return ["tcp", "tcp6"]
    .flatMap((table) => readFileSync(`/proc/${pid}/net/${table}`, "utf8").trim().split("\n").slice(1))
    .map((line) => line.trim().split(/\s+/))
    .flatMap(([, local = "", , state, , , , , , inode = ""]) => (state === listen && own.has(inode) ? [local] : []))
    .map(readable);
};

const listen = "0A";

const inodeOf = (descriptor: string) => {
  try {
    return /^socket:\[(\d+)\]$/.exec(readlinkSync(descriptor))?.slice(1) ?? [];
  } catch {
    return []; // It was closed meanwhile.
  }
};

/** `0100007F:1F90` is 127.0.0.1:8080: the address is a number in the machine's byte order, the port is not. */
const readable = (local: string) => {
  const [address = "", port = ""] = local.split(":");
  const bytes = Buffer.from(address, "hex").reverse();
  return `${bytes.length === 4 ? bytes.join(".") : address}:${Number.parseInt(port, 16)}`;
};

const fromLsof = (pid: number) =>
  execFileSync("lsof", ["-nP", "-a", "-p", String(pid), "-iTCP", "-sTCP:LISTEN", "-Fn"], { encoding: "utf8" })
    .split("\n")
    .flatMap((line) => (line.startsWith("n") ? [line.slice(1)] : []));
