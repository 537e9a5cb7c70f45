/** What the browser tells of the processor's load (Compute Pressure). TypeScript's library does not know it yet. */
interface PressureObserver {
  observe(source: 'cpu', options: { readonly sampleInterval: number }): Promise<void>;
}
type NewPressureObserver = new (changed: (records: readonly { readonly state: string }[]) => void) => PressureObserver;

const everyMs = 2_000;

/** Whether the processor is overloaded, as the browser sees it. A browser that does not say is taken to be at ease. */
export class ProcessorLoad {
  #state = 'nominal';

  constructor() {
    const { PressureObserver } = globalThis as { PressureObserver?: NewPressureObserver };
    if (!PressureObserver) return;
    const observer = new PressureObserver((records) => {
      this.#state = records.at(-1)?.state ?? this.#state;
    });
    // Told only while a device is captured; before that the state of the last time stands.
    observer
      .observe('cpu', { sampleInterval: everyMs })
      .catch((error: unknown) => console.warn('Load unknown:', error));
  }

  get isOverloaded(): boolean {
    return this.#state === 'critical';
  }
}
