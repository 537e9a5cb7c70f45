/** What kept a camera or a microphone from opening, as far as the browser tells. */
export type RefusalCause =
  | 'blocked'
  | 'dismissed'
  | 'blockedBySystem'
  | 'missing'
  | 'inUse'
  | 'noAnswer'
  | 'unsuitable'
  | 'failed';

/** What getUserMedia threw, and what is known beside it. */
export interface Refusal {
  readonly name: string;
  readonly message: string;
  /**
   * The permission's state after the refusal: still `prompt` when the question was closed unanswered, `granted` when the
   * browser would allow it but the operating system does not; null where the browser does not say.
   */
  readonly permission: 'granted' | 'denied' | 'prompt' | null;
}

/** Takes down what was thrown, whatever it is. */
export function refusalOf(error: unknown, permission: Refusal['permission']): Refusal {
  const { name, message } = error instanceof Error ? error : { name: '', message: '' };
  return { name, message, permission };
}

/** Tells refusals apart, also those to which the browser gives one name. */
export function refusalCause({ name, message, permission }: Refusal): RefusalCause {
  switch (name) {
    case 'NotAllowedError':
      if (/system/i.test(message) || permission === 'granted') return 'blockedBySystem';
      return permission === 'prompt' ? 'dismissed' : 'blocked';
    case 'NotFoundError':
      return 'missing';
    case 'OverconstrainedError':
      return 'unsuitable';
    case 'NotReadableError':
      return 'inUse';
    case 'AbortError':
      // The device is there and nobody else has it, but it does not start.
      return 'noAnswer';
    default:
      return 'failed';
  }
}
