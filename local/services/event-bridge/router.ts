import type { Target } from "@aws-sdk/client-eventbridge";
import type { World } from "../../kernel/service.ts";
import { Deliverer } from "../deliveries/deliverer.ts";
import { DEFAULT_RETRY, type Delivery } from "../deliveries/delivery.ts";
import type { EventBridgeDependencies } from "./dependencies.ts";
import { patternOf } from "./errors.ts";
import type { BusEvent } from "./event.ts";
import { payloadOf } from "./input/payload.ts";
import { busArn, type RuleRecord, rulesOf, SERVICE, type Site } from "./records.ts";

/** Brings events from buses to the targets of the rules that match. */
export class Router {
  readonly #world: World;
  readonly #deliverer: Deliverer;
  /** Events on their way to another bus, by the session that puts them there. */
  readonly #forwarded = new Map<string, BusEvent>();

  constructor(world: World, dependencies: EventBridgeDependencies) {
    this.#world = world;
    const sender = {
      service: SERVICE,
      principal: "events.amazonaws.com",
      around: async (
        delivery: Delivery,
        { arn }: { arn: string },
        call: () => Promise<unknown>,
      ) => {
        if (delivery.target.event === undefined) return await call();
        // The other bus shows the event as it was here: with its account, id and time.
        this.#forwarded.set(arn, JSON.parse(delivery.deadLetter) as BusEvent);
        try {
          return await call();
        } finally {
          this.#forwarded.delete(arn);
        }
      },
    };
    this.#deliverer = new Deliverer(world, sender, dependencies);
  }

  /** The event of another bus that this session puts, if it is one of ours. */
  forwardedBy(principalArn: string): BusEvent | undefined {
    return this.#forwarded.get(principalArn);
  }

  /** An event arrives at a bus. */
  publish(site: Site, bus: string, event: BusEvent): void {
    this.#world.trace.tell({
      kind: "event",
      at: this.#world.clock.now(),
      bus: busArn(site, bus),
      source: event.source,
      detailType: event["detail-type"],
      detail: event.detail,
    });
    for (const rule of rulesOf(this.#world, site, bus)) {
      const { pattern, isEnabled } = rule;
      if (isEnabled && pattern !== undefined && patternOf(pattern)(event))
        this.fire(site, rule, event);
    }
  }

  /** A rule sends an event to each of its targets. */
  fire(site: Site, rule: RuleRecord, event: BusEvent): void {
    for (const target of rule.targets) {
      this.#deliverer.take(deliveryOf(this.#world, { site, rule, target, event }));
    }
  }

  resume(): void {
    this.#deliverer.resume();
  }
}

interface Addressed {
  readonly site: Site;
  readonly rule: RuleRecord;
  readonly target: Target;
  readonly event: BusEvent;
}

function deliveryOf(world: World, { site, rule, target, event }: Addressed): Delivery {
  const { Arn = "", RoleArn, RetryPolicy = {}, DeadLetterConfig, SqsParameters } = target;
  const isBus = Arn.split(":")[2] === SERVICE;
  const now = world.clock.now();
  const group = SqsParameters?.MessageGroupId;
  return {
    id: world.random.uuid(),
    ...site,
    sourceArn: rule.arn,
    target: {
      arn: Arn,
      ...(RoleArn !== undefined && { roleArn: RoleArn }),
      ...(group !== undefined && { messageGroup: group }),
      ...(isBus && { event: { detailType: event["detail-type"], source: event.source } }),
    },
    payload: isBus ? JSON.stringify(event.detail) : payloadOf(target, event, rule),
    deadLetter: JSON.stringify(event),
    ...(DeadLetterConfig?.Arn !== undefined && { deadLetterArn: DeadLetterConfig.Arn }),
    origin: { RULE_ARN: rule.arn },
    retries: RetryPolicy.MaximumRetryAttempts ?? DEFAULT_RETRY.retries,
    maximumAge: RetryPolicy.MaximumEventAgeInSeconds ?? DEFAULT_RETRY.maximumAge,
    attempts: 0,
    since: now,
    due: now,
  };
}
