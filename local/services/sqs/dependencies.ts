/** What SQS needs of the rest of the cloud. */
export interface SqsDependencies {
  /** Address of the gateway, with which the addresses of queues begin. */
  readonly endpoint: () => string;
}
