import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import type { Page } from 'puppeteer';
import { press, words } from '../tests/harness/candidate.ts';
import { newestAttempt } from '../tests/harness/evidence.ts';
import type { Scene } from './picture-scenes.ts';

/** The console's pages, with the attempt that was played and two candidates more. */
export async function pictureConsole(scene: Scene): Promise<void> {
  const { album, backend } = scene;
  const { attempt } = await newestAttempt(scene);
  await addCandidates(scene);
  const page = await scene.browser.newPage();
  await page.goto(`${backend}/console/`);
  await words(page, 'Operator key');
  await album.takeTab('console-sign-in', page);
  await page.type('#key', scene.operatorKey);
  await press(page, 'Sign in');
  await words(page, 'Grace Hopper');
  await album.takeTab('console-attempts', page);

  await go(page, `#/attempts/${attempt}`, 'Recording');
  await page.waitForFunction(playersAreReady, { polling: 100 });
  await press(page, 'Event after');
  for (let events = 0; events < 3; events++) await press(page, 'Event after');
  await page.waitForFunction(playersAreReady, { polling: 100 });
  await album.takeTab('console-review', page, { dark: true, height: 1060 });
  await go(page, '#/templates', 'A template is a policy with a name');
  await album.takeTab('console-templates', page);
  await go(page, '#/templates/default', 'What candidates will read');
  await album.takeTab('console-template', page);
  await go(page, '#/schedules', 'New schedule');
  await album.takeTab('console-schedules', page);
  await page.close();
}

async function go(page: Page, address: string, expected: string): Promise<void> {
  await page.evaluate((hash) => void location.assign(hash), address);
  await words(page, expected);
}

function playersAreReady(): boolean {
  const players = [...document.querySelectorAll<HTMLVideoElement>('.player video')];
  const ready = ({ readyState, seeking }: HTMLVideoElement) =>
    readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && !seeking;
  return players.length === 2 && players.every(ready);
}

/** One candidate who has not come yet, and one who waits for an answer; through the protocol, as a platform and a device speak it. */
async function addCandidates(scene: Scene): Promise<void> {
  const { backend } = scene;
  const ask = async (path: string, token: string, body?: unknown) => {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
    const response = await fetch(`${backend}${path}`, { method: 'POST', headers, body: JSON.stringify(body ?? {}) });
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return (await response.json()) as Record<string, string>;
  };
  const platform = (path: string, body?: unknown) => ask(path, scene.operatorKey, body);
  const exam = { title: 'Statistics I: quiz 3', examUrl: 'http://localhost:4601/exams/statistics/start' };
  const { id } = await platform('/v1/schedules', { ...exam, templateId: 'northfield' });
  const final = { title: 'Organic chemistry: final', examUrl: 'http://localhost:4601/exams/chemistry/start' };
  await platform('/v1/schedules', { ...final, templateId: 'default' });
  await platform(`/v1/schedules/${id}/activate`);
  await platform(`/v1/schedules/${id}/attempts`, { candidate: { id: 's-1906', name: 'Grace Hopper' } });
  const { launchToken } = await platform(`/v1/schedules/${id}/attempts`, {
    candidate: { id: 's-1912', name: 'Alan Turing' },
  });
  const { publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const device = { deviceKey: await exportJWK(publicKey), client: { version: '0.0.0', browser: 'pictures' } };
  const { session, token } = await ask('/v1/launches', '', { token: launchToken, ...device });
  const question = 'My camera is found, but its picture is black. What can I do?';
  const message = { id: randomUUID(), text: question, at: new Date().toISOString() };
  await ask(`/v1/sessions/${session}/messages`, token ?? '', message);
}
