import { CannotStart } from "@gatehouse/http/main.ts";

/** Users in the databases that are compared; the first is what the others are held against. */
const usual = [1_000, 1_000_000];

/** A load must end by itself and fit a developer's disk. */
const most = 2_000_000;

/** @throws {CannotStart} for what are not two or more numbers of users. */
export const sizesIn = (words: readonly string[]): readonly number[] => {
  if (words.length === 0) return usual;
  const sizes = words.map(Number);
  if (sizes.length < 2 || !sizes.every((size) => Number.isSafeInteger(size) && size >= 1 && size <= most))
    throw new CannotStart(
      `expected two or more numbers of users, each from 1 to ${most}, or none for ${usual.join(" and ")}; received ${words.join(" ")}`,
    );
  return sizes;
};
