/**
 * An error as AWS answers it: a name, an HTTP status and a message. Errors that a service's model
 * declares are thrown as the SDK's own exception classes instead; this one is for those that every
 * service shares (AccessDenied, ValidationException, Throttling …).
 */
export class AwsError extends Error {
  override readonly name: string;
  /** HTTP status: 4xx for the caller's faults, 5xx for the service's. */
  readonly status: number;
  /** Further members of the answer, such as `Reason`. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Headers that go with the answer, such as `x-amz-bucket-region`. */
  readonly headers: Readonly<Record<string, string>> = {};

  constructor(
    name: string,
    message: string,
    status = 400,
    details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = name;
    this.status = status;
    this.details = details;
  }
}

/** Something that AWS has and the local cloud does not: refused by name, never skipped. */
export class NotEmulated extends AwsError {
  constructor(what: string) {
    super("NotEmulated", `The local cloud does not emulate ${what}.`, 501);
  }
}
