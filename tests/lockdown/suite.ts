import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { ExamUnderTest } from './exam-under-test.ts';
import type { Group, Outcome, Scenario, Setting } from './specification.ts';

export interface Result {
  readonly setting: string;
  readonly level: string;
  readonly id: string;
  readonly title: string;
  /** What the specification says must come of it. */
  readonly outcome: Outcome;
  readonly status: 'as specified' | 'differs' | 'not run';
  /** Why it differs, or why it was not run. */
  readonly detail: string;
  readonly event: string;
  /** From the act to the event's time, in milliseconds, a figure a repetition. */
  readonly latencies: readonly number[];
  /** What was measured besides, in milliseconds, by name. */
  readonly figures: Readonly<Record<string, readonly number[]>>;
  /** File name of the screenshot, beside the report. */
  readonly screenshot: string | undefined;
  readonly note: string;
}

export interface SuiteOptions {
  readonly bench: Bench;
  /** Parts of keys, such as `printing`, or of scenarios, such as `clipboard/paste`; all when empty. */
  readonly only: readonly string[];
  /** One exam a setting: its first group, without what ends the exam. */
  readonly quick?: boolean;
  /** How often a repeatable scenario is played. */
  readonly repeat: number;
  readonly folder: string;
  /** Stops once so many scenarios differ; runs all when left out. */
  readonly enough?: number;
  readonly tell: (result: Result) => void;
}

/** Plays the scenarios of the settings, each group in an exam of its own. */
export async function runSuite(settings: readonly Setting[], options: SuiteOptions): Promise<Result[]> {
  mkdirSync(join(options.folder, 'screenshots'), { recursive: true });
  const results: Result[] = [];
  for (const setting of settings) {
    for (const group of setting.groups) {
      const differing = results.filter(({ status }) => status === 'differs').length;
      if (differing >= (options.enough ?? Number.POSITIVE_INFINITY)) return results;
      results.push(...(await runGroup(setting, group, options)));
    }
  }
  return results;
}

async function runGroup(setting: Setting, group: Group, options: SuiteOptions): Promise<Result[]> {
  const wanted = group.scenarios.filter((scenario) => isWanted(setting, scenario, options.only));
  const results: Result[] = [];
  let exam: ExamUnderTest | undefined;
  for (const scenario of wanted) {
    const open = async () => {
      exam ??= await openExam(options.bench, group);
      return exam;
    };
    const result = await runScenario(setting, group, scenario, options, open);
    results.push(result);
    options.tell(result);
    if (results.filter(({ status }) => status === 'differs').length >= (options.enough ?? Number.POSITIVE_INFINITY))
      break;
    // Repeated acts of one kind become a flood, which Vigil counts instead of telling them one by one.
    const isFlooded = options.repeat > 1 && scenario.repeatable !== false;
    if (scenario.ends || group.fromStart || isFlooded || result.status === 'differs') {
      await exam?.close();
      exam = undefined;
    }
  }
  await exam?.close();
  return results;
}

async function openExam(bench: Bench, group: Group): Promise<ExamUnderTest> {
  const exam = new ExamUnderTest(bench, group);
  try {
    await (group.fromStart ? exam.prepare() : exam.start());
    return exam;
  } catch (error) {
    await exam.close();
    throw error;
  }
}

function isWanted({ key }: Setting, { id }: Scenario, only: readonly string[]): boolean {
  return only.length === 0 || only.some((part) => `${key}/${id}`.includes(part));
}

async function runScenario(
  setting: Setting,
  group: Group,
  scenario: Scenario,
  options: SuiteOptions,
  open: () => Promise<ExamUnderTest>,
): Promise<Result> {
  const { level, fromStart } = group;
  const { repeat, folder } = options;
  const { id, title, outcome, event, note = '' } = scenario;
  const facts = { setting: setting.key, level, id, title, outcome, note };
  const named = event ? `${event.type}${event.cause ? ` (${event.cause})` : ''}` : '';
  const missing = whyNot(setting, group, scenario, options);
  if (missing)
    return {
      ...facts,
      status: 'not run',
      detail: missing,
      event: named,
      latencies: [],
      figures: {},
      screenshot: undefined,
    };
  const latencies: number[] = [];
  let exam: ExamUnderTest | undefined;
  let detail = '';
  try {
    exam = await open();
    exam.figures.clear();
    const times = fromStart || scenario.ends || scenario.repeatable === false ? 1 : repeat;
    for (let time = 0; time < times; time++) {
      if (!fromStart) await exam.reset();
      const latency = await play(exam, scenario);
      if (latency !== undefined) latencies.push(latency);
    }
  } catch (error) {
    detail = error instanceof Error ? error.message : String(error);
  }
  const figures = Object.fromEntries(exam?.figures ?? []);
  const screenshot = exam && (await picture(exam, folder, `${setting.key}-${id}`));
  return {
    ...facts,
    status: detail ? 'differs' : 'as specified',
    detail,
    event: named,
    latencies,
    figures,
    screenshot,
  };
}

/** Why a scenario is not played here; undefined where it is. */
function whyNot(
  { groups }: Setting,
  group: Group,
  { needs, ends }: Scenario,
  { bench, quick }: SuiteOptions,
): string | undefined {
  if (needs === 'display' && !bench.headful) return 'needs a display with a window manager: run with --headful';
  if (needs === 'headless' && bench.headful) return 'needs displays that are made up: run without --headful';
  const isQuick = group === groups[0] && !group.fromStart && !ends;
  return quick && !isQuick ? 'takes an exam of its own: run without --quick' : undefined;
}

/** Plays a scenario once. @returns milliseconds from the act to its event */
async function play(exam: ExamUnderTest, { act, check, event, outcome }: Scenario): Promise<number | undefined> {
  await exam.begin();
  await act(exam);
  const received = event && (await exam.received(event));
  await check?.(exam);
  if (outcome === 'allowed' || outcome === 'bypass') await expectQuiet(exam);
  return received && Math.max(0, received.at - exam.began);
}

/** Most that an event may weigh that comes of what must stay possible. */
const quietUpTo = 0.3;

async function expectQuiet(exam: ExamUnderTest): Promise<void> {
  const loud = (await exam.since()).filter(({ severity }) => severity > quietUpTo);
  if (loud.length > 0)
    throw new Error(`Events that weigh: ${loud.map(({ type, cause }) => `${type} (${cause})`).join(', ')}`);
}

async function picture(exam: ExamUnderTest, folder: string, name: string): Promise<string | undefined> {
  const file = `${name.replace(/[^\w-]+/g, '-')}.webp`;
  try {
    const image = await exam.page.screenshot({ type: 'webp', quality: 40, optimizeForSpeed: true });
    writeFileSync(join(folder, 'screenshots', file), image);
    return file;
  } catch {
    return undefined; // the browser was killed, or the page is gone
  }
}
