import { isNamed } from "../translate-failure.ts";

/** Waits for a question to AWS; undefined when it answers that there is no such thing. */
export async function orAbsent<T>(question: Promise<T>): Promise<T | undefined> {
  try {
    return await question;
  } catch (error) {
    const names = ["NoSuchEntity", "NoSuchEntityException", "ResourceNotFoundException"];
    if (isNamed(error, ...names)) return undefined;
    throw error;
  }
}
