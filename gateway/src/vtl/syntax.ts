/** A template of the Velocity Template Language, taken apart: https://velocity.apache.org/engine/1.7/vtl-reference.html. */
export type Template = readonly Node[];

export type Node =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "reference";
      readonly reference: Reference;
      /** Backslashes in front of it: `\$x` prints itself where `$x` is something. */
      readonly escapes: number;
    }
  | { readonly kind: "set"; readonly target: Reference; readonly value: Expression }
  | { readonly kind: "if"; readonly branches: readonly Branch[]; readonly otherwise: Template }
  | { readonly kind: "foreach"; readonly name: string; readonly items: Expression; readonly body: Template }
  | { readonly kind: "define"; readonly name: string; readonly body: Template }
  | { readonly kind: "break" }
  | { readonly kind: "stop" };

export interface Branch {
  readonly condition: Expression;
  readonly body: Template;
}

/** `$!{name.property.method(1)[0]}`. */
export interface Reference {
  readonly name: string;
  /** `$!x` prints nothing where `$x` is nothing; `$x` prints itself. */
  readonly quiet: boolean;
  readonly steps: readonly Step[];
  /** As written, for a reference to nothing prints itself. */
  readonly source: string;
}

export type Step =
  | { readonly kind: "property"; readonly name: string }
  | { readonly kind: "method"; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: "index"; readonly index: Expression };

export type Operator = "||" | "&&" | "==" | "!=" | "<" | ">" | "<=" | ">=" | "+" | "-" | "*" | "/" | "%";

export type Expression =
  | { readonly kind: "literal"; readonly value: string | bigint | number | boolean }
  | { readonly kind: "reference"; readonly reference: Reference }
  /** Text in double quotes is a template of its own. */
  | { readonly kind: "interpolated"; readonly template: Template }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "range"; readonly from: Expression; readonly to: Expression }
  | { readonly kind: "map"; readonly entries: readonly (readonly [Expression, Expression])[] }
  | { readonly kind: "not"; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    };
