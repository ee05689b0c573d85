// Whom an operation of the control API is about.
import type { Person } from "../directory/people-file.ts";
import type { Idps } from "../endpoints.ts";
import type { Idp } from "../idp.ts";
import { Mistakes } from "./mistakes.ts";

/** Default: the first. @throws {Mistakes} for a name that none has */
export const idpNamed = (idps: Idps, name: string = idps[0].name): Idp => {
  const idp = idps.find((each) => each.name === name);
  if (idp) return idp;
  throw new Mistakes({ subject: "idp", expected: idps.map((each) => each.name).join(" or "), received: name });
};

/** @throws {Mistakes} for a person whom the identity provider does not know */
export const personAt = ({ name, people }: Idp, email: string): Person => {
  const person = people.find(email);
  if (person) return person;
  const known = people.list().map((each) => each.email);
  throw new Mistakes({ subject: "person", expected: `somebody at ${name}: ${known.join(" or ")}`, received: email });
};
