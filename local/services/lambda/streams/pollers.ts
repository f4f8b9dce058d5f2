import { NotEmulated } from "../../../kernel/aws-error.ts";
import type { World } from "../../../kernel/service.ts";
import type { LambdaDependencies } from "../dependencies.ts";
import type { Invoker } from "../invoker.ts";
import { type MappingRecord, mappingsOf } from "./mappings.ts";
import { Poller } from "./poller.ts";
import type { StreamSource } from "./source.ts";

/** The pollers of every event source mapping of the cloud. */
export class Pollers {
  readonly #world: World;
  readonly #dependencies: LambdaDependencies;
  readonly #invoker: Invoker;
  readonly #pollers = new Map<string, Poller>();

  constructor(world: World, dependencies: LambdaDependencies, invoker: Invoker) {
    this.#world = world;
    this.#dependencies = dependencies;
    this.#invoker = invoker;
  }

  get streams(): StreamSource {
    const { streams } = this.#dependencies;
    if (!streams) throw new NotEmulated("event source mappings without DynamoDB");
    return streams;
  }

  /** Stores a mapping and begins to poll for it. */
  start(mapping: MappingRecord): void {
    mappingsOf(this.#world, mapping).set(mapping.id, mapping);
    const [world, dependencies, invoker] = [this.#world, this.#dependencies, this.#invoker];
    const parts = { world, dependencies, streams: this.streams, invoker };
    this.#pollers.set(mapping.id, new Poller(parts, mapping));
  }

  stop(mapping: MappingRecord): void {
    mappingsOf(this.#world, mapping).delete(mapping.id);
    this.#pollers.get(mapping.id)?.stop();
    this.#pollers.delete(mapping.id);
  }

  /** Polls for the mappings of an earlier process. */
  resume(): void {
    for (const place of this.#world.storage.places("lambda", "event-source-mappings"))
      for (const mapping of [...mappingsOf(this.#world, place).values()])
        if (!this.#pollers.has(mapping.id)) this.start(mapping);
  }
}
