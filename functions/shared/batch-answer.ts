/** What a function that is fed in batches answers: which items come again, by the name that the source gave them. */
export interface BatchAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}
