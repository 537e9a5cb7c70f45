import * as v from 'valibot';
import { announce } from '../src/browser/announcements.ts';
import type { Sender } from '../src/browser/bus.ts';
import { noOrders, type PageOrders } from '../src/browser/content-client.ts';
import { pageKind } from '../src/lockdown/page-kind.ts';
import { chatCommand } from '../src/protocol/chat-commands.ts';
import { checkCommand } from '../src/protocol/check-commands.ts';
import { examCommand } from '../src/protocol/exam-commands.ts';
import {
  type ContentReport,
  contentReport,
  type Mended,
  type OverlayManner,
  type OverlayMode,
  type OverlayWish,
  type PageCommand,
  pageCommand,
  type RecorderNews,
  recorderNews,
} from '../src/protocol/messages.ts';
import { rehearsalCommand } from '../src/protocol/rehearsal-commands.ts';
import { isHeld } from '../src/session/hold.ts';
import type { Snapshot } from '../src/session/snapshot.ts';
import { CandidateError, say } from '../src/words/saying.ts';
import type { Attempt } from './attempt.ts';
import { Chat } from './chat.ts';
import { Checks } from './checks.ts';
import { severities } from './device-severities.ts';
import { tooManyDisplays } from './displays.ts';
import { obeyCandidate, obeyDesk } from './exam-commands.ts';
import type { Guards } from './guards.ts';
import { Launches } from './launches.ts';
import { order } from './offscreen.ts';
import { orderPage } from './page-scripts.ts';
import { pageWords } from './page-words.ts';
import { showStartPage } from './pages.ts';
import { enterAgain } from './re-entry.ts';
import { Rehearsals } from './rehearsals.ts';
import { chooseScreen, keepScreen } from './screen-choice.ts';
import { surveyStart } from './start-survey.ts';
import { stepTaken } from './step-taken.ts';
import { useDeskScan, usePhotos } from './taken-pictures.ts';
import { showUnread } from './unread-badge.ts';

/**
 * Everything that reaches the worker by message. Who may say what is decided by what the browser stamped on the
 * message, never by what the message says of itself.
 */
export class Messages {
  readonly #attempt: Attempt;
  readonly #guards: Guards;
  readonly #chat: Chat;
  readonly #checks: Checks;
  readonly #launches: Launches;
  readonly #rehearsals: Rehearsals;
  #overlay: OverlayMode = 'thumbnail';
  /** The overlay of a page that has just opened is not there yet: what is wished meanwhile waits for it. */
  #loading: { wish?: OverlayWish } | undefined;

  constructor(attempt: Attempt, guards: Guards) {
    this.#attempt = attempt;
    this.#guards = guards;
    this.#chat = new Chat(attempt);
    this.#checks = new Checks(attempt);
    this.#launches = new Launches(attempt);
    this.#rehearsals = new Rehearsals(attempt, this.#launches);
  }

