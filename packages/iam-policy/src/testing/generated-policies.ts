import fc from "fast-check";
import { operators } from "../condition-operators.ts";
import type { NaiveRequest, NaiveStatement } from "./naive-evaluator.ts";

export const word = (alphabet: string, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), maxLength });

const variable = fc.constantFrom("${aws:username}", "a${x}*");

/** Values for the request and for the policy by their kind, close enough to meet now and then. */
const kinds = {
  text: [word("aA", 2), fc.oneof(word("aA*?", 2), variable)],
  Numeric: [fc.constantFrom("0", "1", "1.5", "2", "x"), fc.constantFrom("1", "1.5", "-2", "x")],
  Date: [
    fc.constantFrom("2026-01-01T00:00:00Z", "1767225600", "2026-01-01T01:00:00+01:00", "never"),
    fc.constantFrom("2026-01-01", "2026-01", "1767225601", "2025-12-31T23:59:59.999Z", "never"),
  ],
  Bool: [fc.constantFrom("true", "FALSE", "x"), fc.constantFrom("true", "false", "yes")],
  Ip: [
    fc.constantFrom("192.0.2.1", "192.0.2.129", "198.51.100.1", "x"),
    fc.constantFrom("192.0.2.0/24", "192.0.2.128/25", "198.51.100.1", "0.0.0.0/0", "192.0.2.0/33", "x"),
  ],
  Arn: [
    fc.constantFrom("a:b:c:d:e:f:g", "a:b:c:d:e:f", "a:b"),
    fc.constantFrom("a:b:*:d:e:*", "a:*:d:e:f:g", "*", "?:b:c:d:e:f"),
  ],
  Binary: [word("aA", 2), fc.constantFrom("YQ==", "YWE=", "QUE=", "a", "YQ=")],
} as const;
type Kind = keyof typeof kinds;

const kindOf = (operator: string) =>
  (Object.keys(kinds) as Kind[]).find((kind) => operator.replace(/^Not/, "").startsWith(kind)) ?? "text";

export const supported = operators.flatMap(({ name, not }) => (not ? [name, not] : [name]));
export const unsupported = "StringMatches";

/** One operator, mostly on the key of its kind, at times on another, whose values are strange to it. */
export const condition = fc
  .record({
    set: fc.constantFrom("", "", "", "ForAllValues:", "ForAnyValue:"),
    name: fc.constantFrom(...supported, unsupported),
    suffix: fc.constantFrom("", "", "IfExists"),
  })
  .chain(({ set, name, suffix }) => {
    const kind = kindOf(name);
    const key = fc.constantFrom(kind, kind, kind.toUpperCase(), "many", "absent", "unknown", "text");
    const expected = fc.array(kinds[kind][1], { maxLength: 3 });
    return fc.tuple(key, expected).map(([key, list]) => ({ [`${set}${name}${suffix}`]: { [key]: list } }));
  });

const isAbsent = fc
  .tuple(fc.constantFrom("text", "many", "absent", "unknown"), fc.constantFrom("true", "false"))
  .map(([key, value]) => ({ Null: { [key]: [value] } }));

const conditions = fc
  .array(fc.oneof({ weight: 9, arbitrary: condition }, { weight: 1, arbitrary: isAbsent }), { maxLength: 2 })
  .map((all) => Object.assign({}, ...all) as NonNullable<NaiveStatement["Condition"]>);

const pattern = fc.oneof({ weight: 20, arbitrary: word("ab/:*?.", 8) }, { weight: 1, arbitrary: variable });
const patterns = fc.oneof(fc.constant(["*"]), fc.array(pattern, { minLength: 1, maxLength: 3 }));
const eitherOf = <Name extends string>(name: Name) =>
  fc.oneof(
    patterns.map((list) => ({ [name]: list })),
    patterns.map((list) => ({ [`Not${name}`]: list })),
  );

export const statement: fc.Arbitrary<NaiveStatement> = fc
  .tuple(fc.constantFrom("Allow" as const, "Deny" as const), eitherOf("Action"), eitherOf("Resource"), conditions)
  .map(([Effect, actions, resources, Condition]) => ({ Effect, ...actions, ...resources, Condition }));

export const statements = fc.array(statement, { maxLength: 4 });

const values = Object.fromEntries(Object.entries(kinds).map(([kind, [given]]) => [kind, given])) as Record<
  Kind,
  fc.Arbitrary<string>
>;

/** Of the key `unknown` nobody knows the value. */
export const request: fc.Arbitrary<NaiveRequest> = fc.record({
  action: word("aAb:", 8),
  resource: word("ab/:.", 8),
  keys: fc.record({
    ...values,
    many: fc.array(word("aA", 1), { maxLength: 3 }),
    absent: fc.constant(null),
  }),
});
