import {
  DeleteEventBusCommand,
  DeleteRuleCommand,
  type EventBridgeClient,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  RemoveTargetsCommand,
  type Rule,
} from "@aws-sdk/client-eventbridge";
import type { Kind, Site } from "../resource.ts";

interface Listed<T> {
  readonly items: readonly T[];
  readonly next: string | undefined;
}

/** EventBridge's listings have no paginator in the SDK. */
async function everything<T>(list: (token?: string) => Promise<Listed<T>>): Promise<readonly T[]> {
  const all: T[] = [];
  let token: string | undefined;
  do {
    const { items, next } = await list(token);
    all.push(...items);
    token = next;
  } while (token !== undefined);
  return all;
}

const busesOf = (events: EventBridgeClient) =>
  everything(async (NextToken) => {
    const answer = await events.send(new ListEventBusesCommand({ NextToken }));
    const items = (answer.EventBuses ?? []).map(({ Name = "" }) => Name);
    return { items, next: answer.NextToken };
  });

async function rulesOf({ clients: { events } }: Site): Promise<readonly Rule[]> {
  const buses = await busesOf(events);
  const found = buses.map((EventBusName) =>
    everything(async (NextToken) => {
      const answer = await events.send(new ListRulesCommand({ EventBusName, NextToken }));
      const items = (answer.Rules ?? []).map((rule) => ({ ...rule, EventBusName }));
      return { items, next: answer.NextToken };
    }),
  );
  return (await Promise.all(found)).flat();
}

const target: Kind = {
  type: "CloudWatchEventsTarget",
  list: async (site) => {
    const { events } = site.clients;
    const found = (await rulesOf(site)).map(async ({ Name: Rule, EventBusName }) => {
      const command = new ListTargetsByRuleCommand({ Rule, EventBusName });
      const { Targets = [] } = await events.send(command);
      return Targets.map(({ Id = "" }) => ({
        name: `Rule: ${Rule} Target ID: ${Id}`,
        properties: { TargetID: Id, Name: Rule, BusName: EventBusName },
        remove: () =>
          events.send(new RemoveTargetsCommand({ Ids: [Id], Rule, EventBusName, Force: true })),
      }));
    });
    return (await Promise.all(found)).flat();
  },
};

const rule: Kind = {
  type: "CloudWatchEventsRule",
  list: async (site) =>
    (await rulesOf(site)).map(({ Name, Arn, State, EventBusName }) => ({
      name: `Rule: ${Name}`,
      properties: { Name, ARN: Arn, State, EventBusName },
      remove: () =>
        site.clients.events.send(new DeleteRuleCommand({ Name, EventBusName, Force: true })),
    })),
};

const bus: Kind = {
  type: "CloudWatchEventsBuses",
  list: async ({ clients: { events } }) =>
    (await busesOf(events))
      .filter((name) => name !== "default")
      .map((name) => ({
        name,
        properties: {},
        remove: () => events.send(new DeleteEventBusCommand({ Name: name })),
      })),
};

export const eventKinds: readonly Kind[] = [target, rule, bus];
