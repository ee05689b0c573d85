import { failure } from "@gatehouse/http/failure.ts";

export const TradeNotFound = failure("TradeNotFound", 404, "There is no such trade.");
export const AlreadySettled = failure("AlreadySettled", 409, "The trade is settled already.");
