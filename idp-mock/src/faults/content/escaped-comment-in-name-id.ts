import type { Fault } from "../fault.ts";
import { named, victimOf } from "./impostor.ts";

export const escapedCommentInNameId: Fault = {
  name: "escaped-comment-in-name-id",
  family: "content",
  description: "A NameID that holds the characters of a comment, escaped: a text like any other.",
  source: "XML 1.0, 2.4",
  code: "accepted",
  plan: (plan) => named(plan, `${victimOf(plan)}<!---->.evil.example`),
};
