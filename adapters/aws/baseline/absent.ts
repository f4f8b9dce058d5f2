import { isNamed, NOT_THERE } from "../translate-failure.ts";

const ABSENT = [
  ...NOT_THERE,
  ...["ResourceNotFoundException", "NoSuchPublicAccessBlockConfiguration"],
];

/** Waits for a question to AWS; undefined when it answers that there is no such thing. */
export async function orAbsent<T>(question: Promise<T>): Promise<T | undefined> {
  try {
    return await question;
  } catch (error) {
    if (isNamed(error, ...ABSENT)) return undefined;
    throw error;
  }
}
