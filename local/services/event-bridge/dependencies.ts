import type { DeliveryDependencies } from "../deliveries/deliverer.ts";

/** What EventBridge needs of the rest of the cloud. */
export type EventBridgeDependencies = DeliveryDependencies;
