import type { Scene } from "../../answers/plan.ts";
import type { Changes } from "../fault.ts";
import { withAttribute } from "../markup.ts";

type Unsigned = NonNullable<Changes["unsigned"]>;

/** The first element of this name has the attribute at a value that depends on the time; undefined: has it no more. */
export const setting =
  (name: string, attribute: string, value: ((now: Date) => string) | undefined): Unsigned =>
  (xml, { now }) =>
    withAttribute(xml, name, { [attribute]: value?.(now) });

/** One change after the other. */
export const both =
  (first: Unsigned, second: Unsigned): Unsigned =>
  (xml: string, scene: Scene) =>
    second(first(xml, scene), scene);
