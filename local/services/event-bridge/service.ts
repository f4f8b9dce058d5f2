import * as sdk from "@aws-sdk/client-eventbridge";
import type { Service, World } from "../../kernel/service.ts";
import type { Json } from "../json-path/json.ts";
import type { EventBridgeDependencies } from "./dependencies.ts";
import { makeEvent } from "./event.ts";
import { busOperations } from "./operations/buses.ts";
import { permissionOperations } from "./operations/permissions.ts";
import { putEvents } from "./operations/put-events.ts";
import { ruleOperations } from "./operations/rules.ts";
import { tagOperations } from "./operations/tags.ts";
import { targetOperations } from "./operations/targets.ts";
import { DEFAULT_BUS, ruleArn, SERVICE, type Site } from "./records.ts";
import { eventBusPolicyType, eventBusType } from "./resources/bus.ts";
import { ruleType } from "./resources/rule.ts";
import { Router } from "./router.ts";
import { Timetable } from "./timetable.ts";

/** An event that an AWS service sends to the default bus of an account. */
interface ServiceEvent extends Site {
  /** For example `aws.states`. */
  readonly source: string;
  readonly detailType: string;
  readonly resources: readonly string[];
  /** Plain JSON. */
  readonly detail: object;
}

/** A rule that an AWS service makes for itself in an account. */
interface ManagedRule extends Site {
  readonly name: string;
  /** For example `states.amazonaws.com`. */
  readonly managedBy: string;
  /** JSON text. */
  readonly pattern: string;
}

/** EventBridge, with the doors that other services of the cloud use. */
export interface EventBridgeService extends Service {
  /** Sends an event of an AWS service. */
  emit(event: ServiceEvent): void;
  /** Makes a rule which nobody but its service can change without force. */
  manageRule(rule: ManagedRule): void;
}

/** Amazon EventBridge: buses, rules with patterns or schedules, and what they bring to targets. */
export function eventBridgeService(
  world: World,
  dependencies: EventBridgeDependencies,
): EventBridgeService {
  const router = new Router(world, dependencies);
  const timetable = new Timetable(world, router);
  return {
    signingName: SERVICE,
    protocol: "awsJson1_1",
    sdk,
    target: "AWSEvents",
    operations: {
      PutEvents: putEvents(router),
      ...ruleOperations(timetable),
      ...targetOperations(timetable),
      ...busOperations,
      ...permissionOperations,
      ...tagOperations,
    },
    resources: [eventBusType, eventBusPolicyType, ruleType(timetable)],
    resume() {
      router.resume();
      timetable.resume();
    },
    emit({ account, region, detail, ...facts }) {
      const site = { account, region };
      const event = makeEvent(world, site, { ...facts, detail: detail as Json });
      router.publish(site, DEFAULT_BUS, event);
    },
    manageRule({ account, region, name, managedBy, pattern }) {
      const site = { account, region };
      const arn = ruleArn(site, { bus: DEFAULT_BUS, name });
      timetable.put(site, {
        ...{ name, bus: DEFAULT_BUS, arn, createdBy: account, managedBy, pattern },
        ...{ isEnabled: true, targets: [], tags: {}, since: world.clock.now() },
      });
    },
  };
}