  /** Answers a message, or undefined when it is not for the worker. */
  handle(message: unknown, sender: Sender): Promise<unknown> | undefined {
    if (!sender.ours || isForOthers(message)) return undefined;
    // A rehearsal takes place in a page of ours, which loads these scripts itself.
    if (v.is(contentReport, message)) return this.#report(message, sender);
    if (!sender.page) return refuse(message);
    if (v.is(recorderNews, message)) return this.#news(message);
    if (v.is(chatCommand, message)) return this.#chat.command(message);
    if (v.is(checkCommand, message)) return this.#checks.command(message);
    if (v.is(examCommand, message)) return obeyCandidate(this.#attempt, message);
    if (v.is(rehearsalCommand, message)) return this.#rehearsals.command(message, sender);
    return v.is(pageCommand, message) ? this.#command(message, sender) : refuse(message);
  }

  async #command(command: PageCommand, { tabId }: Sender): Promise<unknown> {
    const attempt = this.#attempt;
    switch (command.type) {
      case 'view':
        return attempt.view();
      case 'openLaunch':
        return this.#launches.open(command.address, tabId ?? null);
      case 'consent':
        return stepTaken(await attempt.take({ type: 'consented' }), 'consent');
      case 'decline':
        return void (await attempt.take({ type: 'declined' }));
      case 'chooseCamera':
        return stepTaken(await attempt.take({ ...command, type: 'cameraChosen' }), 'camera');
      case 'chooseMicrophone':
        return stepTaken(await attempt.take({ ...command, type: 'microphoneChosen' }), 'microphone');
      case 'chooseScreen':
        return chooseScreen(attempt);
      case 'keepScreen':
        return keepScreen(attempt);
      case 'usePhotos':
        return usePhotos(attempt, command);
      case 'putOffDesk':
        return void (await attempt.take({ type: 'deskPutOff' }));
      case 'filmDesk':
        await order({ to: 'offscreen', type: 'filmDesk' });
        return void (await attempt.take({ type: 'deskFilming' }));
      case 'stopDeskFilm':
      case 'keepDeskFilm':
        return order({ to: 'offscreen', type: command.type });
      case 'useDeskScan':
        return useDeskScan(attempt, command);
      case 'introductionRead':
        return stepTaken(await attempt.take({ type: 'introductionRead' }), 'introduction');
      case 'survey':
        return surveyStart(await attempt.state());
      case 'enterCode':
        return this.#enterCode(command.code);
      case 'extensionAppeared':
        return this.#guards.extensions.appeared();
      case 'showStart':
        return showStartPage();
      case 'start':
        return this.#start(tabId);
      case 'leave':
        return void (await attempt.take({ type: 'leaveRequested' }));
      case 'backToFullScreen':
        return this.#guards.presence.backToFullScreen();
      case 'mend':
        // The picker takes the focus; that costs nothing.
        if (command.device === 'screen') this.#guards.presence.expect('screen-picker');
        return order<Mended>({ to: 'offscreen', type: 'mend', device: command.device });
      case 'overlayMode':
        return this.#setOverlay(command.mode, command.manner);
      case 'expectPicker':
        return this.#guards.presence.expect('file-picker');
      case 'uploadNow':
        return order({ to: 'offscreen', type: 'hurry' });
      case 'dismiss':
        if ((await attempt.take({ type: 'dismissed' })).phase === 'idle') return undefined;
        throw new CandidateError(say('stillBusy'));
    }
  }

  async #enterCode(code: string): Promise<void> {
    const { session } = await this.#attempt.state();
    if (!session) throw new CandidateError(say('noExamToEnter'));
    await enterAgain(session, code);
    stepTaken(await this.#attempt.take({ type: 'reEntryAllowed' }), 're-entry');
  }

