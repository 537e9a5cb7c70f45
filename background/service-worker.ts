import * as v from 'valibot';
import { answer } from '../src/browser/bus.ts';
import { currentWords } from '../src/browser/language.ts';
import { browser, type MessageSender } from '../src/browser/webext.ts';
import { outsideMessage, outsidePing } from '../src/protocol/messages.ts';
import { isRehearsal } from '../src/rehearsal/address.ts';
import { Attempt } from './attempt.ts';
import { boot } from './boot.ts';
import { Guards } from './guards.ts';
import { Messages } from './messages.ts';
import { watchLanguage } from './page-words.ts';
import { showStartPage } from './pages.ts';
import { watchUninstall } from './uninstall-page.ts';

// The composition root. Every listener is attached in this first tick; what they do waits for the snapshot.
const attempt = new Attempt();
const guards = new Guards(attempt);
const messages = new Messages(attempt, guards);

guards.listen();
watchUninstall(attempt);
watchLanguage(attempt);
attempt.whenEntered(() => void guards.look()); // what the page said before counted for nothing
// The exam's page and the recorder hold a line, so that a dead worker is missed at once, and so is a dead recorder.
browser.runtime.onConnect.addListener((line) => {
  // A look that is under way may have been past the recorder when it went: a second one follows.
  const look = () => boot(attempt, guards).then(() => boot(attempt, guards));
  if (line.sender?.tab === undefined) line.onDisconnect.addListener(() => void look());
});
answer((message, sender) => messages.handle(message, sender));

// The one door for web pages. A launch opens our start page, which shows who asks for what; nothing else happens.
browser.runtime.onMessageExternal.addListener(async (message: unknown, sender: MessageSender) => {
  if (v.is(outsidePing, message)) return { ok: true, version: browser.runtime.getManifest().version };
  if (!v.is(outsideMessage, message))
    return { ok: false, error: 'Vigil takes { type: "launch", address } and nothing else.' };
  // Our pages do not open in private windows, and the exam would not know who is signed in there.
  if (sender.tab?.incognito) return { ok: false, error: (await currentWords()).text('outsideOrdinary') };
  const { phase, session } = await attempt.state();
  if ((phase === 'starting' || phase === 'active') && !isRehearsal(session?.backend ?? ''))
    return { ok: false, error: (await currentWords()).text('outsideRunning') };
  await showStartPage(`?launch=${encodeURIComponent(message.address)}`);
  return { ok: true };
});

// An update waits until no exam is under way: the browser applies it at its next start.
browser.runtime.onUpdateAvailable.addListener(() => undefined);

browser.alarms.onAlarm.addListener(() => void boot(attempt, guards));
browser.runtime.onStartup.addListener(() => void boot(attempt, guards));
browser.runtime.onInstalled.addListener(() => void boot(attempt, guards));
void boot(attempt, guards);
