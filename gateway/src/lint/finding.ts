import type { Api as HttpApi } from "../http-api/api.ts";
import type { Api as RestApi } from "../rest-api/api.ts";

/** Something that starts here and yet deserves a look before the file goes to AWS. */
export interface Finding {
  /** `config/api.yaml:12`. */
  readonly place: string;
  /** What is so, and what it leads to here and on AWS. */
  readonly message: string;
}

/** A rule looks at one API. `place` is its file, for what has no line of its own. */
export interface Rule<Api> {
  readonly name: string;
  readonly find: (api: Api, place: string) => readonly Finding[];
}

export type RestRule = Rule<RestApi>;
export type HttpRule = Rule<HttpApi>;
