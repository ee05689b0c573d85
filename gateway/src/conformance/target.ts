/** A place where the APIs of the corpus are served. */
export interface Target {
  /** Null where it does not serve this API: its cases are left out, and counted as such. */
  at(api: string, stage: string | undefined): Endpoint | null;
  close(): Promise<void>;
}

/** One API on one stage. */
export interface Endpoint {
  /** `https://{apiId}.execute-api.{region}.amazonaws.com/prod`: in front of a case's paths. */
  readonly base: string;
  /** Where connections go instead of the base's host. */
  readonly address?: { readonly host: string; readonly port: number };
  /** What cases call `{apiId}` and its like; a name that is not here stays as it is, and a case that compares it fails. */
  readonly names: Readonly<Record<string, string>>;
}
