import type { Expression, Node, Reference, Template } from "./syntax.ts";

/** Every reference of a template, those within texts, arguments and blocks included. */
export function* referencesIn(template: Template): Generator<Reference> {
  for (const node of template) yield* ofNode(node);
}

function* ofNode(node: Node): Generator<Reference> {
  switch (node.kind) {
    case "reference":
      return yield* ofReference(node.reference);
    case "set":
      yield* ofReference(node.target);
      return yield* ofExpression(node.value);
    case "if":
      for (const { condition, body } of node.branches) {
        yield* ofExpression(condition);
        yield* referencesIn(body);
      }
      return yield* referencesIn(node.otherwise);
    case "foreach":
      yield* ofExpression(node.items);
      return yield* referencesIn(node.body);
    case "define":
      return yield* referencesIn(node.body);
  }
}

function* ofReference(reference: Reference): Generator<Reference> {
  yield reference;
  for (const step of reference.steps) {
    if (step.kind === "index") yield* ofExpression(step.index);
    if (step.kind === "method") for (const arg of step.args) yield* ofExpression(arg);
  }
}

function* ofExpression(expression: Expression): Generator<Reference> {
  if (expression.kind === "reference") yield* ofReference(expression.reference);
  else if (expression.kind === "interpolated") yield* referencesIn(expression.template);
  else for (const inner of partsOf(expression)) yield* ofExpression(inner);
}

const partsOf = (expression: Exclude<Expression, { kind: "reference" | "interpolated" }>): readonly Expression[] => {
  switch (expression.kind) {
    case "list":
      return expression.items;
    case "range":
      return [expression.from, expression.to];
    case "map":
      return expression.entries.flat();
    case "not":
      return [expression.operand];
    case "binary":
      return [expression.left, expression.right];
    case "literal":
      return [];
  }
};
