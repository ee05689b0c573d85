import { type Destination, deliveryDetails } from "../codes/destination.ts";

/** Where a code went, for people: as much of the address as Cognito shows. */
export const destinationText = (destination: Destination): string => deliveryDetails(destination).Destination;
