import { invalidValue } from "./errors.ts";
import type { Kind } from "./kind.ts";
import type { Owned } from "./network-records.ts";

export type StateName =
  | "pending"
  | "running"
  | "shutting-down"
  | "terminated"
  | "stopping"
  | "stopped";

/** The state of an instance, and what it turns into when. */
export interface InstanceState {
  readonly name: StateName;
  /** Milliseconds since the epoch when it turns into `next`. */
  readonly until?: number;
  readonly next?: StateName | "gone";
}

export interface InstanceRecord extends Owned {
  readonly reservationId: string;
  readonly launchIndex: number;
  readonly imageId: string;
  readonly type: string;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly zone: string;
  readonly privateIp: string;
  readonly groupIds: readonly string[];
  readonly keyName?: string;
  readonly userData?: string;
  readonly rootDevice: string;
  readonly launchedAt: number;
  readonly clientToken: string;
  readonly disableApiTermination: boolean;
  readonly disableApiStop: boolean;
  readonly state: InstanceState;
  /** Why it left the running state, such as `User initiated (…)`. */
  readonly transitionReason: string;
}

/** Codes of the states (EC2 API Reference, InstanceState). */
export const STATE_CODES: Readonly<Record<StateName, number>> = {
  pending: 0,
  running: 16,
  "shutting-down": 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

export const INSTANCE: Kind<InstanceRecord> = {
  type: "instance",
  notFound: "InvalidInstanceID.NotFound",
  missing: (id) => `The instance ID '${id}' does not exist`,
  fields: {
    "instance-id": ({ id }) => id,
    "instance-state-name": ({ state }) => state.name,
    "instance-state-code": ({ state }) => String(STATE_CODES[state.name]),
    "instance-type": ({ type }) => type,
    "image-id": ({ imageId }) => imageId,
    "vpc-id": ({ vpcId }) => vpcId,
    "subnet-id": ({ subnetId }) => subnetId,
    "availability-zone": ({ zone }) => zone,
    "key-name": ({ keyName }) => keyName,
    "client-token": ({ clientToken }) => clientToken,
    "reservation-id": ({ reservationId }) => reservationId,
    "private-ip-address": ({ privateIp }) => privateIp,
    "instance.group-id": ({ groupIds }) => groupIds,
    "owner-id": ({ owner }) => owner,
  },
};

/** Throws InvalidParameterValue unless it reads like the name of an instance type. */
export function checkInstanceType(type: string): void {
  if (!/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(type)) {
    throw invalidValue(`Invalid value '${type}' for InstanceType.`);
  }
}
