import { EventEmitter } from 'node:events';

const anyAttempt = Symbol('any attempt');

/** Tells who listens that looking at an attempt is worth while. Emits an attempt's id when its conversation has grown. */
export class Notices extends EventEmitter {
  constructor() {
    super();
    this.setMaxListeners(0);
  }

  /** For whoever talks with this candidate, and for the desk. */
  override emit(attempt: string, ...news: unknown[]): boolean {
    this.tellDesk(attempt);
    return super.emit(attempt, ...news);
  }

  /** For the desk alone. */
  tellDesk(attempt: string): void {
    super.emit(anyAttempt, attempt);
  }

  /** Hears of every attempt that changes for the desk, until the signal aborts. */
  onAny(heard: (attempt: string) => void, signal: AbortSignal): void {
    this.on(anyAttempt, heard);
    signal.addEventListener('abort', () => this.off(anyAttempt, heard));
  }
}
