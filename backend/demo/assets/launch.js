import { detectVigil, launchVigil, VigilMissing } from '/vigil.js';

const launch = document.querySelector('#launch');
const { exam, extension } = launch.dataset;
const extensionId = extension || undefined;
const states = ['checking', 'opening', 'opened', 'missing', 'failed'];

/** Shows one state of the page, and moves there whoever uses a keyboard or a screen reader. */
function show(state) {
  for (const name of states) document.getElementById(name).hidden = name !== state;
  launch.dataset.state = state;
  const section = document.getElementById(state);
  if (section.tabIndex === -1 && section.localName === 'section') section.focus();
}

function fail(message) {
  document.getElementById('failure').textContent = message;
  show('failed');
}

async function start(fresh = false) {
  show('checking');
  if ((await detectVigil(extensionId)) === null) return show('missing');
  show('opening');
  try {
    await launchVigil(await attemptAddress(fresh), extensionId);
    show('opened');
  } catch (error) {
    if (error instanceof VigilMissing) show('missing');
    else fail(error.message);
  }
}

/** The school's server makes the attempt; only its launch address comes to the page. */
async function attemptAddress(fresh) {
  const response = await fetch(`/exams/${exam}/attempts${fresh ? '?fresh' : ''}`, { method: 'POST' }).catch(() => null);
  if (!response) throw new Error('The exam platform does not answer. Check your connection and try again.');
  const { address, error } = await response.json();
  if (!response.ok) throw new Error(error);
  return address;
}

for (const id of ['start', 'try-again', 'retry']) document.getElementById(id).addEventListener('click', () => start());
document.getElementById('fresh').addEventListener('click', () => start(true));

// Coming from the dashboard is the candidate's 'Start exam'; a reload, Back or a tab given back after an exam is not.
const [navigation] = performance.getEntriesByType('navigation');
if (navigation?.type === 'navigate' && document.referrer.startsWith(location.origin)) void start();
else show('opened');
