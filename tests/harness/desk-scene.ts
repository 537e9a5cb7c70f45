import type { ContextCard } from '../../src/protocol/chat.ts';
import type { EventType } from '../../src/protocol/events.ts';
import type { ExamOrderKind } from '../../src/protocol/orders.ts';
import { call, type TestBackend } from '../contract/test-backend.ts';
import { makeDevice, openLaunch, TestCandidate } from '../contract/test-candidate.ts';

/** What the desk orders, with what every order needs. */
export function orderExam(
  backend: TestBackend,
  attempt: string,
  kind: ExamOrderKind,
  reason: string,
  minutes?: number,
) {
  const body = { id: crypto.randomUUID(), kind, by: 'Grace Hopper', reason, ...(minutes ? { minutes } : {}) };
  return call(backend, 'orderExam', { token: backend.operatorKey, parameters: { attempt }, body });
}

/** The desk's answer to a candidate. */
export function answerTo(backend: TestBackend, attempt: string, text: string, agent = 'Grace Hopper') {
  const body = { id: crypto.randomUUID(), text, at: new Date().toISOString(), agent };
  return call(backend, 'answerCandidate', { token: backend.operatorKey, parameters: { attempt }, body });
}

/** A conversation changes hands. */
export function handOver(backend: TestBackend, attempt: string, from: string | null, to: string | null, note = '') {
  const body = { from, to, by: from ?? to ?? '', note };
  return call(backend, 'handOver', { token: backend.operatorKey, parameters: { attempt }, body });
}

/** A small grey picture, as PNG. */
const greySquare = 'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAFCAAAAABd+vKJAAAADklEQVR4nGPogAIGIhgA3lwVQTaLZrEAAAAASUVORK5CYII=';

/** A desk with candidates of every urgency, who speak the protocol as a device does. */
export class DeskScene {
  readonly backend: TestBackend;
  readonly #schedule: string;
  readonly #candidates = new Map<string, TestCandidate>();

  private constructor(backend: TestBackend, schedule: string) {
    this.backend = backend;
    this.#schedule = schedule;
  }

  static async open(backend: TestBackend): Promise<DeskScene> {
    const token = backend.operatorKey;
    const exam = { title: 'Statistics I: quiz 3', examUrl: 'http://localhost:4601/exams/statistics/start' };
    const { templates } = (await call(backend, 'listTemplates', { token })).body;
    const policy = { ...templates[0].policy, help: { technical: true, pictures: true } };
    const put = { token, parameters: { template: 'desk' }, body: { name: 'With technical help', policy } };
    await call(backend, 'putTemplate', put);
    const schedule: string = (await call(backend, 'createSchedule', { token, body: { ...exam, templateId: 'desk' } }))
      .body.id;
    await call(backend, 'activateSchedule', { token, parameters: { schedule } });
    return new DeskScene(backend, schedule);
  }

  /** The candidate of a name who came before. */
  who(name: string): TestCandidate {
    const candidate = this.#candidates.get(name);
    if (!candidate) throw new Error(`${name} has not come`);
    return candidate;
  }

  attemptOf(name: string): string {
    return this.who(name).grant.attempt;
  }

