import type { Timer } from "../../kernel/clock.ts";
import type { World } from "../../kernel/service.ts";
import { Deliverer, type DeliveryDependencies } from "../deliveries/deliverer.ts";
import { DEFAULT_RETRY, type Delivery } from "../deliveries/delivery.ts";
import { nextFiring } from "./firing.ts";
import { payloadOf } from "./payload.ts";
import {
  type Firing,
  groupArn,
  type Named,
  type ScheduleRecord,
  SERVICE,
  type Site,
  scheduleArn,
  scheduleKey,
  schedulesAt,
} from "./records.ts";

/** Fires schedules at their times and brings what they send to its target. */
export class Timetable {
  readonly #world: World;
  readonly #deliverer: Deliverer;
  readonly #timers = new Map<string, Timer>();

  constructor(world: World, dependencies: DeliveryDependencies) {
    this.#world = world;
    const sender = { service: SERVICE, principal: `${SERVICE}.amazonaws.com` };
    this.#deliverer = new Deliverer(world, sender, dependencies);
  }

  /** Writes a schedule that was made or changed, and waits for its first firing. */
  put(site: Site, { next: _, ...schedule }: ScheduleRecord): void {
    this.#write(site, schedule, nextFiring(this.#world, schedule));
  }

  /** Forgets a schedule. Answers whether it was there. */
  remove(site: Site, schedule: Named): boolean {
    const key = scheduleArn(site, schedule);
    this.#timers.get(key)?.cancel();
    this.#timers.delete(key);
    return schedulesAt(this.#world, site).delete(scheduleKey(schedule));
  }

  /** Takes up all schedules again; of firings that were missed one is made up for. */
  resume(): void {
    this.#deliverer.resume();
    for (const { account, region } of this.#world.storage.places(SERVICE, "schedules")) {
      const site = { account, region };
      for (const schedule of schedulesAt(this.#world, site).values()) this.#arm(site, schedule);
    }
  }

  #write(site: Site, schedule: ScheduleRecord, next: Firing | undefined): void {
    const record = { ...schedule, ...(next && { next }) };
    schedulesAt(this.#world, site).set(scheduleKey(schedule), record);
    this.#arm(site, record);
  }

  #arm(site: Site, schedule: ScheduleRecord): void {
    const key = scheduleArn(site, schedule);
    this.#timers.get(key)?.cancel();
    this.#timers.delete(key);
    if (!schedule.next) return;
    const fire = () => this.#fire(site, scheduleKey(schedule));
    this.#timers.set(key, this.#world.clock.at(schedule.next.due, `schedule ${key}`, fire));
  }

  #fire(site: Site, key: string): void {
    const schedule = schedulesAt(this.#world, site).get(key);
    if (!schedule?.next) return;
    const { next: firing, ...rest } = schedule;
    this.#deliverer.take(this.#deliveryOf(site, schedule, firing));
    const next = nextFiring(this.#world, rest, firing.scheduled);
    if (!next && schedule.deletesItself) this.remove(site, schedule);
    else this.#write(site, rest, next);
  }

  #deliveryOf(site: Site, schedule: ScheduleRecord, { scheduled }: Firing): Delivery {
    const { Arn = "", RoleArn = "", RetryPolicy, DeadLetterConfig } = schedule.target;
    const { EventBridgeParameters: event, SqsParameters } = schedule.target;
    const group = SqsParameters?.MessageGroupId;
    const id = this.#world.random.uuid();
    const payload = payloadOf(site, schedule, { id, scheduled });
    const now = this.#world.clock.now();
    return {
      id,
      ...{ account: site.account, region: site.region },
      sourceArn: groupArn(site, schedule.group),
      target: {
        arn: Arn,
        roleArn: RoleArn,
        ...(group !== undefined && { messageGroup: group }),
        ...(event && {
          event: { detailType: event.DetailType ?? "", source: event.Source ?? "" },
        }),
      },
      ...{ payload, deadLetter: payload },
      ...(DeadLetterConfig?.Arn !== undefined && { deadLetterArn: DeadLetterConfig.Arn }),
      origin: {
        SCHEDULE_ARN: scheduleArn(site, schedule),
        EXECUTION_ID: id,
        SCHEDULED_TIME: new Date(scheduled).toISOString(),
        IS_PAYLOAD_TRUNCATED: "false",
      },
      retries: RetryPolicy?.MaximumRetryAttempts ?? DEFAULT_RETRY.retries,
      maximumAge: RetryPolicy?.MaximumEventAgeInSeconds ?? DEFAULT_RETRY.maximumAge,
      ...{ attempts: 0, since: now, due: now },
    };
  }
}
