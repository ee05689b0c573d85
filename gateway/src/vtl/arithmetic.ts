import { VtlFailure } from "./failure.ts";
import type { Value } from "./value.ts";

type Sign = "+" | "-" | "*" | "/" | "%";

/** Longer than any number that anybody counts with: multiplied with itself in a loop, one would fill the memory. */
const longest = 10n ** 1_000n;

/** Whole numbers stay whole, as in Java; null where a side is no number, and for a division by zero. */
export const arithmetic = (sign: Sign, left: Value, right: Value): Value => {
  if (typeof left === "bigint" && typeof right === "bigint") return bounded(whole(sign, left, right));
  const [one, other] = [left, right].map((side) => (typeof side === "bigint" ? Number(side) : side));
  return typeof one === "number" && typeof other === "number" ? decimal(sign, one, other) : null;
};

const whole = (sign: Sign, left: bigint, right: bigint): bigint | null => {
  switch (sign) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return right === 0n ? null : left / right;
    case "%":
      return right === 0n ? null : left % right;
  }
};

const decimal = (sign: Sign, left: number, right: number): number | null => {
  switch (sign) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return right === 0 ? null : left / right;
    case "%":
      return right === 0 ? null : left % right;
  }
};

const bounded = (number: bigint | null) => {
  if (number !== null && (number > longest || number < -longest)) throw new VtlFailure("a number of 1000 digits");
  return number;
};
