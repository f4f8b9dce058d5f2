import type { WireAnswer } from "../../wire/message.ts";

/** An answer that API Gateway gives itself; its `cause` is for the access log alone. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly status: number;

  constructor(status: number, message: string, cause?: string) {
    super(message, { cause });
    this.status = status;
  }
}

export const refused = (status: number, message: string, cause?: string) =>
  new Refused(status, message, cause);

export function answerOf({ status, message }: Refused): WireAnswer {
  return {
    status,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ message }),
  };
}
