import * as iam from "@aws-sdk/client-iam";
import * as organizations from "@aws-sdk/client-organizations";
import * as sts from "@aws-sdk/client-sts";
import type { Credentials } from "../../../local/kernel/principal.ts";
import { valueAt } from "../support/value-at.ts";
import type { Asked, Compared } from "./asked.ts";

/** What came of a call: the answer, or the name of the error. */
export type Outcome = { readonly answer: object } | { readonly error: string };

/** One of the two that are compared. */
export interface Side {
  ask(asked: Asked): Promise<Outcome>;
}

interface AnyClient {
  send(command: object): Promise<object>;
}

const SDKS: Readonly<Record<Compared, object>> = { iam, organizations, sts };

/** Replaces `{name}` in every text of an input. Throws for a name that has no value. */
function filled(input: unknown, values: ReadonlyMap<string, string>): unknown {
  if (typeof input === "string") {
    return input.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = values.get(name);
      if (value === undefined) throw new Error(`Nothing was kept as {${name}}.`);
      return value;
    });
  }
  if (Array.isArray(input)) return input.map((each) => filled(each, values));
  if (typeof input !== "object" || input === null) return input;
  return Object.fromEntries(
    Object.entries(input).map(([name, each]) => [name, filled(each, values)]),
  );
}

function commandMaker(
  { service, operation, input = {} }: Asked,
  values: ReadonlyMap<string, string>,
): (more: object) => object {
  const commands = SDKS[service] as Record<string, new (input: object) => object>;
  const Command = commands[`${operation}Command`];
  if (!Command) throw new Error(`The SDK of ${service} has no ${operation}.`);
  const whole = filled(input, values) as object;
  return (more) => new Command({ ...whole, ...more });
}

type MakeClient = (settings: object) => AnyClient;

/** A new client for each call: they remember how far the clock of a service is off, which jumps here. */
const CLIENTS: Readonly<Record<Compared, MakeClient>> = {
  iam: (settings) => new iam.IAMClient(settings),
  organizations: (settings) => new organizations.OrganizationsClient(settings),
  sts: (settings) => new sts.STSClient(settings),
};

/** The page that comes after another one, behind what was on that one. */
function joined(before: object, page: object): object {
  const lists = Object.entries(before).filter(([, value]) => Array.isArray(value));
  const whole = lists.map(([name, items]: [string, unknown[]]): [string, unknown[]] => {
    const more = (page as Readonly<Record<string, unknown[]>>)[name] ?? [];
    return [name, [...items, ...more]];
  });
  return { ...page, ...Object.fromEntries(whole) };
}

/** Sends a command, and again for each further page: Organizations may answer pages that are empty. */
async function everyPage(send: (more: object) => Promise<object>): Promise<object> {
  let answer = await send({});
  for (;;) {
    const { NextToken } = answer as { readonly NextToken?: string };
    if (NextToken === undefined) return answer;
    answer = joined(answer, await send({ NextToken }));
  }
}

/** The AWS SDK for JavaScript at an address, with what later calls need of earlier answers. */
export function sideAt(endpoint: string, credentials: Credentials): Side {
  const settings = { endpoint, credentials, region: "us-east-1", maxAttempts: 1 };
  const values = new Map<string, string>();
  return {
    async ask(asked) {
      const client = CLIENTS[asked.service](settings);
      const commandWith = commandMaker(asked, values);
      try {
        const answer = await everyPage((more) => client.send(commandWith(more)));
        for (const [name, path] of Object.entries(asked.keep ?? {})) {
          values.set(name, String(valueAt(answer, path)));
        }
        return { answer };
      } catch (error) {
        return { error: (error as Error).name };
      }
    },
  };
}
