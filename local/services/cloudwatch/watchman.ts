import type { Timer } from "../../kernel/clock.ts";
import type { ServicePrincipal } from "../../kernel/principal.ts";
import type { Dispatch, World } from "../../kernel/service.ts";
import {
  type AlarmRecord,
  alarmArn,
  alarmsAt,
  type Datum,
  sitesWithAlarms,
  watches,
} from "./alarms.ts";
import {
  mayAlarmEarly,
  periodOf,
  startOf,
  type Verdict,
  verdictOn,
  windowStart,
  withDatum,
} from "./evaluate.ts";
import { notice } from "./notice.ts";

/** The end of the first whole window after an alarm was made. */
function firstLook(alarm: AlarmRecord): number {
  const { evaluationPeriods } = alarm.settings;
  return startOf(alarm, alarm.createdAt) + (1 + evaluationPeriods) * periodOf(alarm);
}

/**
 * Looks at alarms when something comes in and when a period ends that counts; an alarm about which there
 * is nothing more to say sets no timer, so that an idle cloud is idle.
 */
export class Watchman {
  readonly #world: World;
  readonly #dispatch: Dispatch;
  readonly #timers = new Map<string, Timer>();

  constructor(world: World, dispatch: Dispatch) {
    this.#world = world;
    this.#dispatch = dispatch;
  }

  /** Takes a number in, for every alarm that watches it. */
  record(datum: Datum): void {
    for (const alarm of [...alarmsAt(this.#world, datum).values()]) {
      if (!watches(alarm, datum)) continue;
      this.#save(withDatum(alarm, datum));
      this.#lookEarly(alarm);
      this.#arm(alarm, startOf(alarm, this.#world.clock.now()) + periodOf(alarm));
    }
  }

  /** A new alarm judges whole windows only: what was before it is not missing. */
  begin(alarm: AlarmRecord): void {
    this.#save(alarm);
    this.#arm(alarm, firstLook(alarm));
  }

  /** Sets the state by hand. */
  set(alarm: AlarmRecord, verdict: Verdict): void {
    this.#change(alarm, verdict);
  }

  forget(alarm: AlarmRecord): void {
    const arn = alarmArn(alarm, alarm.name);
    this.#timers.get(arn)?.cancel();
    this.#timers.delete(arn);
    alarmsAt(this.#world, alarm).delete(alarm.name);
  }

  resume(): void {
    for (const site of sitesWithAlarms(this.#world))
      for (const alarm of alarmsAt(this.#world, site).values()) {
        const next = startOf(alarm, this.#world.clock.now()) + periodOf(alarm);
        const hasData = alarm.periods.length > 0;
        this.#arm(alarm, hasData ? next : Math.max(next, firstLook(alarm)));
      }
  }

  #save(alarm: AlarmRecord): void {
    alarmsAt(this.#world, alarm).set(alarm.name, alarm);
  }

  #current({ account, region, name }: AlarmRecord): AlarmRecord | undefined {
    return alarmsAt(this.#world, { account, region }).get(name);
  }

  /** What is over the threshold already stays over it: CloudWatch tells within a minute. */
  #lookEarly(of: AlarmRecord): void {
    const alarm = this.#current(of);
    if (alarm === undefined || !mayAlarmEarly(alarm.settings)) return;
    const end = startOf(alarm, this.#world.clock.now()) + periodOf(alarm);
    const verdict = verdictOn(alarm, end);
    if (verdict?.state === "ALARM") this.#change(alarm, verdict);
  }

  #arm(alarm: AlarmRecord, due: number): void {
    const arn = alarmArn(alarm, alarm.name);
    const armed = this.#timers.get(arn);
    if (armed !== undefined && armed.due <= due) return;
    armed?.cancel();
    const look = () => {
      this.#timers.delete(arn);
      this.#look(alarm, due);
    };
    this.#timers.set(arn, this.#world.clock.at(due, `CloudWatch looks at ${alarm.name}`, look));
  }

  #look(of: AlarmRecord, end: number): void {
    const alarm = this.#current(of);
    if (alarm === undefined) return;
    const start = windowStart(alarm, end);
    const kept = { ...alarm, periods: alarm.periods.filter((each) => each.start >= start) };
    this.#save(kept);
    const verdict = verdictOn(kept, end);
    if (verdict !== undefined) this.#change(kept, verdict);
    if (kept.periods.length > 0) this.#arm(alarm, end + periodOf(alarm));
  }

  #change(alarm: AlarmRecord, { state, reason }: Verdict): void {
    if (alarm.state === state) return;
    const at = this.#world.clock.now();
    const changed = { ...alarm, state, reason, stateSince: at };
    this.#save(changed);
    this.#world.trace.tell({ kind: "alarm", at, alarm: alarm.name, state, reason });
    if (!alarm.settings.actionsEnabled) return;
    for (const topic of alarm.settings.actions[state]) this.#publish(topic, changed, alarm.state);
  }

  #publish(topic: string, alarm: AlarmRecord, before: AlarmRecord["state"]): void {
    const { account, region, name } = alarm;
    const service = "cloudwatch.amazonaws.com";
    const principal: ServicePrincipal = {
      ...{ kind: "service", service, arn: service, userId: service, account },
      ...{ sourceArn: alarmArn(alarm, name), sourceAccount: account },
    };
    const input = { TopicArn: topic, ...notice(alarm, before) };
    const publish = async () => {
      await this.#dispatch({
        principal,
        region,
        service: "sns",
        operation: "Publish",
        input,
      }).catch(
        // An action that is refused changes nothing about the alarm; the trace shows the refused call.
        () => undefined,
      );
    };
    this.#world.clock.at(this.#world.clock.now(), `the alarm ${name} tells`, publish);
  }
}
