/** The function behind every trigger of the tests' pools: it notes what it is given and does as the test says. */

/** An event as a trigger is given it. */
export interface TriggerEvent {
  readonly version: string;
  readonly triggerSource: string;
  readonly userName: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly response: Record<string, unknown>;
}

export const triggerArn = "arn:aws:lambda:us-east-1:000000000000:function:trigger";

/** What a trigger of the named source answers, in place of its event as it is; what is thrown is its error. */
export type Behaviour = (event: TriggerEvent) => unknown;

const state: { seen: TriggerEvent[]; behaviours: Readonly<Record<string, Behaviour>> } = { seen: [], behaviours: {} };

/** From now on the triggers of these sources do so, and all others let everything through. */
export const triggersDo = (behaviours: Readonly<Record<string, Behaviour>> = {}) => {
  state.behaviours = behaviours;
  state.seen = [];
};

/** What triggers were given since then. */
export const eventsSeen = (): readonly TriggerEvent[] => state.seen;

export const responds =
  (response: object): Behaviour =>
  (event) => ({ ...event, response: { ...event.response, ...response } });

export const handler = async (event: TriggerEvent) => {
  state.seen.push(structuredClone(event));
  const behaviour = state.behaviours[event.triggerSource];
  return behaviour ? await behaviour(event) : event;
};
