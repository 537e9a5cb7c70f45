import { type Strength, trialOf, type WorkTrial } from '../../src/recording/device-strength.ts';

// Parts of the web that the compiler's library does not know yet.
interface PressureObservers {
  readonly PressureObserver?: new (
    heard: (records: readonly { readonly state: NonNullable<Strength['pressure']> }[]) => void,
  ) => { observe(source: 'cpu', options: { readonly sampleInterval: number }): Promise<void>; disconnect(): void };
}

const trialForMs = 300;
const pressurePatienceMs = 800;

/** How strong this computer is, and how busy; takes less than a second. Never fails. */
export async function deviceStrength(): Promise<Strength> {
  const pressure = await cpuPressure(); // first, so that our own trial is not what is measured
  const { deviceMemory = null } = navigator as { readonly deviceMemory?: number };
  return { memoryGb: deviceMemory, cores: navigator.hardwareConcurrency, pressure, trial: await workTrial() };
}

/** How loaded the browser says the processor is; null where it does not say, or not soon. */
async function cpuPressure(): Promise<Strength['pressure']> {
  const { PressureObserver } = globalThis as PressureObservers;
  if (!PressureObserver) return null;
  const heard = Promise.withResolvers<Strength['pressure']>();
  const observer = new PressureObserver((records) => heard.resolve(records.at(-1)?.state ?? null));
  const timer = setTimeout(() => heard.resolve(null), pressurePatienceMs);
  observer.observe('cpu', { sampleInterval: 200 }).catch(() => heard.resolve(null));
  const state = await heard.promise;
  clearTimeout(timer);
  observer.disconnect();
  return state;
}

/** Does a piece of work again and again, and lets the page draw in between. */
async function workTrial(): Promise<WorkTrial> {
  const tookMs: number[] = [];
  for (const until = performance.now() + trialForMs; performance.now() < until; ) {
    for (let at = 0; at < 10; at++) {
      const begun = performance.now();
      work();
      tookMs.push(performance.now() - begun);
    }
    await new Promise((resolve) => setTimeout(resolve));
  }
  return trialOf(tookMs);
}

/** Takes a computer that records well about a millisecond. @returns a number, so that the work cannot be left out */
function work(): number {
  let value = 1;
  for (let at = 0; at < 120_000; at++) value = Math.sqrt(value * value + (at % 7));
  return value;
}
