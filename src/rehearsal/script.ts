/** What goes wrong on purpose in the mock exam, so that the candidate knows it. */
export const drills = ['link', 'camera', 'tab'] as const;
export type Drill = (typeof drills)[number];

interface Scene {
  /** Milliseconds after the start of the exam. */
  readonly from: number;
  /** For how long the candidate has it to do. */
  readonly lasts: number;
}

/** The mock exam lasts so long, in milliseconds, unless the candidate hands it in sooner. */
export const examMs = 180_000;
/** For how long the connection is cut, in milliseconds. */
export const cutMs = 20_000;

/** When each drill is played; one at a time, in their order. */
export const scenes: Readonly<Record<Drill, Scene>> = {
  link: { from: 40_000, lasts: 30_000 },
  camera: { from: 80_000, lasts: 35_000 },
  tab: { from: 120_000, lasts: 50_000 },
};

/** The drill that is on so many milliseconds after the start; null between two. */
export function drillAt(elapsedMs: number): Drill | null {
  const isOn = ({ from, lasts }: Scene) => elapsedMs >= from && elapsedMs < from + lasts;
  return drills.find((drill) => isOn(scenes[drill])) ?? null;
}

/** How long the exam still lasts, in milliseconds. */
export function timeLeft(elapsedMs: number): number {
  return Math.max(0, examMs - Math.max(0, elapsedMs));
}
