import { connect } from "node:net";

/** One answer as it stood on the wire. */
export interface RawAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came back on a connection, and how it ended. */
export interface RawConversation {
  readonly answers: readonly RawAnswer[];
  readonly text: string;
  readonly ended: "closed" | "reset" | "open";
}

/** Milliseconds in which a second answer would follow the first, if there were one. */
const linger = 200;

/**
 * Sends bytes as they are, in pieces with pauses (numbers, in milliseconds) if need be, and collects what comes back
 * until the connection ends, falls silent after a whole answer, or nothing came for `patience` milliseconds.
 */
export const converse = async (
  port: number,
  pieces: string | readonly (string | number)[],
  { patience = 5_000 }: { patience?: number } = {},
): Promise<RawConversation> => {
  const sent = typeof pieces === "string" ? [pieces] : pieces;
  const socket = connect({ port, host: "127.0.0.1" });
  const chunks: Buffer[] = [];
  const received = () => {
    const text = Buffer.concat(chunks).toString("latin1");
    return { text, ...answersIn(text, { bodyless: String(sent[0]).startsWith("HEAD ") }) };
  };
  let ended: RawConversation["ended"] = "open";
  const finished = new Promise<void>((resolve) => {
    socket.setTimeout(patience);
    socket.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      socket.setTimeout(linger);
    });
    socket.on("timeout", () => {
      if (socket.timeout === patience || received().whole) resolve();
      else socket.setTimeout(patience);
    });
    socket.on("end", () => {
      ended = "closed";
      resolve();
    });
    socket.on("error", () => {
      ended = "reset";
      resolve();
    });
  });
  for (const piece of sent)
    if (typeof piece === "number") await new Promise((resolve) => setTimeout(resolve, piece));
    else socket.write(Buffer.from(piece, "latin1"));
  await finished;
  socket.destroy();
  const { answers, text } = received();
  return { answers, text, ended };
};

/** A request in full, CRLF between the lines. */
export const raw = (...lines: readonly string[]): string => `${lines.join("\r\n")}\r\n\r\n`;

/** The answers in a text, the last of them perhaps cut short: `whole` says whether all of it is there. */
const answersIn = (text: string, { bodyless }: { bodyless: boolean }) => {
  const answers: RawAnswer[] = [];
  let whole = false;
  for (let rest = text; rest !== ""; ) {
    const end = rest.indexOf("\r\n\r\n");
    if (end < 0) return { answers, whole: false };
    const [statusLine = "", ...lines] = rest.slice(0, end).split("\r\n");
    const headers = Object.fromEntries(lines.map((line) => headerIn(line)));
    const status = Number(statusLine.split(" ")[1]);
    const after = rest.slice(end + 4);
    const { body, length } =
      bodyless || status < 200 || status === 204 || status === 304 ? nothing : bodyIn(after, headers);
    if (status >= 200) answers.push({ status, headers, body });
    whole = status >= 200 && length <= after.length;
    rest = after.slice(length);
  }
  return { answers, whole };
};

const nothing = { body: "", length: 0 };

const headerIn = (line: string): [string, string] => {
  const colon = line.indexOf(":");
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
};

const bodyIn = (text: string, headers: Readonly<Record<string, string>>) => {
  if (headers["transfer-encoding"] === "chunked") return chunkedIn(text);
  const length = Number(headers["content-length"] ?? text.length);
  return { body: text.slice(0, length), length };
};

const chunkedIn = (text: string) => {
  let [at, body] = [0, ""];
  for (;;) {
    const line = text.indexOf("\r\n", at);
    const size = line < 0 ? Number.NaN : Number.parseInt(text.slice(at, line), 16);
    if (Number.isNaN(size)) return { body, length: Number.POSITIVE_INFINITY };
    body += text.slice(line + 2, line + 2 + size);
    at = line + 2 + size + 2;
    if (size === 0) return { body, length: at };
  }
};