  /** Somebody opens their launch. */
  async comes(name: string): Promise<void> {
    const candidate = { id: `s-${1900 + this.#candidates.size}`, name };
    const asked = { token: this.backend.platformKey, parameters: { schedule: this.#schedule }, body: { candidate } };
    const { launchToken } = (await call(this.backend, 'createAttempt', asked)).body;
    const device = await makeDevice();
    const { body: grant } = await openLaunch(this.backend, launchToken, device);
    this.#candidates.set(name, new TestCandidate(this.backend, device, grant, launchToken));
  }

  /** Somebody's journal tells of something. */
  async tells(name: string, type: EventType, cause = '', data: Record<string, string | number> = {}): Promise<void> {
    const candidate = this.who(name);
    await candidate.send([await candidate.event(type, 0, data, cause)]);
  }

  async starts(name: string): Promise<void> {
    await this.comes(name);
    await this.tells(name, 'session.started');
  }

  /** Somebody writes; the first time with a card. */
  async writes(name: string, text: string, more: { route?: 'desk' | 'technical'; card?: Partial<ContextCard> } = {}) {
    const { grant } = this.who(name);
    const card: ContextCard = {
      provider: grant.provider.name,
      exam: grant.exam.title,
      step: 'running',
      check: null,
      policyHash: grant.policyHash,
      browser: 'Chrome 142 on Windows',
      problems: [],
      ...more.card,
    };
    const { route = 'desk' } = more;
    const body = { id: crypto.randomUUID(), text, at: new Date().toISOString(), route, context: card };
    await this.who(name).ask('postMessage', { body });
  }

  /** Somebody hands in photos that a person has to look at; both are the same grey square. */
  async showsIdentity(name: string): Promise<void> {
    const candidate = this.who(name);
    const square = Uint8Array.from(Buffer.from(greySquare, 'base64'));
    for (const segment of [0, 1]) {
      const place = { stream: 'identity', segment, part: 0 } as const;
      const changes = { mime: 'image/png', from: 0, duration: 0 };
      await candidate.send([await candidate.recorded(square, place, true, changes)]);
      await candidate.put(square, place);
    }
    await this.tells(name, 'identity.shown', 'live', { document: 0, face: 1, blackened: 0 });
  }

  /** Shows how far somebody has read, and whether they write. */
  async marks(name: string, seen: number, typing: boolean): Promise<void> {
    await this.who(name).ask('markMessages', { body: { seen, typing } });
  }
}

/** One of every urgency, two conversations with agents, and an exam that the desk has paused. */
export async function everyUrgency(backend: TestBackend): Promise<DeskScene> {
  const scene = await DeskScene.open(backend);
  await scene.comes('Rosalind Franklin');
  await scene.starts('Emmy Noether');
  await scene.tells('Emmy Noether', 'session.submitted');
  await scene.writes('Emmy Noether', 'Is everything received? May I close the browser?');
  await scene.comes('Alan Turing');
  await scene.tells('Alan Turing', 'check.failed', 'blocked-by-system', { check: 'camera', way: 'without' });
  const check = { check: 'camera', cause: 'blocked-by-system' } as const;
  await scene.writes('Alan Turing', 'My camera is found, but its picture is black. What can I do?', {
    route: 'technical',
    card: { step: 'camera', check, problems: ['camera.covered', 'device.lost'] },
  });
  await scene.starts('Katherine Johnson');
  await scene.tells('Katherine Johnson', 'break.asked', 'candidate');
  await scene.starts('Mary Jackson');
  await scene.writes('Mary Jackson', 'The doorbell rang, and I said that I am in an exam.');
  await handOver(backend, scene.attemptOf('Mary Jackson'), null, 'Linus');
  await scene.comes('Edsger Dijkstra');
  await scene.writes('Edsger Dijkstra', 'Must my phone be out of the room?');
  await pausedExam(backend, scene);
  return scene;
}

async function pausedExam(backend: TestBackend, scene: DeskScene): Promise<void> {
  const name = 'Ada Lovelace';
  await scene.starts(name);
  await scene.writes(name, 'The fire alarm goes off in our building. What shall I do?', {
    card: { problems: ['focus.lost'] },
  });
  const attempt = scene.attemptOf(name);
  await handOver(backend, attempt, null, 'Linus');
  await handOver(backend, attempt, 'Linus', 'Grace Hopper', 'Fire alarm: pause first, then time for it.');
  const id = crypto.randomUUID();
  const body = { id, kind: 'pause', by: 'Grace Hopper', reason: 'A fire alarm.' };
  await call(backend, 'orderExam', { token: backend.operatorKey, parameters: { attempt }, body });
  await scene.tells(name, 'session.paused', 'desk', { order: id, by: 'Grace Hopper', reason: 'A fire alarm.' });
  await answerTo(backend, attempt, 'Please leave the building. Your exam is paused, and its time stands still.');
  await scene.writes(name, 'Thank you. I am back at my desk.');
  await scene.marks(name, 3, true);
  await orderExam(backend, attempt, 'extra-time', 'For the time of the interruption.', 15);
}
