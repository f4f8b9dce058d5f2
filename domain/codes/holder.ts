import type { Principal } from "../ids.ts";

/** What participants call themselves: nothing of it needs to be true. It names their sessions in AWS. */
const ALIAS = /^[a-z0-9][a-z0-9-]{1,29}$/;

const HOLDER = /^code:[\w-]+:[^/]+\/[^/]+$/;

export const isAlias = (text: string): boolean => ALIAS.test(text);

/** Whoever redeems a code of a course owns their lease under this name; no other course, and no person, has it. */
export const codeHolder = (partition: string, course: string, alias: string): Principal =>
  `code:${partition}:${course}/${alias}` as Principal;

/** Whether the owner is somebody who redeemed a code: neither AWS nor an identity provider knows them. */
export const isCodeHolder = (owner: Principal): boolean => HOLDER.test(owner);
