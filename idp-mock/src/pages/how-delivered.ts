import type { Delivery } from "../answers/plan.ts";

/** What is done for one of the deliveries, in words. */
export const howDelivered = ({ after, browser }: Delivery, index: number): string => {
  const what = index === 0 ? "Send it" : "Send it once more";
  const where = browser === "another" ? " from another browser" : "";
  return `${what}${where}${after === undefined ? "" : `, after ${duration(after)}`}`;
};

const duration = (milliseconds: number) => {
  const seconds = Math.ceil(milliseconds / 1_000);
  return seconds < 120 ? counted(seconds, "second") : counted(Math.ceil(seconds / 60), "minute");
};

const counted = (count: number, unit: string) => `${count} ${unit}${count === 1 ? "" : "s"}`;
