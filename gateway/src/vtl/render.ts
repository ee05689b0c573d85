import { assign } from "./assign.ts";
import { evaluate, isTrue, resolved, type Scope } from "./evaluate.ts";
import { newBudget, VtlFailure } from "./failure.ts";
import type { Node, Template } from "./syntax.ts";
import { textOf } from "./text.ts";
import { isList, isMap, type Thing, thing, type Value } from "./value.ts";

/** Rounds of one `#foreach`: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html. */
const mostRounds = 1_000;

/**
 * Renders a template. What it reaches is what its variables hold; it can change maps and lists among them.
 * @throws {VtlFailure} where a method fails or a limit is passed.
 */
export const renderTemplate = (template: Template, variables: Readonly<Record<string, Value>>): string => {
  const scope: Scope = {
    variables: new Map(Object.entries(variables)),
    budget: newBudget(),
    render: (inner) => rendered(inner, scope),
  };
  try {
    return rendered(template, scope);
  } catch (error) {
    // A block that prints itself, or a list in itself: the stack is a limit like any other.
    throw error instanceof RangeError ? new VtlFailure(error.message, { cause: error }) : error;
  }
};

const rendered = (template: Template, scope: Scope): string => {
  const output: string[] = [];
  renderInto(template, scope, (text) => {
    scope.budget.text(text.length);
    output.push(text);
  });
  return output.join("");
};

type Print = (text: string) => void;

/** What ends early: a loop, or the whole template. */
type Ending = "break" | "stop" | null;

const renderInto = (template: Template, scope: Scope, print: Print): Ending => {
  for (const node of template) {
    scope.budget.step();
    const ending = renderNode(node, scope, print);
    if (ending) return ending;
  }
  return null;
};

const renderNode = (node: Node, scope: Scope, print: Print): Ending => {
  switch (node.kind) {
    case "text":
      print(node.text);
      return null;
    case "reference":
      print(printed(node, scope));
      return null;
    case "set":
      assign(node.target, evaluate(node.value, scope), scope);
      return null;
    case "if":
      return renderInto(
        node.branches.find(({ condition }) => isTrue(condition, scope))?.body ?? node.otherwise,
        scope,
        print,
      );
    case "foreach":
      return renderLoop(node, scope, print);
    case "define":
      scope.variables.set(node.name, { kind: "block", template: node.body });
      return null;
    case "break":
    case "stop":
      return node.kind;
  }
};

type Printed = Extract<Node, { kind: "reference" }>;

/** A reference to nothing prints itself, and a backslash keeps one from being looked up; Velocity counts them so. */
const printed = ({ reference, escapes }: Printed, scope: Scope): string => {
  const value = resolved(reference, scope);
  const text = isBlock(value) ? scope.render(value.template) : textOf(value);
  if (text !== null) {
    const slashes = "\\".repeat(Math.floor(escapes / 2));
    return slashes + (escapes % 2 === 1 ? reference.source : text);
  }
  const slashes = "\\".repeat(escapes % 2 === 1 ? (escapes + 1) / 2 : escapes);
  return slashes + (reference.quiet && escapes % 2 === 0 ? "" : reference.source);
};

const isBlock = (value: Value) => value !== null && typeof value === "object" && value.kind === "block";

type Loop = Extract<Node, { kind: "foreach" }>;

/** The variable, `$foreach` and `$velocityCount` are what they were before, once the loop is over. */
const renderLoop = ({ name, items, body }: Loop, scope: Scope, print: Print): Ending => {
  const values = itemsOf(evaluate(items, scope));
  if (values.length > mostRounds)
    throw new VtlFailure(`#foreach over ${values.length} items: API Gateway goes round ${mostRounds} times at most`);
  const { variables } = scope;
  const before = [name, "foreach", "velocityCount"].map((each) => [each, variables.get(each)] as const);
  const parent = variables.get("foreach") ?? null;
  let ending: Ending = null;
  for (const [index, value] of values.entries()) {
    restore(variables, name, value ?? undefined);
    variables.set("foreach", round(index, values.length, parent));
    variables.set("velocityCount", BigInt(index + 1));
    ending = renderInto(body, scope, print);
    if (ending) break;
  }
  for (const [each, value] of before) restore(variables, each, value);
  return ending === "stop" ? "stop" : null;
};

const restore = (variables: Map<string, Value>, name: string, value: Value | undefined) => {
  if (value === undefined) variables.delete(name);
  else variables.set(name, value);
};

/** A map is gone through by its values; what is no collection has no items. */
const itemsOf = (value: Value): readonly Value[] => {
  if (isList(value)) return [...value.items];
  return isMap(value) ? [...value.entries.values()] : [];
};

const round = (index: number, length: number, parent: Value): Thing =>
  thing(
    {},
    {
      count: () => BigInt(index + 1),
      index: () => BigInt(index),
      hasNext: () => index + 1 < length,
      first: () => index === 0,
      last: () => index + 1 === length,
      parent: () => parent,
    },
  );
