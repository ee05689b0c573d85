import { createPublicKey, type KeyObject } from "node:crypto";
import { compactVerify, decodeProtectedHeader, errors } from "jose";
import { type Checkpoint, nameOf, type } from "./checkpoint.ts";
import type { CheckpointFinding } from "./finding.ts";

export interface ReadCheckpoints {
  readonly checkpoints: readonly Checkpoint[];
  readonly findings: readonly CheckpointFinding[];
}

/**
 * Reads lines of JSON with a member `checkpoint`, and checks each signature. Objects without it are passed over, so that
 * a log will do as well.
 */
export const readCheckpoints = async (text: string, publicKeys: readonly KeyObject[]): Promise<ReadCheckpoints> => {
  const keys = new Map(await Promise.all(publicKeys.map(async (key) => [await nameOf(key), key] as const)));
  const checkpoints: Checkpoint[] = [];
  const findings: CheckpointFinding[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    const read = await readLine(line, keys);
    if (read instanceof BadCheckpoint)
      findings.push({ kind: "bad checkpoint", line: index + 1, expected: read.expected, received: read.received });
    else if (read) checkpoints.push(read);
  }
  return { checkpoints, findings };
};

class BadCheckpoint extends Error {
  readonly expected: string;
  readonly received: string;
  constructor(expected: string, received: string) {
    super(`expected ${expected}; received ${received}`);
    this.expected = expected;
    this.received = received;
  }
}

type Keys = ReadonlyMap<string, KeyObject>;

const readLine = async (line: string, keys: Keys): Promise<Checkpoint | BadCheckpoint | undefined> => {
  const entry = json(line);
  if (typeof entry !== "object" || entry === null) return new BadCheckpoint("a JSON object", excerpt(line));
  if (!("checkpoint" in entry)) return undefined;
  const { checkpoint } = entry;
  if (typeof checkpoint !== "string") return new BadCheckpoint("a JWS", excerpt(JSON.stringify(checkpoint)));
  try {
    const { payload } = await compactVerify(checkpoint, ({ kid }) => keyNamed(kid, keys), { algorithms: ["ES256"] });
    if (decodeProtectedHeader(checkpoint).typ !== type) return new BadCheckpoint(`typ ${type}`, "another one");
    return content(Buffer.from(payload).toString());
  } catch (error) {
    if (error instanceof BadCheckpoint) return error;
    if (error instanceof errors.JOSEError) return new BadCheckpoint("a JWS signed by the given key", error.message);
    throw error;
  }
};

const keyNamed = (kid: string | undefined, keys: Keys) => {
  const key = keys.get(kid ?? "");
  if (key) return key;
  throw new BadCheckpoint(`a signature of ${[...keys.keys()].join(" or ")}`, `one of ${JSON.stringify(kid)}`);
};

const content = (text: string): Checkpoint => {
  const { tenant, seq, hash, at } = (json(text) ?? {}) as Record<string, unknown>;
  const fits =
    (tenant === null || typeof tenant === "string") &&
    Number.isSafeInteger(seq) &&
    (seq as number) >= 1 &&
    typeof hash === "string" &&
    /^[\da-f]{64}$/.test(hash) &&
    typeof at === "string";
  if (!fits) throw new BadCheckpoint("tenant, seq, hash and at", excerpt(text));
  return { tenant, seq: seq as number, hash, at };
};

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const excerpt = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** The public keys in a file: PEM, as many as there are. That of a private key will do. */
export const publicKeysIn = (pem: string): readonly KeyObject[] =>
  (pem.match(/-----BEGIN ([A-Z ]+)-----[^-]+-----END \1-----/g) ?? []).map((one) => createPublicKey(one));
