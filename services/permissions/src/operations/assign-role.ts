import { entitlementName, username } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { giveRole } from "../changes/role-grants.ts";
import { grantTimes } from "../fields.ts";
import { operation } from "../operation.ts";
import { etag } from "../preconditions.ts";
import { change } from "../store/change.ts";
import { forGood } from "../times.ts";
import { orWithheld } from "../withheld.ts";

/** `PUT /users/{userId}/roles/{role}`: the user has the role afterwards, signed in before or not. */
export const assignRole = operation({
  id: "assignRole",
  summary: "Give a role to a user, for good or for a time",
  params: z.object({ userId: username, role: entitlementName }),
  body: grantTimes,
  bodyIsOptional: true,
  answers: { 204: null, ...orWithheld },
  problems: [404, 409, 428],
  ifMatch: "honoured",
  run: async ({ params: { userId, role }, body: times = forGood, ifMatch, caller }, world) => {
    const holder = { kind: "user", name: userId } as const;
    const { version } = await change(world, caller, (changing) =>
      giveRole(changing, { holder, role, ifMatch, ...times }),
    );
    return { status: 204, headers: { ETag: etag(version) } };
  },
});
