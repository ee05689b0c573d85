import type { Fault } from "../fault.ts";
import { saying } from "./saying.ts";

export const audienceWithBlank: Fault = {
  name: "audience-with-blank",
  family: "semantics",
  description: "A blank stands behind the audience, where the schema has blanks mean nothing.",
  source: "XML Schema Part 2, 3.2.17: white space of anyURI collapses",
  code: "accepted",
  plan: (plan) => saying({ audience: `${plan.response.audience} ` })(plan),
};
