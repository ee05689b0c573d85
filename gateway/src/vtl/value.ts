import type { Template } from "./syntax.ts";

/** What a variable can hold. Whole numbers are `bigint`, others `number`, as Java tells them apart. Null is nothing. */
export type Value = null | boolean | bigint | number | string | List | Dictionary | Block | Thing;

export interface List {
  readonly kind: "list";
  readonly items: Value[];
  /** Lists out of JSON print as JSON, lists of a template as `[a, b]`. */
  readonly fromJson: boolean;
}

export interface Dictionary {
  readonly kind: "map";
  /** In the order in which they came. */
  readonly entries: Map<Value, Value>;
  /** Whether every entry may be set once only. */
  readonly isFinal?: boolean;
  /** What stands for entries that are not there, in place of nothing. */
  readonly missing?: Value;
}

/** `#define`: rendered anew wherever it is printed. */
export interface Block {
  readonly kind: "block";
  readonly template: Template;
}

/** What a template is given beside data, such as `$input`: it has what is listed here and nothing else. */
export interface Thing {
  readonly kind: "thing";
  /** What it prints as; null for nothing. */
  readonly text: string | null;
  property(name: string): Value;
  readonly methods: Readonly<Record<string, Method>>;
}

/** Null where it knows no such arguments, as for a method that is not there. */
export type Method = (...args: readonly Value[]) => Value;

export const isList = (value: Value | undefined): value is List =>
  typeof value === "object" && value !== null && value.kind === "list";

export const isMap = (value: Value | undefined): value is Dictionary =>
  typeof value === "object" && value !== null && value.kind === "map";

export const list = (items: readonly Value[]): List => ({ kind: "list", items: [...items], fromJson: false });

export const jsonList = (items: readonly Value[]): List => ({ kind: "list", items: [...items], fromJson: true });

export const dictionary = (entries: Iterable<readonly [Value, Value]> = []): Dictionary => ({
  kind: "map",
  entries: new Map(entries),
});

export const thing = (
  methods: Thing["methods"],
  properties: Readonly<Record<string, () => Value>> = {},
  text: string | null = null,
): Thing => ({
  kind: "thing",
  text,
  methods,
  property: (name) => (Object.hasOwn(properties, name) ? (properties[name]?.() ?? null) : null),
});
