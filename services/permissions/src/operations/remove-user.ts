import { username } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { removeUser as remove } from "../changes/role-grants.ts";
import { operation } from "../operation.ts";
import { change } from "../store/change.ts";
import { orWithheld } from "../withheld.ts";

/** `DELETE /users/{userId}`: the user has no role of his own afterwards; what groups give, the identity provider decides. */
export const removeUser = operation({
  id: "removeUser",
  summary: "Take all roles from a user",
  params: z.object({ userId: username }),
  answers: { 204: null, ...orWithheld },
  problems: [404, 409],
  recentSignIn: true,
  run: async ({ params: { userId }, caller }, world) => {
    await change(world, caller, (changing) => remove(changing, userId));
    return { status: 204 };
  },
});
