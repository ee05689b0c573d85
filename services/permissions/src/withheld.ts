import { change } from "@gatehouse/entitlements/changes.ts";
import { z } from "zod";
import type { Answer } from "./answer.ts";
import type { Approval } from "./store/approvals.ts";

/** A change was not made: it waits until another administrator approves it. */
export class Withheld extends Error {
  override name = "Withheld";
  readonly approval: Approval;
  constructor(approval: Approval) {
    super("The change waits for approval.");
    this.approval = approval;
  }
}

/** What each operation may answer that changes entitlements. */
export const orWithheld = {
  202: z.object({
    approval: z.object({ id: z.uuid(), expiresAt: z.iso.datetime(), changes: z.array(change) }),
  }),
};

export const withheldAnswer = ({ approval: { id, expiresAt, changes } }: Withheld): Answer => ({
  status: 202,
  headers: { Location: `/approvals/${id}` },
  body: { approval: { id, expiresAt, changes } },
});

/** Answers what was withheld, as the operation answers what it has done. */
export const answeringWithheld = async (run: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Withheld) return withheldAnswer(error);
    throw error;
  }
};
