import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { apply, applyTo } from "./apply.ts";
import { change } from "./changes.ts";
import { difference } from "./difference.ts";
import { draftOf, inOrder } from "./draft.ts";
import { tenantStates } from "./testing/states.ts";

test("the difference, applied to what was before, makes what is after", () => {
  let changed = 0;
  fc.assert(
    fc.property(tenantStates, tenantStates, (before, after) => {
      const changes = difference(before, after);
      expect(apply(before, changes)).toEqual(inOrder(after));
      changed += changes.length;
    }),
    { numRuns: 300 },
  );
  expect(changed).toBeGreaterThan(300);
});

test("each change of a difference is fit for JSON, and changes something", () => {
  fc.assert(
    fc.property(tenantStates, tenantStates, (before, after) => {
      const draft = draftOf(before);
      for (const made of difference(before, after)) {
        expect(change.parse(JSON.parse(JSON.stringify(made)))).toEqual(made);
        expect(applyTo(draft, made)).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

test("equal states have no difference, in whatever order they are written", () => {
  fc.assert(
    fc.property(tenantStates, (state) => {
      const turned = { ...state, permissions: [...state.permissions].reverse(), users: [...state.users].reverse() };
      expect(difference(state, turned)).toEqual([]);
    }),
  );
});
