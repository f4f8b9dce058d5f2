import { eventBridgeBus } from "../../adapters/aws/eventbridge-bus.ts";
import { readEnvironment } from "../shared/environment.ts";
import { room } from "../shared/room.ts";
import * as contract from "./contract.ts";
import { publishEvents } from "./step.ts";

const environment = readEnvironment(contract.environment);

export const handler = room(
  contract.input,
  publishEvents({ bus: eventBridgeBus(environment.EVENT_BUS) }),
);
