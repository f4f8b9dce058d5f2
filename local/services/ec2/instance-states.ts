import { ADDRESS } from "./address-records.ts";
import {
  INSTANCE,
  type InstanceRecord,
  type InstanceState,
  type StateName,
} from "./instance-records.ts";
import { forget, recordsOf } from "./kind.ts";
import { NETWORK_INTERFACE } from "./kinds.ts";
import type { Site } from "./site.ts";
import { VOLUME } from "./volume-records.ts";

const SECOND = 1000;

// AWS promises no durations: these are what small Linux instances usually take.
const START_TIME = 15 * SECOND;
const STOP_TIME = 30 * SECOND;
const SHUTDOWN_TIME = 30 * SECOND;
/** A terminated instance is told of for about an hour (EC2 User Guide, "Terminate instances"). */
const SHOWN_AFTER_END = 60 * 60 * SECOND;

/** The state that begins at `now`, with what follows it. */
export function stateSince(name: StateName, now: number): InstanceState {
  switch (name) {
    case "pending":
      return { name, until: now + START_TIME, next: "running" };
    case "stopping":
      return { name, until: now + STOP_TIME, next: "stopped" };
    case "shutting-down":
      return { name, until: now + SHUTDOWN_TIME, next: "terminated" };
    case "terminated":
      return { name, until: now + SHOWN_AFTER_END, next: "gone" };
    case "running":
    case "stopped":
      return { name };
    default:
      return name satisfies never;
  }
}

function releaseVolumes(site: Site, instance: InstanceRecord): void {
  for (const { attachment, ...volume } of [...recordsOf(site, VOLUME).values()]) {
    if (attachment?.instanceId !== instance.id) continue;
    if (attachment.deleteOnTermination) forget(site, VOLUME, volume.id);
    else recordsOf(site, VOLUME).set(volume.id, volume);
  }
}

function releaseAddresses(site: Site, instance: InstanceRecord): void {
  for (const address of recordsOf(site, ADDRESS).values()) {
    if (address.instanceId !== instance.id) continue;
    const { id, owner, publicIp } = address;
    recordsOf(site, ADDRESS).set(id, { id, owner, publicIp });
  }
}

function releaseInterfaces(site: Site, instance: InstanceRecord): void {
  for (const { attachment, ...rest } of [...recordsOf(site, NETWORK_INTERFACE).values()]) {
    if (attachment?.instanceId !== instance.id) continue;
    if (attachment.deleteOnTermination) forget(site, NETWORK_INTERFACE, rest.id);
    else recordsOf(site, NETWORK_INTERFACE).set(rest.id, rest);
  }
}

/** What an instance takes along, or lets go of, when it ends. */
function release(site: Site, instance: InstanceRecord): void {
  releaseVolumes(site, instance);
  releaseAddresses(site, instance);
  releaseInterfaces(site, instance);
}

function turn(site: Site, instance: InstanceRecord): void {
  const { next, until = 0 } = instance.state;
  if (next === undefined) return;
  if (next === "gone") {
    forget(site, INSTANCE, instance.id);
    return;
  }
  if (next === "terminated") release(site, instance);
  recordsOf(site, INSTANCE).set(instance.id, { ...instance, state: stateSince(next, until) });
}

/**
 * Brings the instances of a site up to the present. It runs before every call, so that states follow
 * the clock without timers: nobody can look in between.
 */
export function settleInstances(site: Site): void {
  const now = site.world.clock.now();
  const isDue = ({ state }: InstanceRecord) => state.until !== undefined && state.until <= now;
  for (;;) {
    const due = [...recordsOf(site, INSTANCE).values()].filter(isDue);
    if (due.length === 0) return;
    for (const instance of due) turn(site, instance);
  }
}
