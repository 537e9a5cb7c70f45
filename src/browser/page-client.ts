import { originsNeeded, permissionsNeeded } from '../policy/needs.ts';
import type { Policy } from '../policy/schema.ts';
import type { ChatCommand } from '../protocol/chat-commands.ts';
import type { CheckCommand } from '../protocol/check-commands.ts';
import type { ExamCommand } from '../protocol/exam-commands.ts';
import type { PageCommand } from '../protocol/messages.ts';
import type { RehearsalCommand } from '../protocol/rehearsal-commands.ts';
import type { SessionView } from '../session/view.ts';
import { onAnnouncement } from './announcements.ts';
import { request } from './bus.ts';
import { readConversation, readMarks } from './chat-store.ts';
import type { ChatLine, ReadMarks } from './database.ts';
import { browser, chromeApi } from './webext.ts';

/** Sends a command to the service worker. Rejects with an error that says something to the candidate. */
export function send<Answer = void>(
  command: PageCommand | ChatCommand | CheckCommand | ExamCommand | RehearsalCommand,
): Promise<Answer> {
  return request<Answer>(command);
}

/**
 * Draws now and after every change, until the signal aborts. A worker that died in between is woken by the request.
 * Resolves after the first drawing; rejects, with words that may be shown, when the worker does not answer.
 */
export async function watchView(draw: (view: SessionView) => void, signal?: AbortSignal): Promise<void> {
  onAnnouncement('view', ({ view }) => draw(view), signal);
  const view = await send<SessionView>({ type: 'view' });
  if (!signal?.aborted) draw(view);
}

/** Follows what the recorder and the uploader say of themselves between two views, until the signal aborts. */
export function watchStatus(
  draw: (status: Pick<SessionView, 'recorder' | 'upload'>) => void,
  signal?: AbortSignal,
): void {
  onAnnouncement('status', ({ recorder, upload }) => draw({ recorder, upload }), signal);
}

/** Follows the conversation of a session, until the signal aborts. */
export function watchConversation(session: string, draw: (lines: ChatLine[]) => void, signal: AbortSignal): void {
  watchChat(session, readConversation, draw, signal);
}

/** Follows how far each side has read it, until the signal aborts. */
export function watchMarks(session: string, draw: (marks: ReadMarks) => void, signal: AbortSignal): void {
  watchChat(session, readMarks, draw, signal);
}

function watchChat<T>(
  session: string,
  read: (session: string) => Promise<T>,
  draw: (value: T) => void,
  signal: AbortSignal,
): void {
  const look = () => void read(session).then((value) => signal.aborted || draw(value));
  onAnnouncement('chat', (news) => news.session === session && look(), signal);
  look();
}

/**
 * Asks the browser for what the policy needs. Must be called first thing in a click, before any await.
 * Resolves to false when the candidate refuses.
 */
export function requestAccess(policy: Policy, backend: string): Promise<boolean> {
  return chromeApi.permissions.request({
    origins: originsNeeded(policy, backend),
    permissions: permissionsNeeded(policy),
  });
}

/** The backends that whoever manages this browser allows; empty when nobody limits them. */
export async function allowedBackends(): Promise<string[]> {
  const { backends } = await browser.storage.managed.get('backends').catch(() => ({ backends: undefined }));
  return Array.isArray(backends) ? backends.filter((backend) => typeof backend === 'string') : [];
}

/** This build's version, as the manifest names it. */
export function version(): string {
  return browser.runtime.getManifest().version;
}

/** The oldest major version of the browser that this build runs in. */
export function oldestBrowser(): number {
  return Number.parseInt(browser.runtime.getManifest().minimum_chrome_version ?? '0', 10);
}
