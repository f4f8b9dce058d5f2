/** A request to control the cloud that cannot be done; the message says why. */
export class Wrong extends Error {
  readonly status: number;

  constructor(message: string, status = 400) {
    super(message);
    this.status = status;
  }
}
