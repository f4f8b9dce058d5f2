import { NotEmulated } from "../kernel/aws-error.ts";
import type { Collection } from "../kernel/collection.ts";
import type { ResourceContext, ResourceMade, ResourceType, World } from "../kernel/service.ts";
import { holds, resolve } from "./intrinsics.ts";
import { inOrder } from "./order.ts";
import type { Scope } from "./scope.ts";
import type { Template, TemplateResource } from "./template.ts";

/** One stack, and where it goes. */
export interface StackToDeploy {
  readonly name: string;
  readonly template: Template;
  readonly account: string;
  readonly region: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly tags: Readonly<Record<string, string>>;
  /** The folder or file that was published as this S3 object of the assets bucket. */
  readonly asset: (bucket: string, key: string) => string;
}

/** What a deployment needs of the cloud. */
export interface Deployment {
  readonly world: World;
  readonly types: ReadonlyMap<string, ResourceType>;
}

/** What a resource was made from, so that a restarted cloud recognizes it. */
interface MadeRecord extends ResourceMade {
  readonly type: string;
  readonly properties: string;
}

/**
 * Makes every resource of a stack, one after the other, and answers its outputs. Resources that this
 * stack made before are left as they are; a template that has changed since is refused, because the
 * local cloud makes stacks and does not update them.
 */
export async function deployStack(
  deployment: Deployment,
  stack: StackToDeploy,
): Promise<Readonly<Record<string, string>>> {
  const { account, region, template } = stack;
  const place = { service: "cloudformation", account, region };
  const records = deployment.world.storage.collection<MadeRecord>(place, stack.name);
  const made = new Map<string, ResourceMade>();
  const stackId = `arn:aws:cloudformation:${region}:${account}:stack/${stack.name}/local`;
  const scope: Scope = { ...stack, stackName: stack.name, stackId, made };
  for (const id of inOrder(template)) {
    const resource = template.Resources[id];
    if (resource === undefined || !isWanted(resource, scope)) continue;
    made.set(id, await make({ deployment, stack, scope, records }, id, resource));
  }
  return outputsOf(scope);
}

const isWanted = ({ Condition }: TemplateResource, scope: Scope): boolean =>
  Condition === undefined || holds(Condition, scope);

function outputsOf(scope: Scope): Readonly<Record<string, string>> {
  const wanted = Object.entries(scope.template.Outputs).filter(
    ([, { Condition }]) => Condition === undefined || holds(Condition, scope),
  );
  return Object.fromEntries(
    wanted.map(([name, { Value }]) => [name, String(resolve(Value, scope))]),
  );
}

interface Making {
  readonly deployment: Deployment;
  readonly stack: StackToDeploy;
  readonly scope: Scope;
  readonly records: Collection<MadeRecord>;
}

async function make(making: Making, id: string, resource: TemplateResource): Promise<ResourceMade> {
  const { deployment, stack, scope, records } = making;
  const where = `${id} (${resource.Type}) of stack ${stack.name}`;
  const type = deployment.types.get(resource.Type);
  if (type === undefined) throw new NotEmulated(`the resource type of ${where}`);
  const properties = resolve(resource.Properties, scope) as object;
  const strange = Object.keys(properties).find((name) => !type.properties.includes(name));
  if (strange !== undefined) throw new NotEmulated(`the property ${strange} of ${where}`);
  const text = JSON.stringify(properties);
  const before = records.get(id);
  if (before !== undefined) return unchanged(before, text, where);
  try {
    const made = await type.create(properties as never, contextOf(making, id));
    records.set(id, { ...made, type: resource.Type, properties: text });
    return made;
  } catch (error) {
    throw new Error(`${where} cannot be made: ${(error as Error).message}`, { cause: error });
  }
}

function unchanged(before: MadeRecord, properties: string, where: string): ResourceMade {
  if (before.properties === properties) return before;
  throw new Error(
    `${where} has changed since it was made, and the local cloud does not update stacks. Begin with a new state folder.`,
  );
}

/** Characters of the random part of a physical name. */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const SUFFIX = 12;

function contextOf({ deployment, stack }: Making, logicalId: string): ResourceContext {
  const { world } = deployment;
  return {
    world,
    account: stack.account,
    region: stack.region,
    stackName: stack.name,
    logicalId,
    tags: stack.tags,
    physicalName: (longest) => {
      const suffix = `-${world.random.text(SUFFIX, ALPHABET)}`;
      return `${stack.name}-${logicalId}`.slice(0, longest - suffix.length) + suffix;
    },
    asset: stack.asset,
  };
}
