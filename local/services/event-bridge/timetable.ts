import type { Timer } from "../../kernel/clock.ts";
import type { World } from "../../kernel/service.ts";
import { nextMoment, parseSchedule } from "../schedule-expressions/expression.ts";
import { makeEvent } from "./event.ts";
import { type RuleRecord, ruleKey, rulesAt, SERVICE, type Site, siteOf } from "./records.ts";
import type { Router } from "./router.ts";

/** Fires the rules that have a schedule. */
export class Timetable {
  readonly #world: World;
  readonly #router: Router;
  readonly #timers = new Map<string, Timer>();

  constructor(world: World, router: Router) {
    this.#world = world;
    this.#router = router;
  }

  /** The next moment of a rule's schedule after now. */
  nextOf({ schedule, since, isEnabled }: Omit<RuleRecord, "next">): number | undefined {
    const expression = schedule === undefined ? undefined : parseSchedule(schedule);
    if (!expression || !isEnabled) return undefined;
    // Schedules of rules know no time zone but UTC.
    const now = this.#world.clock.now();
    const next = nextMoment(expression, { start: since, zone: "UTC" }, now);
    return next;
  }

  /** Writes a rule that was made or changed, and waits for its next moment. */
  put(site: Site, rule: Omit<RuleRecord, "next">): void {
    const next = this.nextOf(rule);
    const record = { ...rule, ...(next !== undefined && { next }) };
    rulesAt(this.#world, site).set(ruleKey(rule), record);
    this.#arm(site, record);
  }

  /** Forgets a rule. */
  remove(site: Site, rule: RuleRecord): void {
    rulesAt(this.#world, site).delete(ruleKey(rule));
    this.#timers.get(rule.arn)?.cancel();
    this.#timers.delete(rule.arn);
  }

  /** Takes up the schedules again; of moments that were missed one is made up for. */
  resume(): void {
    for (const { account, region } of this.#world.storage.places(SERVICE, "rules")) {
      const site = { account, region };
      for (const rule of rulesAt(this.#world, site).values()) this.#arm(site, rule);
    }
  }

  #arm(site: Site, rule: RuleRecord): void {
    this.#timers.get(rule.arn)?.cancel();
    this.#timers.delete(rule.arn);
    if (rule.next === undefined) return;
    const label = `rule ${rule.name}`;
    const timer = this.#world.clock.at(rule.next, label, () => this.#fire(site, ruleKey(rule)));
    this.#timers.set(rule.arn, timer);
  }

  #fire(site: Site, key: string): void {
    const rule = rulesAt(this.#world, site).get(key);
    if (rule?.next === undefined) return;
    const event = makeEvent(this.#world, siteOf(rule.arn), {
      source: "aws.events",
      detailType: "Scheduled Event",
      detail: {},
      resources: [rule.arn],
      at: rule.next,
    });
    const { next: _, ...rest } = rule;
    this.put(site, rest);
    this.#router.fire(site, rule, event);
  }
}
