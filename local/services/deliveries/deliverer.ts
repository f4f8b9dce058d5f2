import type { Collection } from "../../kernel/collection.ts";
import type { Identity } from "../../kernel/identity.ts";
import type { Principal, ServicePrincipal } from "../../kernel/principal.ts";
import type { Dispatch, World } from "../../kernel/service.ts";
import { sendDeadLetter } from "./dead-letter.ts";
import type { Delivery } from "./delivery.ts";
import { type Refusal, refusalOf } from "./refusal.ts";
import { callOf } from "./targets.ts";

/** What delivering needs of the rest of the cloud. */
export interface DeliveryDependencies {
  readonly dispatch: Dispatch;
  readonly identity: Pick<Identity, "assumeAsService">;
  /** How many times more than once something is delivered; for trying what receivers make of it. */
  readonly copies?: (delivery: Delivery) => number;
}

/** Who delivers. */
export interface Sender {
  /** Signing name, under which the deliveries are stored. */
  readonly service: string;
  /** For example `events.amazonaws.com`. */
  readonly principal: string;
  /** Told of each attempt that failed, with what becomes of the delivery. */
  readonly failed?: (delivery: Delivery, refusal: Refusal, fate: "retried" | "given up") => void;
  /** Made around the call of a target, for what the service itself must know meanwhile. */
  readonly around?: (
    delivery: Delivery,
    principal: Principal,
    call: () => Promise<unknown>,
  ) => Promise<unknown>;
}

const FIRST_PAUSE = 1_000;
// 185 retries in 24 hours are eight minutes apart.
const LONGEST_PAUSE = 480_000;

/** Brings what a service owes to its targets: at least once, with retries, from storage after a restart. */
export class Deliverer {
  readonly #world: World;
  readonly #sender: Sender;
  readonly #dependencies: DeliveryDependencies;
  /** Ids of deliveries that this process is going to try. */
  readonly #awaited = new Set<string>();

  constructor(world: World, sender: Sender, dependencies: DeliveryDependencies) {
    this.#world = world;
    this.#sender = sender;
    this.#dependencies = dependencies;
  }

  /** Takes something over: from now on it is delivered, whatever happens to the process. */
  take(delivery: Delivery): void {
    this.#put(delivery);
    const copies = this.#dependencies.copies?.(delivery) ?? 0;
    for (let copy = 1; copy <= copies; copy += 1) {
      this.#put({ ...delivery, id: `${delivery.id}-${copy}` });
    }
  }

  /** Takes up what an earlier process left undelivered. */
  resume(): void {
    for (const place of this.#world.storage.places(this.#sender.service, "deliveries")) {
      for (const delivery of this.#at(place).values()) this.#arm(delivery);
    }
  }

  #at({ account, region }: { account: string; region: string }): Collection<Delivery> {
    const place = { service: this.#sender.service, account, region };
    return this.#world.storage.collection(place, "deliveries");
  }

  #put(delivery: Delivery): void {
    this.#at(delivery).set(delivery.id, delivery);
    this.#arm(delivery);
  }

  #arm(delivery: Delivery): void {
    const { id, due, target } = delivery;
    // What this process has taken over already is not taken up once more.
    if (this.#awaited.has(id)) return;
    this.#awaited.add(id);
    this.#world.clock.at(due, `deliver to ${target.arn}`, async () => {
      await this.#attempt(delivery);
    });
  }

  async #attempt(delivery: Delivery): Promise<void> {
    try {
      await this.#call(delivery);
    } catch (error) {
      this.#awaited.delete(delivery.id);
      await this.#failed(delivery, refusalOf(error));
      return;
    }
    this.#forget(delivery);
  }

  #principal({ target, account, sourceArn }: Delivery, id: string): Principal {
    const { principal: service } = this.#sender;
    const own: ServicePrincipal = {
      ...{ kind: "service", service, arn: service, userId: service },
      ...{ account, sourceArn, sourceAccount: account },
    };
    if (target.roleArn === undefined) return own;
    return this.#dependencies.identity.assumeAsService(target.roleArn, own, id).principal;
  }

  async #call(delivery: Delivery): Promise<void> {
    const principal = this.#principal(delivery, delivery.id.slice(0, 64));
    const call = () => this.#dependencies.dispatch({ principal, ...callOf(delivery) });
    await (this.#sender.around?.(delivery, principal, call) ?? call());
  }

  async #failed(delivery: Delivery, refusal: Refusal): Promise<void> {
    const tried = { ...delivery, attempts: delivery.attempts + 1 };
    const due = this.#world.clock.now() + this.#pause(tried.attempts);
    const exhausted = exhaustedBy(tried, due);
    if (refusal.mayPass && exhausted === undefined) {
      this.#sender.failed?.(tried, refusal, "retried");
      this.#put({ ...tried, due });
      return;
    }
    this.#sender.failed?.(tried, refusal, "given up");
    await this.#giveUp(tried, refusal, refusal.mayPass ? exhausted : undefined);
  }

  async #giveUp(delivery: Delivery, refusal: Refusal, exhausted: string | undefined) {
    if (delivery.deadLetterArn !== undefined) {
      const principal = () => this.#principal(delivery, delivery.id.slice(0, 64));
      const letter = { delivery, refusal, exhausted };
      await sendDeadLetter(this.#dependencies.dispatch, principal, letter).catch(() => {
        // A dead letter that cannot be sent is lost, as in AWS; the trace shows the refused call.
      });
    }
    this.#forget(delivery);
  }

  #forget(delivery: Delivery): void {
    this.#awaited.delete(delivery.id);
    this.#at(delivery).delete(delivery.id);
  }

  #pause(attempts: number): number {
    const longest = Math.min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE);
    return Math.round(longest * (0.5 + this.#world.random.next() / 2));
  }
}

/** Which bound of the retry policy the next try would pass. */
function exhaustedBy(
  { attempts, retries, since, maximumAge }: Delivery,
  due: number,
): string | undefined {
  if (attempts > retries) return "MaximumRetryAttempts";
  if (due > since + maximumAge * 1_000) return "MaximumEventAgeInSeconds";
  return undefined;
}
