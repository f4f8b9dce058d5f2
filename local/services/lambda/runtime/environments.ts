import type { RoleSession } from "../../../kernel/principal.ts";
import type { World } from "../../../kernel/service.ts";
import type { LambdaDependencies } from "../dependencies.ts";
import { throttled } from "../errors.ts";
import type { FunctionRecord } from "../functions.ts";
import { roleSession } from "../role-session.ts";
import { Environment } from "./environment.ts";
import { variablesOf } from "./variables.ts";

/** Milliseconds for which an environment must still be able to sign, beyond the function's timeout. */
const CREDENTIALS_MARGIN = 60_000;

const HEX = "0123456789abcdef";

/** The environments of one function. */
interface Pool {
  readonly idle: Environment[];
  readonly busy: Set<Environment>;
}

/** Every execution environment of the cloud: warm ones are used again, each for one invocation at a time. */
export class Environments {
  readonly #world: World;
  readonly #dependencies: LambdaDependencies;
  readonly #pools = new Map<string, Pool>();
  readonly #byAccessKey = new Map<string, Environment>();
  #coldStarts = 0;

  constructor(world: World, dependencies: LambdaDependencies) {
    this.#world = world;
    this.#dependencies = dependencies;
  }

  /** How many environments were started. */
  get coldStarts(): number {
    return this.#coldStarts;
  }

  /** The environment that last signed with a key: its role's, or that of a session it has assumed. */
  withAccessKey(accessKeyId: string): Environment | undefined {
    return this.#byAccessKey.get(accessKeyId);
  }

  /**
   * A warm environment of the function, or a new one. Errors: TooManyRequestsException, and
   * InvalidParameterValueException when Lambda may not assume the function's role.
   */
  take(record: FunctionRecord): Environment {
    const pool = this.#poolOf(record);
    if (pool.busy.size >= (record.reservedConcurrency ?? Number.POSITIVE_INFINITY))
      throw throttled();
    const environment = this.#warm(pool, record) ?? this.#start(record);
    pool.busy.add(environment);
    return environment;
  }

  giveBack(environment: Environment): void {
    const pool = this.#poolOf(environment.record);
    pool.busy.delete(environment);
    if (environment.isAlive) pool.idle.push(environment);
    else this.#forget(environment);
  }

  /** Ends every environment of a function, when it is deleted; all of the cloud's without one. */
  retire(record?: FunctionRecord): void {
    for (const [arn, { idle, busy }] of this.#pools) {
      if (record !== undefined && record.arn !== arn) continue;
      for (const environment of [...idle, ...busy]) this.#retire(environment);
      this.#pools.delete(arn);
    }
  }

  #poolOf({ arn }: FunctionRecord): Pool {
    const pool = this.#pools.get(arn) ?? { idle: [], busy: new Set() };
    this.#pools.set(arn, pool);
    return pool;
  }

  #warm(pool: Pool, record: FunctionRecord): Environment | undefined {
    for (;;) {
      const environment = pool.idle.pop();
      if (environment === undefined || this.#isUsable(environment, record)) return environment;
      this.#retire(environment);
    }
  }

  #isUsable({ isAlive, record, session }: Environment, wanted: FunctionRecord): boolean {
    const needed = this.#world.clock.now() + wanted.timeout * 1000 + CREDENTIALS_MARGIN;
    return (
      isAlive && record.revision === wanted.revision && session.principal.session.expiresAt > needed
    );
  }

  #start(record: FunctionRecord): Environment {
    const session = roleSession(this.#dependencies, record);
    const logStream = this.#logStreamOf(record);
    const { credentials } = session;
    const endpoint = this.#dependencies.endpoint();
    const mayLog = this.#mayLog(record, session.principal, logStream);
    const environment: Environment = new Environment({
      world: this.#world,
      record,
      session,
      variables: variablesOf(record, { credentials, endpoint, logStream }),
      logStream,
      mayLog,
      output: (line) => this.log(environment, line),
      signsWith: (accessKeyId) => this.#byAccessKey.set(accessKeyId, environment),
    });
    this.#coldStarts += 1;
    return environment;
  }

  /** Without these permissions a function runs, and its log is lost. */
  #mayLog(record: FunctionRecord, principal: RoleSession, stream: string): boolean {
    const { account, region, logging } = record;
    const resource = `arn:aws:logs:${region}:${account}:log-group:${logging.group}:log-stream:${stream}`;
    try {
      for (const action of ["logs:CreateLogStream", "logs:PutLogEvents"])
        this.#dependencies.authorize(principal, region, { action, resource });
      return true;
    } catch {
      return false;
    }
  }

  #logStreamOf({ name, logging }: FunctionRecord): string {
    const day = new Date(this.#world.clock.now()).toISOString().slice(0, 10).replaceAll("-", "/");
    // A group of one's own may be shared by many functions, so Lambda names the function in it.
    const prefix = logging.group === `/aws/lambda/${name}` ? "" : name;
    return `${day}/${prefix}[$LATEST]${this.#world.random.text(32, HEX)}`;
  }

  #retire(environment: Environment): void {
    environment.end("retired");
    this.#forget(environment);
  }

  #forget(environment: Environment): void {
    for (const [key, owner] of this.#byAccessKey)
      if (owner === environment) this.#byAccessKey.delete(key);
  }

  /** Writes a line into the environment's log stream. */
  log({ record, logStream, mayLog }: Environment, line: string): void {
    if (!mayLog) return;
    const { account, region, logging } = record;
    const at = this.#world.clock.now();
    const { group } = logging;
    this.#dependencies.log({ account, region, group, stream: logStream, at, line });
  }
}
