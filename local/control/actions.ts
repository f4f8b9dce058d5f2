import * as z from "zod";
import type { Configuration } from "../../infra/configuration.ts";
import { people } from "../cloud/people.ts";
import type { RunningClock } from "../kernel/clocks/running-clock.ts";
import type { Service, World } from "../kernel/service.ts";
import { mailsText } from "../mail/show.ts";
import { charge } from "../services/cost-explorer/charges.ts";
import { conversationText } from "../slack/show.ts";
import type { FaultDesk } from "./faults.ts";
import { checkNames } from "./faults.ts";
import { organizationTree } from "./organization-tree.ts";
import { actInSlack } from "./slack.ts";
import { Wrong } from "./wrong.ts";

/** A running cloud, as far as it can be looked at and changed from outside. */
export interface Controlled {
  readonly world: World & { readonly clock: RunningClock };
  readonly services: readonly Service[];
  readonly faults: FaultDesk;
  readonly configuration: Configuration;
  /** Address of the cloud; asked only once it runs. */
  readonly url: () => string;
}

/** Answers a request, given its body. Throws Wrong, and ZodError for a body that is not understood. */
type Action = (cloud: Controlled, body: unknown) => unknown;

const LONGEST_ADVANCE_MS = 400 * 24 * 3_600_000;

const advance = z.strictObject({ milliseconds: z.int().min(1).max(LONGEST_ADVANCE_MS) });

/** In US dollars, on the cloud's present day; Cost Explorer tells it hours later. */
const cost = z.strictObject({
  accountId: z.string().regex(/^\d{12}$/, "is not the number of an AWS account"),
  amount: z.number(),
});

const mailbox = z.strictObject({ to: z.email().optional() });

const fault = z.union([
  z.enum(["throttle", "serverError", "reset", "timeoutBefore", "timeoutAfter", "lostAnswer"]),
  z.strictObject({ slow: z.int().positive() }),
]);

const plannedFault = z.strictObject({
  service: z.string().optional(),
  operation: z.string().optional(),
  account: z.string().optional(),
  nth: z.int().positive().optional(),
  every: z.int().positive().optional(),
  fault,
});

const timeOf = ({ world }: Controlled) => ({ time: new Date(world.clock.now()).toISOString() });

/** What can be asked of a running cloud, by method and path. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  "GET /_local/cloud": (cloud) => ({
    ...timeOf(cloud),
    region: cloud.configuration.region,
    prefix: cloud.configuration.prefix,
    people: people(cloud.world, cloud.configuration.organization),
  }),
  "GET /_local/slack": ({ world }) => ({ text: conversationText(world) }),
  "POST /_local/slack": async ({ world, url }, body) =>
    await actInSlack({ world, url: url() }, body),
  "POST /_local/mail": ({ world }, body) => ({ text: mailsText(world, mailbox.parse(body).to) }),
  "GET /_local/organization": ({ world }) => organizationTree(world),
  "POST /_local/advance": async (cloud, body) => {
    const { milliseconds } = advance.parse(body);
    const { clock } = cloud.world;
    await clock.waiting(() => clock.skip(milliseconds));
    return timeOf(cloud);
  },
  "POST /_local/costs": (cloud, body) => {
    const { accountId, amount } = cost.parse(body);
    charge(cloud.world, { accountId, amount });
    return timeOf(cloud);
  },
  "GET /_local/faults": ({ faults }) => ({ faults: faults.list() }),
  "POST /_local/faults": ({ faults, services }, body) => {
    const { service, operation, account, nth, every, ...rest } = plannedFault.parse(body);
    if (nth !== undefined && every !== undefined)
      throw new Wrong("A fault strikes the n-th call or every n-th one, not both.");
    const planned = {
      ...rest,
      ...(service !== undefined && { service }),
      ...(operation !== undefined && { operation }),
      ...(account !== undefined && { account }),
      ...(nth !== undefined && { nth }),
      ...(every !== undefined && { every }),
    };
    checkNames(services, planned);
    return faults.add(planned);
  },
  "DELETE /_local/faults": ({ faults }) => {
    faults.clear();
    return { faults: faults.list() };
  },
};
