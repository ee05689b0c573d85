/** What the gateway as a whole needs to know of a route, whichever kind of API it is of. */
export interface DeclaredRoute {
  /** `GET /trades/{tradeId}`. */
  readonly key: string;
  /** The template, `/trades/{tradeId}`; null for the route that takes what no other one does. */
  readonly path: string | null;
  /** ARNs, still with `${stageVariables.x}`. */
  readonly functionArns: readonly string[];
  /** Where in the file the operation stands, for messages: `config/api.yaml:12`. */
  readonly place: string;
}
