/** Keeps the standing of the assessments up to date until every recording has arrived. */
const every = 2000;
const lines = [...document.querySelectorAll('[data-assessment]')];

async function refresh() {
  const response = await fetch('/standing').catch(() => null);
  if (response?.ok) {
    const { standing } = await response.json();
    for (const line of lines) {
      const now = standing[line.dataset.assessment];
      if (!now) continue;
      if (line.textContent !== now.words) line.textContent = now.words;
      line.dataset.settled = String(now.settled);
    }
  }
  followOn();
}

function followOn() {
  if (lines.some((line) => line.dataset.settled === 'false')) setTimeout(refresh, every);
}

followOn();
