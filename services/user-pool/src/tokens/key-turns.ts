import type { PublishedKey, SigningKey, SigningKeys, TokenKind } from "./signing-keys.ts";

/** A key and its turn, which lasts until that of the next key for the same kind of token begins. */
export interface KeyInTurn extends SigningKey {
  readonly signs: TokenKind;
  readonly signsFrom: Date;
}

/** For how long a key is published before its turn, in milliseconds: verifiers keep key sets for up to two hours. */
export const lead = 2 * 3_600_000;

/** The longest that a token lives, and a minute for clocks that differ. */
const longestToken = 86_400_000 + 60_000;

/**
 * Which keys sign now, and which are published: a key stays until the last token of its turn has expired.
 * @param keys of one pool, at least one for each kind of token
 */
export const keysAt = (keys: readonly KeyInTurn[], now: Date): SigningKeys => {
  const [id, access] = [turnsOf(keys, "id", now), turnsOf(keys, "access", now)];
  return { id: id.current, access: access.current, published: [...id.published, ...access.published] };
};

const turnsOf = (keys: readonly KeyInTurn[], signs: TokenKind, now: Date) => {
  const turns = keys
    .filter((key) => key.signs === signs)
    .toSorted((one, other) => one.signsFrom.getTime() - other.signsFrom.getTime());
  // Where the clock of the process that made the first key is ahead, no turn has begun yet.
  const current = turns.findLast(({ signsFrom }) => signsFrom <= now) ?? turns[0];
  if (!current) throw new Error(`the pool has no key that signs ${signs} tokens`);
  const published = turns.filter((_key, index) => isOfUse(turns[index + 1], now)).map(publishedKey);
  return { current, published };
};

/** Whether tokens may still be alive that were signed before the next key's turn. */
const isOfUse = (next: KeyInTurn | undefined, now: Date) =>
  next === undefined || now.getTime() < next.signsFrom.getTime() + longestToken;

const publishedKey = ({ kid, publicKey, signs }: KeyInTurn): PublishedKey => ({ kid, publicKey, signs });

/**
 * When the turn of a next key shall begin, if it is time to make and publish that key.
 * @param age for which each key signs, in milliseconds
 */
export const nextTurn = (newest: Date, { age, now }: { age: number; now: Date }): Date | undefined => {
  const due = newest.getTime() + age;
  return now.getTime() < due - lead ? undefined : new Date(Math.max(due, now.getTime() + lead));
};

/** When the turn after a key's own must have begun for nobody to need the key any more. */
export const outlived = (now: Date): Date => new Date(now.getTime() - longestToken);
