import type {
  CreateEventBusRequest,
  CreateEventBusResponse,
  DeleteEventBusRequest,
  DescribeEventBusRequest,
  DescribeEventBusResponse,
  ListEventBusesRequest,
  ListEventBusesResponse,
} from "@aws-sdk/client-eventbridge";
import type { Call, Operation } from "../../../kernel/service.ts";
import { pageOf } from "../../paging/page.ts";
import { validation } from "../errors.ts";
import { busAt, findBus } from "../find.ts";
import { makeBus } from "../make-bus.ts";
import {
  type Answer,
  busArnOf,
  busName,
  eventsOperation,
  requestTags,
  tagsOf,
} from "../operation.ts";
import { type BusRecord, busArn, busesAt, DEFAULT_BUS, rulesOf } from "../records.ts";
import { invalidToken } from "./rules.ts";

const PAGE = 100;

const shown = (call: Call, bus: BusRecord) => ({
  Name: bus.name,
  Arn: busArn(call, bus.name),
  ...(bus.description !== undefined && { Description: bus.description }),
  ...(bus.policy !== undefined && { Policy: bus.policy }),
  CreationTime: new Date(bus.createdAt),
  LastModifiedTime: new Date(bus.createdAt),
});

const createEventBus: Operation<
  CreateEventBusRequest,
  Answer<CreateEventBusResponse>
> = eventsOperation({
  name: "CreateEventBus",
  members: ["Name", "Description", "Tags"],
  resource: ({ Name }, call) => busArnOf(Name, call),
  context: ({ Tags }) => requestTags(Tags),
  run({ Name = "", Description, Tags }, call) {
    const facts = {
      name: Name,
      tags: tagsOf(Tags),
      ...(Description !== undefined && { description: Description }),
    };
    const { name } = makeBus(call.world, call, facts);
    return {
      EventBusArn: busArn(call, name),
      ...(Description !== undefined && { Description }),
    };
  },
});

const describeEventBus: Operation<
  DescribeEventBusRequest,
  Answer<DescribeEventBusResponse>
> = eventsOperation({
  name: "DescribeEventBus",
  members: ["Name"],
  resource: ({ Name }, call) => busArnOf(Name, call),
  run: ({ Name }, call) => shown(call, findBus(call.world, call, busName(Name))),
});

const listEventBuses: Operation<
  ListEventBusesRequest,
  Answer<ListEventBusesResponse>
> = eventsOperation({
  name: "ListEventBuses",
  members: ["NamePrefix", "NextToken", "Limit"],
  run({ NamePrefix = "", NextToken, Limit = PAGE }, call) {
    const custom = [...busesAt(call.world, call).values()];
    const standard = busAt(call.world, call, DEFAULT_BUS);
    const all = [
      ...(standard ? [standard] : []),
      ...custom.filter(({ name }) => name !== DEFAULT_BUS),
    ];
    const found = all.filter(({ name }) => name.startsWith(NamePrefix));
    const { items, next } = pageOf(found, { limit: Limit, token: NextToken }, invalidToken);
    return {
      EventBuses: items.map((bus) => shown(call, bus)),
      ...(next !== undefined && { NextToken: next }),
    };
  },
});

/** A bus that does not exist is deleted already. */
const deleteEventBus: Operation<DeleteEventBusRequest, Record<string, never>> = eventsOperation({
  name: "DeleteEventBus",
  members: ["Name"],
  resource: ({ Name }, call) => busArnOf(Name, call),
  run({ Name }, call) {
    const name = busName(Name);
    if (name === DEFAULT_BUS) throw validation("Cannot delete event bus default.");
    if (rulesOf(call.world, call, name).length > 0) {
      throw validation("Event bus can't be deleted since it has rules.");
    }
    busesAt(call.world, call).delete(name);
    return {};
  },
});

/** Operations on event buses. */
export const busOperations = {
  CreateEventBus: createEventBus,
  DescribeEventBus: describeEventBus,
  ListEventBuses: listEventBuses,
  DeleteEventBus: deleteEventBus,
};
