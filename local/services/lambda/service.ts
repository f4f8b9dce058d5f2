import * as sdk from "@aws-sdk/client-lambda";
import type { Service, World } from "../../kernel/service.ts";
import { EventQueue } from "./asynchronous/event-queue.ts";
import type { LambdaDependencies } from "./dependencies.ts";
import { Invoker } from "./invoker.ts";
import { functionOperations } from "./operations/functions.ts";
import { invokeOperation } from "./operations/invoke.ts";
import { layerOperations } from "./operations/layers.ts";
import { mappingOperations } from "./operations/mappings.ts";
import { permissionOperations } from "./operations/permissions.ts";
import { tagOperations } from "./operations/tags.ts";
import { QueueSources } from "./queue-sources/queue-mapping.ts";
import { eventInvokeConfigType } from "./resources/event-invoke-config.ts";
import { eventSourceMappingType } from "./resources/event-source-mapping.ts";
import { functionType } from "./resources/function.ts";
import { permissionType } from "./resources/permission.ts";
import { Pollers } from "./streams/pollers.ts";

/** Lambda, and what the gateway and tests ask of it beyond its API. */
export interface LambdaService extends Service {
  /** The gateway lets a call that was signed with this access key hang (1), or does so no longer (-1). */
  hanging(accessKeyId: string, change: 1 | -1): void;
  /** How many execution environments were started. */
  readonly coldStarts: number;
  /** Ends every execution environment and closes its sockets. */
  close(): void;
}

/**
 * AWS Lambda, as far as Mayfly deploys it and clients ask of it. Functions run in this process, from
 * their bundles, each execution environment with globals of its own and as the function's role.
 */
export function lambdaService(world: World, dependencies: LambdaDependencies): LambdaService {
  const invoker = new Invoker(world, dependencies);
  const { environments } = invoker;
  const queue = new EventQueue(world, dependencies, invoker);
  const pollers = new Pollers(world, dependencies, invoker);
  const queueSources = new QueueSources(dependencies, invoker);
  return {
    signingName: "lambda",
    protocol: "restJson",
    sdk,
    operations: {
      Invoke: invokeOperation(invoker, queue),
      ...functionOperations(environments),
      ...permissionOperations,
      ...mappingOperations(pollers),
      ...tagOperations,
      ...layerOperations,
    },
    resources: [
      functionType(dependencies),
      permissionType,
      eventInvokeConfigType,
      eventSourceMappingType(pollers, dependencies, queueSources),
    ],
    resume() {
      queue.resume();
      pollers.resume();
      queueSources.resume(world);
    },
    hanging: (accessKeyId, change) => environments.withAccessKey(accessKeyId)?.hanging(change),
    get coldStarts() {
      return environments.coldStarts;
    },
    close: () => environments.retire(),
  };
}
