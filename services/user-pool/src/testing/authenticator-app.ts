import { codeOfStep, stepAt } from "../software-tokens/totp.ts";

const decoded = (secret: string) => {
  const bits = [...secret]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};

/** Of the step that is `distance` from the present one. */
export const codeOf = (secret: string, distance = 0) => codeOfStep(decoded(secret), stepAt(new Date()) + distance);

/** A code that no neighbour of the present step has. */
export const wrongCode = (secret: string) => {
  const right = [-2, -1, 0, 1, 2].map((distance) => codeOf(secret, distance));
  return ["000000", "111111", "222222", "333333", "444444", "555555"].find((code) => !right.includes(code)) ?? "";
};
