import { entitlementName, groupName } from "@gatehouse/entitlements/fields.ts";
import { z } from "zod";
import { giveRole } from "../changes/role-grants.ts";
import { grantTimes } from "../fields.ts";
import { operation } from "../operation.ts";
import { etag } from "../preconditions.ts";
import { change } from "../store/change.ts";
import { forGood } from "../times.ts";
import { orWithheld } from "../withheld.ts";

/** `PUT /groups/{group}/roles/{role}`: whoever is in the group by his access token has the role afterwards. */
export const assignRoleToGroup = operation({
  id: "assignRoleToGroup",
  summary: "Give a role to a group, for good or for a time",
  params: z.object({ group: groupName, role: entitlementName }),
  body: grantTimes,
  bodyIsOptional: true,
  answers: { 204: null, ...orWithheld },
  problems: [404, 428],
  ifMatch: "honoured",
  run: async ({ params: { group, role }, body: times = forGood, ifMatch, caller }, world) => {
    const holder = { kind: "group", name: group } as const;
    const { version } = await change(world, caller, (changing) =>
      giveRole(changing, { holder, role, ifMatch, ...times }),
    );
    return { status: 204, headers: { ETag: etag(version) } };
  },
});
