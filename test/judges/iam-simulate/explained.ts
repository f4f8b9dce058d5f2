import type { JudgedCase } from "./cases.ts";
import type { SimulatedResult } from "./install.ts";

/** A difference that is right as it is, and AWS's word for it (IAM User Guide). */
export interface Explanation {
  readonly why: string;
  readonly source: string;
  readonly ours: SimulatedResult;
  readonly theirs: SimulatedResult;
  explains(judged: JudgedCase): boolean;
}

/** The text of every policy that bears on a case. */
const textOf = ({ request, policies }: JudgedCase) =>
  JSON.stringify([request.resourcePolicy, policies]);

const ALLOWED_BY_US = { ours: "Allowed", theirs: "ImplicitlyDenied" } as const;

const SET_IF_EXISTS = /ForAnyValue:\w+IfExists/;

/** Every kind of difference that is known. */
export const EXPLANATIONS: readonly Explanation[] = [
  {
    why: "The root user of an account needs no policy there; the simulator does not know root users yet.",
    source: "AWS account root user",
    ...ALLOWED_BY_US,
    explains: ({ request }) => request.principal.kind === "root",
  },
  {
    why: "A policy of a resource may name a user or role by its unique id, which the simulator is not told.",
    source: "AWS JSON policy elements: Principal",
    ...ALLOWED_BY_US,
    explains: ({ request }) => /"A(?:ID|RO)A[A-Z0-9]{12,}"/.test(request.resourcePolicy ?? ""),
  },
  {
    why: "What a resource grants to a session itself, or to everybody, no session policy bounds implicitly.",
    source: "AWS JSON policy elements: Principal, IAM role principals and role session principals",
    ...ALLOWED_BY_US,
    explains: ({ request, policies }) =>
      policies.session.length > 0 && request.resourcePolicy !== undefined,
  },
  {
    why: "A missing key makes an operator with IfExists hold, whatever set operator stands before it.",
    source: "IAM JSON policy elements: Condition operators, …IfExists",
    ...ALLOWED_BY_US,
    explains: (judged) => SET_IF_EXISTS.test(textOf(judged)),
  },
  {
    why: "The same, where the statement denies.",
    source: "IAM JSON policy elements: Condition operators, …IfExists",
    ...{ ours: "ExplicitlyDenied", theirs: "ImplicitlyDenied" },
    explains: (judged) => SET_IF_EXISTS.test(textOf(judged)),
  },
  {
    why: "Binary values are compared byte by byte; the simulator compares their text.",
    source: "IAM JSON policy elements: Condition operators, Binary condition operators",
    ...ALLOWED_BY_US,
    explains: (judged) => textOf(judged).includes("BinaryEquals"),
  },
  {
    why: "Trust must allow; the simulator knows that of STS only, and the case asks it of S3.",
    source: "Policy evaluation logic",
    ...{ ours: "ImplicitlyDenied", theirs: "Allowed" },
    explains: ({ request }) => request.resourcePolicyMustAllow === true,
  },
];
