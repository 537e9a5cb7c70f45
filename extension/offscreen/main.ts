import * as v from 'valibot';
import { announce, onAnnouncement } from '../../src/browser/announcements.ts';
import { cutRehearsal } from '../../src/browser/backend-door.ts';
import { answer, request } from '../../src/browser/bus.ts';
import { holdLine } from '../../src/browser/line.ts';
import { type RecorderCommand, type RecorderNews, recorderCommand } from '../../src/protocol/messages.ts';
import type { SessionView } from '../../src/session/view.ts';
import { Desk } from './desk.ts';
import { keepPicture } from './keep-picture.ts';
import { tryLink } from './link-trial.ts';
import { QualityWatch } from './quality-watch.ts';
import { Recorder } from './recorder.ts';
import { Timekeeper } from './timekeeper.ts';
import { Uploader } from './uploader.ts';

// The composition root of the offscreen document: the only owner of media, and the only uploader.
const tell = (news: RecorderNews) => void request(news).catch((error: unknown) => console.warn('Not heard:', error));
const publish = () => {
  clearTimeout(later);
  later = undefined;
  publishedAt = performance.now();
  announce({ topic: 'status', recorder: recorder.status, upload: { ...uploader.status, lowRoom: recorder.lowRoom } });
};
/** What is sent changes with every request; pages draw each status anew, and nobody reads more than two a second. */
const publishEveryMs = 500;
let publishedAt = Number.NEGATIVE_INFINITY;
let later: ReturnType<typeof setTimeout> | undefined;
const publishSoon = () => {
  const wait = publishedAt + publishEveryMs - performance.now();
  if (wait <= 0) publish();
  else later ??= setTimeout(publish, wait);
};
const uploader: Uploader = new Uploader(tell, publishSoon, () => desk.hurry());
const recorder: Recorder = new Recorder(tell, () => uploader.wake(), publish);
const desk: Desk = new Desk(tell, () => uploader.status);
let running: string | null = null;
new Timekeeper({
  session: () => running,
  frames: () => recorder.frames,
  clockError: () => desk.clockError(),
  slept: (ms) => recorder.slept(ms),
  found: (event, cause, data) => tell({ type: 'recorder.found', event, cause, data }),
});
new QualityWatch(recorder, () => uploader.status);

answer((message, sender) => {
  if (!sender.ours || !sender.page || !v.is(recorderCommand, message)) return undefined;
  return obey(message).finally(publish);
});

async function obey(command: RecorderCommand): Promise<unknown> {
  switch (command.type) {
    case 'pickScreen':
      return recorder.pickScreen();
    case 'lookAtScreen':
      return recorder.lookAtScreen();
    case 'record':
      return recorder.record(command);
    case 'stop':
      return recorder.stop();
    case 'rest':
      return recorder.rest();
    case 'goOn':
      return recorder.goOn();
    case 'keepPicture':
      return keepPicture(command).finally(() => uploader.wake());
    case 'filmDesk':
      return recorder.filmDesk();
    case 'stopDeskFilm':
      return recorder.stopDeskFilm();
    case 'keepDeskFilm':
      return recorder.keepDeskFilm();
    case 'measureLink':
      return tryLink(command.session);
    case 'mend':
      return recorder.mend(command.device);
    case 'cutRehearsal':
      return cutRehearsal(command.ms);
    case 'loseCamera':
      return recorder.loseCamera();
    case 'wake':
      desk.send();
      return uploader.wake();
    case 'hurry':
      desk.hurry();
      return uploader.hurry();
  }
}

const follow = (view: SessionView) => {
  running = view.phase === 'active' ? view.session : null;
  desk.follow(view.session, view.phase);
  recorder.follow(view.phase);
  publish();
};
onAnnouncement('view', ({ view }) => follow(view));
void request<SessionView>({ type: 'view' }).then((view) => {
  follow(view);
  // Whoever opened this document in an exam wanted an upload, and may have been faster than the look for a recorder.
  const isRecording = Object.values(recorder.status).includes('recording');
  if (view.phase === 'active' && !isRecording) tell({ type: 'recorder.gone' });
});
window.addEventListener('online', () => {
  desk.hurry();
  uploader.hurry();
});
holdLine(new AbortController().signal); // as long as this document lives
void uploader.run();
