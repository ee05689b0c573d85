import type { Handler } from "../run-handler.ts";

/** Handlers of every style that Lambda's Node.js runtime knows, for the tests of how they are invoked. */

export const echo: Handler = async (event, context) => ({ event, context: context as object });
export const called: Handler = (event, _context, callback) => void setTimeout(() => callback(null, event), 5);
export const calledBack: Handler = (_event, _context, callback) => callback("Unauthorized");
export const calledBackEmpty: Handler = (_event, _context, callback) => callback();
export const synchronous = () => "dropped";
export const nothing = async () => undefined;
export const changing: Handler = async (event) => {
  (event as { seen: boolean }).seen = true;
  return { date: new Date(0), gone: undefined };
};
export const throwing = () => {
  throw new Error("Unauthorized");
};
export const rejecting = async () => {
  throw new RangeError("too far");
};
export const throwingText = async () => {
  throw "Unauthorized";
};
export const throwingNull = async () => {
  throw null;
};
export const circular = async () => {
  const ring: Record<string, unknown> = {};
  ring.ring = ring;
  return ring;
};
export const slow = () => new Promise((resolve) => setTimeout(resolve, 10_000).unref());
export const remaining: Handler = async (_event, context) =>
  (context as { getRemainingTimeInMillis(): number }).getRemainingTimeInMillis();
export const long: Handler = async (event) => "x".repeat((event as { size: number }).size);
export const measuring: Handler = async (event) => (event as string).length;
export const notAFunction = 1;

export const closed = { times: 0 };
export const close = () => {
  closed.times++;
};
