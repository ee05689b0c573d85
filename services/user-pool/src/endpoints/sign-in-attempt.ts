import { failure } from "@gatehouse/http/failure.ts";
import type { AdministrationEndpoint } from "./endpoint.ts";

const AttemptNotFound = failure("not_found", 404, "no sign-in attempt or request of one has this id, or it is too old");

/** UUIDs, and the request ids that a network in front may give. */
const idForm = /^[\w=-]{8,128}$/;

/** One sign-in attempt with all that happened in it, by its id or by that of any request that had a part in it. */
export const signInAttempt: AdministrationEndpoint = {
  method: "get",
  path: "/_gatehouse/sign-ins/:id",
  async answer(request, response, { attempts, now }) {
    const id = String(request.params.id);
    const attempt = idForm.test(id) ? await attempts.find(id, now()) : undefined;
    if (!attempt) throw new AttemptNotFound();
    response.json(attempt);
  },
};
