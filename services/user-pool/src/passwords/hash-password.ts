import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

type Cost = Pick<Argon2Parameters, "memory" | "passes" | "parallelism">;

/** 19 MiB, two passes: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id */
const usual: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const bytes = { salt: 16, tag: 32 };

const argon2id = promisify(argon2).bind(undefined, "argon2id");

/**
 * What is stored of a password: the parameters, the salt and the tag, in the usual text form of Argon2.
 * @see https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md
 */
export const hashPassword = async (password: string): Promise<string> => {
  const salt = randomBytes(bytes.salt);
  const tag = await argon2id({ message: password, nonce: salt, ...usual, tagLength: bytes.tag });
  const { memory, passes, parallelism } = usual;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`;
};

/** Whether a password is the one of which `hash` was stored, by the parameters that are stored with it. */
export const isPassword = async (password: string, hash: string): Promise<boolean> => {
  const { cost, salt, tag } = parsed(hash);
  return timingSafeEqual(tag, await argon2id({ message: password, nonce: salt, ...cost, tagLength: tag.length }));
};

/** A hash that costs as much as any and that no password has, for users who are not there. */
export const nobodysHash = `$argon2id$v=19$m=${usual.memory},t=${usual.passes},p=1$${"A".repeat(22)}$${"A".repeat(43)}`;

const form = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/-]+)\$([\w+/-]+)$/;

const parsed = (hash: string) => {
  const [, memory, passes, parallelism, salt = "", tag = ""] = form.exec(hash) ?? [];
  if (tag === "") throw new Error("the stored hash of a password is not of argon2id");
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  return { cost, salt: Buffer.from(salt, "base64"), tag: Buffer.from(tag, "base64") };
};

const base64 = (data: Buffer) => data.toString("base64").replaceAll("=", "");
