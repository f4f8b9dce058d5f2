import { readAssembly, type SynthesizedStack } from "../cloudformation/assembly.ts";
import { deployStack } from "../cloudformation/deploy.ts";
import type { ResourceType, Service, World } from "../kernel/service.ts";

/** What the deployed stacks say of themselves. */
export interface Deployed {
  /** Outputs of all stacks, by name. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly resources: number;
}

const typesOf = (services: readonly Service[]): ReadonlyMap<string, ResourceType> =>
  new Map(services.flatMap(({ resources = [] }) => resources).map((each) => [each.type, each]));

/** A stack that another one's outputs fill in comes after it. */
const byParameters = (stacks: readonly SynthesizedStack[]) =>
  stacks.toSorted(
    (one, other) =>
      Object.keys(one.template.Parameters).length - Object.keys(other.template.Parameters).length,
  );

/**
 * Deploys every stack of a synthesized app. Outputs of the earlier ones become parameters of the same
 * name of the later ones, as `npm run deploy` hands them over.
 */
export async function deployStacks(
  world: World,
  services: readonly Service[],
  assembly: string,
): Promise<Deployed> {
  const types = typesOf(services);
  let outputs: Readonly<Record<string, string>> = {};
  let resources = 0;
  for (const stack of byParameters(readAssembly(assembly))) {
    const made = await deployStack({ world, types }, { ...stack, parameters: outputs });
    outputs = { ...outputs, ...made };
    resources += Object.keys(stack.template.Resources).length;
  }
  return { outputs, resources };
}