  async #start(tabId: number | undefined): Promise<void> {
    if (tabId === undefined) throw new CandidateError(say('startElsewhere'));
    const before = await this.#attempt.state();
    const { displays } = await surveyStart(before);
    if (displays.verdict === 'several') {
      throw new CandidateError(tooManyDisplays(displays, before.session?.accommodation ?? null));
    }
    const state = await this.#attempt.take({ type: 'startRequested', tabId });
    if (state.phase !== 'starting' && state.phase !== 'active') {
      throw new CandidateError(say('stepBeforeStart'));
    }
  }

  async #setOverlay(mode: OverlayMode, manner: OverlayManner | undefined): Promise<void> {
    if (manner !== 'offer') this.#overlay = mode;
    const { wish } = this.#loading ?? {};
    this.#loading = undefined;
    const { examTab } = await this.#attempt.state();
    if (examTab) await orderPage(examTab.tabId, { type: 'overlay', mode, manner });
    if (wish) announce({ topic: 'overlay', wish });
  }

  async #report(report: ContentReport, sender: Sender): Promise<unknown> {
    const state = await this.#attempt.state();
    if (!isExamTab(state, sender)) return report.type === 'hello' ? noOrders : undefined;
    switch (report.type) {
      case 'hello':
        if (sender.frameId === 0) {
          this.#loading = {};
          void this.#guards.look();
        }
        return this.#orders(state, sender.frameId === 0);
      case 'blocked':
        await this.#guards.blocked(report.guard, report.what.replace(/[^a-z0-9-]/g, ''));
        return true;
      case 'link':
        this.#guards.newTabs.linkClicked();
        return true;
      case 'expect':
        this.#guards.presence.expect(report.what);
        return true;
      case 'input':
        if (!state.session?.policy.recording.input) return refuse(report);
        await this.#guards.found({ event: 'input.summary', severity: 0, cause: '', data: report.counts });
        return true;
      case 'overlay':
        if (this.#loading) this.#loading.wish = report.wish;
        else announce({ topic: 'overlay', wish: report.wish });
        return true;
      case 'devtools':
        await this.#guards.devtools.opened('docked');
        return true;
      case 'presence':
        // Only the top frame of the exam knows whether the exam is in front.
        if (sender.frameId === 0) await this.#guards.presence.pageSays(report);
        return true;
    }
  }

  async #orders(state: Snapshot, isTop: boolean): Promise<PageOrders> {
    const { session, pausedAt } = state;
    if (!session) return noOrders;
    const overlay = pausedAt === null && !isHeld(state) ? this.#overlay : 'paused';
    const { exam, lockdown } = session.policy;
    const patterns = [...exam.start, ...exam.take, ...exam.end, ...lockdown.allow];
    const words = isTop ? await pageWords() : null;
    const fullScreen = lockdown.fullScreen !== 'off';
    return { active: true, fullScreen, overlay, exam: session.policyHash, patterns, words };
  }

  async #news(news: RecorderNews): Promise<void> {
    switch (news.type) {
      case 'recorder.gone':
        await this.#attempt.take({ type: 'interrupted', cause: 'recorder-gone' });
        return;
      case 'recorder.found': {
        const { event, cause, data } = news;
        await this.#attempt.take({ type: 'observed', event, severity: severities[event], cause, data });
        return;
      }
      case 'recorder.failed':
        await this.#attempt.take({ type: 'interrupted', cause: news.cause });
        return;
      case 'recorder.event':
        await this.#attempt.take({
          type: 'observed',
          event: news.event,
          severity: 0,
          cause: news.cause,
          data: { durationMs: news.durationMs },
        });
        return;
      case 'recorder.shift':
        await this.#attempt.take({
          type: 'observed',
          event: 'record.downshift',
          severity: 0,
          cause: news.cause,
          data: { from: news.before, to: news.after },
        });
        return;
      case 'uploader.receipt':
        await this.#attempt.take({ type: 'receiptArrived', session: news.session, receipt: news.receipt });
        return;
      case 'desk.toCheck':
        await this.#attempt.take({ type: 'deskToCheck', isWhole: news.isWhole });
        return;
      case 'desk.filmed':
        await this.#attempt.take({ type: 'deskScanned', segment: news.segment, durationMs: news.durationMs });
        return;
      case 'desk.order':
        if ((await this.#attempt.state()).session?.id !== news.session) return;
        return obeyDesk(this.#attempt, news.order);
      case 'desk.message':
        await showUnread(news.session);
        return;
    }
  }
}

/** Whether a message names an addressee: only what is for the worker names none. */
function isForOthers(message: unknown): boolean {
  return typeof message === 'object' && message !== null && 'to' in message;
}

/** A content script speaks for the exam only from the exam's tab, and from a page of the exam or a frame in one. */
function isExamTab(state: Snapshot, { tabId, frameId, url }: Sender): boolean {
  const { phase, examTab, onboarding, session, pausedAt } = state;
  if (!session || tabId === undefined) return false;
  const isPaused = phase === 'onboarding' && pausedAt !== null;
  if (phase !== 'starting' && phase !== 'active' && !isPaused) return false;
  if (tabId !== examTab?.tabId && !(phase === 'starting' && tabId === onboarding.tabId)) return false;
  return frameId !== 0 || pageKind(session.policy, url ?? '') !== 'foreign';
}

function refuse(message: unknown): Promise<never> {
  const type =
    typeof message === 'object' && message !== null ? String((message as { type?: unknown }).type) : typeof message;
  return Promise.reject(new Error(`Vigil does not know the message ${type.slice(0, 40)} in this form.`));
}
