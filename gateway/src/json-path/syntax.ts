/** A JSONPath expression, taken apart. */
export interface Path {
  readonly steps: readonly Step[];
  /** Leads to one value at most; any other path gives a list. */
  readonly isDefinite: boolean;
}

export type Step =
  /** `.a`, `['a']` or `['a','b']`. */
  | { readonly kind: "names"; readonly names: readonly string[] }
  /** `[0]`, `[-1]` or `[0,2]`. */
  | { readonly kind: "indexes"; readonly indexes: readonly number[] }
  /** `[1:3]`. */
  | { readonly kind: "slice"; readonly from: number | null; readonly to: number | null }
  /** `.*` or `[*]`. */
  | { readonly kind: "every" }
  /** `..`: the step behind it, wherever it fits. */
  | { readonly kind: "deep" }
  | { readonly kind: "filter"; readonly condition: Condition }
  /** `.length()` or `.size()` at the end. */
  | { readonly kind: "length" };

export type Condition =
  | { readonly kind: "or" | "and"; readonly left: Condition; readonly right: Condition }
  | { readonly kind: "not"; readonly operand: Condition }
  | { readonly kind: "exists"; readonly operand: Operand }
  | { readonly kind: "matches"; readonly operand: Operand; readonly pattern: RegExp }
  | { readonly kind: "comparison"; readonly operator: Comparison; readonly left: Operand; readonly right: Operand };

export type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "nin" | "size" | "empty" | "contains";

export type Operand =
  | { readonly kind: "path"; readonly from: "@" | "$"; readonly path: Path }
  | { readonly kind: "value"; readonly value: Literal };

export type Literal = string | bigint | number | boolean | null | readonly Literal[];
