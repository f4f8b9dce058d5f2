import { execFile } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

/** The release that the differences were looked up for. It is AGPL, so it stays out of the project. */
export const VERSION = "0.1.173";

const NAME = "@cloud-copilot/iam-simulate";
const FOLDER = join(
  import.meta.dirname,
  "../../../node_modules/.cache/judges",
  `iam-simulate-${VERSION}`,
);
export type SimulatedResult = "Allowed" | "ExplicitlyDenied" | "ImplicitlyDenied";

/** What is asked of it; policies are JSON, parsed. */
export interface Simulation {
  readonly principal: string | { readonly type: "Anonymous" };
  readonly action: string;
  readonly resource: { readonly resource: string; readonly accountId: string };
  readonly context: Readonly<Record<string, string | readonly string[]>>;
  readonly identity: readonly unknown[];
  readonly boundary?: unknown;
  readonly session?: unknown;
  readonly serviceControl: readonly (readonly unknown[])[];
  readonly ofResource?: unknown;
}

export type Simulate = (simulation: Simulation) => SimulatedResult;

/** The parts of its inside that are used here: its front door refuses keys, and forgets session policies. */
interface Parts {
  readonly authorize: (request: object) => { readonly result: SimulatedResult };
  readonly loadPolicy: (document: unknown, metadata: { readonly name: string }) => unknown;
  readonly AwsRequestImpl: new (
    principal: Simulation["principal"],
    resource: Simulation["resource"],
    action: string,
    context: unknown,
  ) => unknown;
  readonly RequestContextImpl: new (context: Simulation["context"]) => unknown;
  readonly DiscoveryContextKeyConstraints: new (constraints: readonly never[]) => unknown;
}

const FILES = [
  "iam-simulate/dist/esm/core_engine/CoreSimulatorEngine.js",
  "iam-simulate/dist/esm/request/request.js",
  "iam-simulate/dist/esm/requestContext.js",
  "iam-simulate/dist/esm/context_keys/discoveryContextKeyConstraints.js",
  "iam-policy/dist/esm/index.js",
];

async function install(): Promise<void> {
  console.log(`installing ${NAME} ${VERSION} …`);
  mkdirSync(FOLDER, { recursive: true });
  const quietly = ["--no-save", "--no-audit", "--no-fund", "--loglevel=error"];
  const what = ["install", ...quietly, "--prefix", FOLDER, `${NAME}@${VERSION}`];
  try {
    await promisify(execFile)("npm", what, { cwd: FOLDER });
  } catch (error) {
    rmSync(FOLDER, { recursive: true, force: true });
    throw error;
  }
}

/** Fetches the simulator once, into a folder of its own. Throws when it cannot be had. */
export async function installSimulator(): Promise<Simulate> {
  const scope = join(FOLDER, "node_modules/@cloud-copilot");
  if (!existsSync(scope)) await install();
  const modules = await Promise.all(
    FILES.map((file) => import(pathToFileURL(join(scope, file)).href) as Promise<object>),
  );
  return simulateBy(Object.assign({}, ...modules) as Parts);
}

const simulateBy =
  ({ authorize, loadPolicy, ...make }: Parts): Simulate =>
  (asked) => {
    const loaded = (document: unknown) => loadPolicy(document, { name: "policy" });
    const maybe = (document: unknown) => document && loaded(document);
    const context = new make.RequestContextImpl(asked.context);
    return authorize({
      request: new make.AwsRequestImpl(asked.principal, asked.resource, asked.action, context),
      sessionPolicy: maybe(asked.session),
      identityPolicies: asked.identity.map(loaded),
      serviceControlPolicies: asked.serviceControl.map((level, index) => ({
        orgIdentifier: `level-${index}`,
        policies: level.map(loaded),
      })),
      resourceControlPolicies: [],
      resourcePolicy: maybe(asked.ofResource),
      permissionBoundaries: asked.boundary && [loaded(asked.boundary)],
      vpcEndpointPolicies: undefined,
      simulationParameters: {
        simulationMode: "Strict",
        discoveryContextKeyConstraints: new make.DiscoveryContextKeyConstraints([]),
      },
      serviceSettings: {},
    }).result;
  };
