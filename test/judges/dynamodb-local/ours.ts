import { VirtualClock } from "../../../local/kernel/clocks/virtual-clock.ts";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import { seeded } from "../../../local/kernel/random.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import { dynamodbService } from "../../../local/services/dynamodb/service.ts";
import { startGateway } from "../../../local/wire/gateway.ts";
import { identity, NOW } from "../../local/wire/identities.ts";

const ENOUGH = 10_000;

/** Our DynamoDB behind a gateway, with a clock that is moved by hand. */
export async function startOurs() {
  const clock = new VirtualClock(NOW);
  const world = { clock, storage: new MemoryStorage(), random: seeded(1), trace: new Trace() };
  const services = [dynamodbService(world)];
  const gateway = await startGateway({ world, identity, services, port: 0 });
  return {
    url: gateway.url,
    now: () => clock.now(),
    /** Lets changes of tables be done. */
    settle: () => clock.run({ until: clock.now() + ENOUGH }),
    stop: () => gateway.close(),
  };
}
