import type { Code } from "aws-cdk-lib/aws-lambda";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Configuration } from "../configuration.ts";
import type { Names } from "../names.ts";
import type { Ledger } from "./ledger.ts";

/** The lifecycle units of the organization that functions move accounts between. */
export type Unit = "vending" | "active" | "quarantine" | "closed";

/** What every function of a deployment is built with. */
export interface Site {
  readonly configuration: Configuration;
  readonly names: Names;
  /** The code of a function, by its folder under `functions/`. */
  readonly codeOf: (name: string) => Code;
  /** Ids of the organizational units, from the organization stack. */
  readonly units: Readonly<Record<Unit, string>>;
  /** Id of the guard rail for accounts whose budget is used up, from the organization stack. */
  readonly frozenPolicyId: string;
  readonly ledger: Ledger;
  /** Takes what could not be delivered or dealt with. */
  readonly deadLetters: IQueue;
}
