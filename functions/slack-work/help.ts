/** An example for whoever was not understood. */
export const USAGE = "For example: `/mayfly request 3d for load test`, or `/mayfly help`.";

export const HELP = [
  "*Mayfly lends AWS accounts.* The words may come in any order.",
  "`/mayfly` opens a form.",
  "`/mayfly request sandbox 3d $50 for load test` asks for an account; `until friday 18:00` instead of `3d` says when it ends.",
  "`/mayfly list` shows your leases, `/mayfly status` the only open one.",
  "`/mayfly extend 1d` or `/mayfly extend l-… until 2026-12-24 12:00` moves an end.",
  "`/mayfly end` ends a lease now; everything in the account is deleted.",
].join("\n");
