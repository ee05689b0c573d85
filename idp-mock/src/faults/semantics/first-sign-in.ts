import { randomUUID } from "node:crypto";
import type { Plan } from "../../answers/plan.ts";
import { saying } from "./saying.ts";

/** Of somebody whom the service provider cannot know yet. */
export const firstSignIn = (plan: Plan): Plan => saying({ nameId: `${randomUUID()}@example.com` })(plan);
