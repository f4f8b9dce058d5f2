import type { WireAnswer } from "../../wire/message.ts";

/** An answer that API Gateway gives itself; its `cause` is for the access log alone. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, more: More = {}) {
    super(message, { cause: more.cause });
    this.status = status;
    this.headers = more.headers ?? {};
  }
}

interface More {
  readonly cause?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export const refused = (
  status: number,
  message: string,
  cause?: string,
  headers?: More["headers"],
) => new Refused(status, message, { cause, headers });

export function answerOf({ status, message, headers }: Refused): WireAnswer {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ message }),
  };
}
