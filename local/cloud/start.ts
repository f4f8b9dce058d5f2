import type { Configuration } from "../../infra/configuration.ts";
import { centersOf } from "../../infra/ways-in.ts";
import { type CallApi, mayflyClient } from "../client/mayfly-client.ts";
import type { MadeUser } from "../identity/first-credentials.ts";
import type { Clock } from "../kernel/clock.ts";
import { MemoryStorage, type Storage } from "../kernel/collection.ts";
import { seeded } from "../kernel/random.ts";
import type { Service, World } from "../kernel/service.ts";
import { Trace, type Watcher } from "../kernel/trace.ts";
import { installMail } from "../mail/install.ts";
import type { NukeEngine } from "../nuke-engine/build.ts";
import { limitRegions } from "../services/account/regions.ts";
import { issuerKeys } from "../services/http-api/jwt/keys.ts";
import { httpApiRoute } from "../services/http-api/route.ts";
import { foundInstance } from "../services/identity-center/found-instance.ts";
import { foundOrganization } from "../services/organizations/found-organization.ts";
import { hasOrganization } from "../services/organizations/organization.ts";
import { signInRoute } from "../services/sign-in/route.ts";
import { installSlackApp } from "../slack/install.ts";
import { slackRoute } from "../slack/route.ts";
import { verifiedCaller } from "../wire/caller.ts";
import { type HttpRoute, startGateway } from "../wire/gateway.ts";
import { publishEngine } from "./engine.ts";
import { type Person, people } from "./people.ts";
import { type Composition, compose, type Settings } from "./services.ts";
import { type Deployed, deployStacks } from "./stacks.ts";

export interface CloudOptions<C extends Clock> extends Omit<Settings, "endpoint"> {
  readonly clock: C;
  readonly configuration: Configuration;
  readonly engine: NukeEngine;
  /** Folder with the synthesized stacks. */
  readonly assembly: string;
  /** Regions that there are; all of AWS's when absent. */
  readonly regions?: readonly string[];
  /** Memory when absent. */
  readonly storage?: Storage;
  /** All chance in the cloud comes from it. */
  readonly seed?: number;
  /** 0, any that is free, when absent. */
  readonly port?: number;
  /** Where identity providers are served whose `https://` addresses lead nowhere from here. */
  readonly issuers?: Readonly<Record<string, string>>;
  /** Told everything from the start. */
  readonly watch?: Watcher;
  /** What else is served on the same port, and asked first. */
  readonly routes?: (cloud: Served<C>) => readonly HttpRoute[];
}

/** What further routes are made from. */
interface Served<C extends Clock> {
  readonly world: World & { readonly clock: C };
  readonly services: readonly Service[];
  /** Address of the cloud; asked only once it runs. */
  readonly url: () => string;
}

/** A local cloud that runs, with Mayfly deployed in it. */
export interface LocalCloud<C extends Clock> extends Omit<Composition, "cloud">, Deployed {
  readonly world: World & { readonly clock: C };
  readonly configuration: Configuration;
  /** Address of every AWS service, and of the API. */
  readonly url: string;
  readonly people: Readonly<Record<Person, MadeUser>>;
  /** Mayfly's API, called by one of the people. */
  as(person: Person): CallApi;
  close(): Promise<void>;
}

/** Starts a cloud: organization, people, services, gateway, and Mayfly's stacks. */
export async function startCloud<C extends Clock>(
  options: CloudOptions<C>,
): Promise<LocalCloud<C>> {
  const { clock, storage = new MemoryStorage(), configuration, seed = 1 } = options;
  const trace = new Trace();
  if (options.watch) trace.watch(options.watch);
  const world = { clock, storage, random: seeded(seed), trace };
  const { organization } = configuration;
  found(world, configuration);
  if (options.regions) limitRegions(world, options.regions);
  let url = "";
  const made = compose(world, { ...options, endpoint: () => url });
  const { cloud, ...composition } = made;
  const gateway = await startGateway({
    ...cloud,
    port: options.port ?? 0,
    routes: [
      ...(options.routes?.({ world, services: cloud.services, url: () => url }) ?? []),
      signInRoute(world, made),
      slackRoute(world),
      apiRoute(world, made, options.issuers ?? {}),
    ],
    onHang: (key) => composition.lambda.hanging(key, 1),
    onHangEnd: (key) => composition.lambda.hanging(key, -1),
  });
  url = gateway.url;
  try {
    await publishEngine({ world, dispatch: made.dispatch }, configuration, options.engine);
    const known = people(world, organization);
    for (const center of centersOf(configuration))
      foundInstance(world, center, {
        account: organization.managementAccountId,
        people: Object.keys(known),
      });
    const deployed = await deployStacks(world, cloud.services, options.assembly);
    await installSlackApp({ world, dispatch: made.dispatch }, configuration);
    installMail(world, configuration);
    for (const service of cloud.services) service.resume?.();
    const { region } = configuration;
    const now = () => clock.now();
    return {
      ...{ ...composition, ...deployed, world, configuration, url, people: known },
      as: (person) => mayflyClient({ url, region, credentials: known[person], now }),
      close: () => close(made, gateway.close),
    };
  } catch (error) {
    await close(made, gateway.close);
    throw error;
  }
}

/** The organization is there before Mayfly is: with the account it will run in as its only member. */
function found(world: World, { organization }: Configuration): void {
  if (hasOrganization(world)) return;
  const { managementAccountId, vendingAccountId, rootId } = organization;
  foundOrganization(world, {
    ...{ managementAccountId, rootId, managementEmail: "aws+management@example.com" },
    members: [
      { accountId: vendingAccountId, name: "vending", email: "aws+vending@example.com" },
    ].filter(({ accountId }) => accountId !== managementAccountId),
  });
}

const apiRoute = (
  world: World,
  { identity, authorize, dispatch, metric, logs }: Composition,
  issuers: Readonly<Record<string, string>>,
) =>
  httpApiRoute(world, {
    keysOf: issuerKeys(world, issuers),
    ...{ identity, authorize, dispatch, metric },
    callerOf: (request) => verifiedCaller({ identity, world }, request, "execute-api"),
    log: (line) => logs.write(line),
  });

async function close({ lambda, codebuild }: Composition, closeGateway: () => Promise<void>) {
  await codebuild.close();
  lambda.close();
  await closeGateway();
}
