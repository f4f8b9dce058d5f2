import type { World } from "../../kernel/service.ts";
import { type GroupRecord, groupArn, groupsOf, type LogPlace } from "./groups.ts";

/** One line of a log. */
export interface LogEvent {
  readonly id: string;
  readonly stream: string;
  /** Milliseconds since the epoch: when it happened, and when it came in. */
  readonly at: number;
  readonly ingestedAt: number;
  readonly message: string;
}

/** One stream of a group. */
export interface LogStreamFacts {
  readonly name: string;
  readonly createdAt: number;
  readonly firstAt?: number;
  readonly lastAt?: number;
  readonly ingestedAt?: number;
}

/** What a group holds. */
interface Contents {
  readonly streams: Map<string, LogStreamFacts>;
  events: LogEvent[];
}

/** Events and streams of a group that are kept at most; older ones are forgotten, to bound the memory. */
const MOST_EVENTS = 10_000;
const MOST_STREAMS = 1000;

const DAY = 86_400_000;

/** Where a line belongs. */
export interface LogLine extends LogPlace {
  readonly group: string;
  readonly stream: string;
  readonly at: number;
  readonly line: string;
}

/** The lines of every log group of the cloud, as many as fit. They are forgotten with the process. */
export class LogStore {
  readonly #world: World;
  readonly #watch: (line: LogLine) => void;
  readonly #contents = new Map<string, Contents>();
  #count = 0;

  /** `watch` is told of every line, for metrics in it. */
  constructor(world: World, watch: (line: LogLine) => void) {
    this.#world = world;
    this.#watch = watch;
  }

  /** Writes a line; the group and the stream are made when they are not there. */
  write(line: LogLine): void {
    const groups = groupsOf(this.#world, line);
    if (!groups.has(line.group)) {
      const { account, region, group: name } = line;
      groups.set(name, { name, account, region, createdAt: this.#world.clock.now(), tags: {} });
    }
    this.makeStream(line, line.group, line.stream);
    this.append(line);
  }

  /** Adds a line to a stream that exists. */
  append(line: LogLine): void {
    const { at, group, stream, line: message } = line;
    const contents = this.#contentsOf(line, group);
    const ingestedAt = this.#world.clock.now();
    this.#count += 1;
    const id = String(this.#count).padStart(56, "0");
    contents.events.push({ id, stream, at, ingestedAt, message });
    // Dropped in batches, so that a full group does not move its whole array for every line.
    if (contents.events.length > MOST_EVENTS * 1.1)
      contents.events = contents.events.slice(-MOST_EVENTS);
    const facts = contents.streams.get(stream) ?? { name: stream, createdAt: ingestedAt };
    const firstAt = facts.firstAt ?? at;
    contents.streams.set(stream, { ...facts, firstAt, lastAt: at, ingestedAt });
    this.#world.trace.tell({ kind: "log", at, logGroup: group, line: message });
    this.#watch(line);
  }

  /** Makes a stream unless it is there; answers whether it was made. */
  makeStream(place: LogPlace, group: string, name: string): boolean {
    const { streams } = this.#contentsOf(place, group);
    if (streams.has(name)) return false;
    streams.set(name, { name, createdAt: this.#world.clock.now() });
    const [oldest] = streams.keys();
    if (streams.size > MOST_STREAMS && oldest !== undefined) streams.delete(oldest);
    return true;
  }

  streamsOf(group: GroupRecord): readonly LogStreamFacts[] {
    return [...this.#contentsOf(group, group.name).streams.values()];
  }

  stream(group: GroupRecord, name: string): LogStreamFacts | undefined {
    return this.#contentsOf(group, group.name).streams.get(name);
  }

  /** What is kept of a group and not older than its retention, in the order in which it came in. */
  eventsOf(group: GroupRecord): readonly LogEvent[] {
    const { events } = this.#contentsOf(group, group.name);
    if (group.retentionDays === undefined) return events;
    const oldest = this.#world.clock.now() - group.retentionDays * DAY;
    return events.filter(({ at }) => at >= oldest);
  }

  forgetStream(group: GroupRecord, name: string): void {
    const contents = this.#contentsOf(group, group.name);
    contents.streams.delete(name);
    contents.events = contents.events.filter(({ stream }) => stream !== name);
  }

  forgetGroup(group: GroupRecord): void {
    this.#contents.delete(groupArn(group, group.name));
  }

  #contentsOf(place: LogPlace, group: string): Contents {
    const arn = groupArn(place, group);
    const contents = this.#contents.get(arn) ?? { streams: new Map(), events: [] };
    this.#contents.set(arn, contents);
    return contents;
  }
}
