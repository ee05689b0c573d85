import type { Plan } from "./answers/plan.ts";
import type { Clock } from "./clock.ts";
import type { Armed } from "./control/armed.ts";
import type { NextSignIns } from "./control/next-sign-in.ts";
import type { People } from "./directory/people.ts";
import type { ServiceProviders } from "./directory/service-providers.ts";
import type { Style } from "./directory/style.ts";
import type { Journal } from "./journal.ts";
import type { Keys } from "./keys/keys.ts";
import type { Logouts } from "./logout/logouts.ts";
import type { Seal } from "./requests/sealed-request.ts";
import type { Sessions } from "./sessions/sessions.ts";

/** One of the identity providers of this process: what its endpoints share. */
export interface Idp {
  readonly name: string;
  readonly displayName: string;
  readonly entityId: string;
  /** What stands before the path of its own pages: nothing for the first, `/idps/{name}` for the others. */
  readonly home: string;
  /** The public URLs that its metadata names. */
  readonly urls: { readonly metadata: string; readonly singleSignOn: string; readonly singleLogout: string };
  readonly serviceProviders: ServiceProviders;
  readonly people: People;
  readonly style: Style;
  /** What it always does wrong. */
  readonly faults: Armed;
  /** What its metadata and its sign-on service do wrong at the moment. */
  readonly endpointFaults: Armed;
  readonly keys: Keys;
  /** What it signs unless a sign-in asks for something else. */
  readonly sign: Plan["signing"]["what"];
  readonly seal: Seal;
  readonly nextSignIns: NextSignIns;
  readonly sessions: Sessions;
  readonly logouts: Logouts;
  readonly journal: Journal;
  /** What time it is: requests are checked by it. */
  readonly now: () => Date;
  /** What time it goes by in what it issues. */
  readonly clock: Clock;
}
