import type { Page } from 'puppeteer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Candidate, sendNow, words } from '../harness/candidate.ts';
import { attemptReaches, faultsOf, newestAttempt } from '../harness/evidence.ts';
import { startWorld, type World } from '../harness/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

test('the backend goes away in the exam and comes back after it: nothing is lost', async () => {
  const candidate = new Candidate(world);
  await candidate.openExam();
  const page = await candidate.start();
  await candidate.work(page);
  await world.stopBackend();
  const finish = await candidate.submit(page);
  await words(finish, 'No connection');
  await world.restartBackend();
  await sendNow(finish);
  await words(finish, 'All done', 60_000);
  const attempt = await attemptReaches(world, 'complete');
  expect(await faultsOf(world, attempt)).toEqual([]);
});

test('a session token that the backend does not know: told, kept, and sent once it is right again', async () => {
  const candidate = new Candidate(world);
  const start = await candidate.openExam();
  await candidate.goTo('browser');
  const right = await swapToken(start, 'wrong');
  const page = await candidate.start();
  await candidate.work(page);
  const finish = await candidate.submit(page);
  await words(finish, /Nothing is lost/);
  expect((await newestAttempt(world)).journal).toEqual([]);
  await swapToken(finish, right);
  await sendNow(finish);
  await words(finish, 'All done', 60_000);
  expect(await faultsOf(world, await attemptReaches(world, 'complete'))).toEqual([]);
});

/** Puts another session token where the uploader finds it, and answers the one before. */
async function swapToken(page: Page, token: string): Promise<string> {
  return page.evaluate(async (next) => {
    const result = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await result(indexedDB.open('vigil'));
    const store = db.transaction('sessions', 'readwrite').objectStore('sessions');
    const [session] = await result(store.getAll());
    await result(store.put({ ...session, token: next }));
    db.close();
    return session.token;
  }, token);
}
