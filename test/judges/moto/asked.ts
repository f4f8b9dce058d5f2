/** A service whose answers are compared. */
export type Compared = "organizations" | "iam" | "sts";

/** One call, made to both. */
export interface Asked {
  readonly service: Compared;
  readonly operation: string;
  /** `{name}` in a text stands for a value that this side answered before. */
  readonly input?: object;
  /** What tells this call from others of its operation. */
  readonly when?: string;
  /** Values of the answer for later calls: name, and path in the answer, such as `Role.Arn`. */
  readonly keep?: Readonly<Record<string, string>>;
}

/** Lets cloud time pass on our side; moto has none. */
export interface Pause {
  readonly seconds: number;
}

/** What a call is called in the table of differences. */
export const titleOf = ({ operation, when }: Asked): string =>
  when === undefined ? operation : `${operation} ${when}`;
