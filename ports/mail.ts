/** One mail to one recipient. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Sends mail in Mayfly's name. */
export interface Mailer {
  /**
   * Hands a mail over to whoever delivers it.
   *
   * @throws MailRefused when it will never be taken for this recipient; anything else may pass by itself, or when
   *   somebody mends it
   */
  send(mail: Mail): Promise<void>;
}
