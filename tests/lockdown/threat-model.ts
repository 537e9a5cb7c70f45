import { type Outcome, outcomes, type Setting } from './specification.ts';

const meanings: Readonly<Record<Outcome, string>> = {
  prevented: 'It has no effect.',
  deterred: 'It happens, and is undone or costs the candidate something; it is recorded.',
  detected: 'It happens, and is recorded.',
  bypass: 'It happens, and nobody notices.',
  allowed: 'It must stay possible, and leaves nothing that weighs.',
};

const intro = `# Threat model of the lockdown

What a candidate, or a page, may try in an exam, and what comes of it. This page is made from the specification of the
lockdown suite by \`npm run lockdown -- --docs\`, and a test compares the two: what stands here is what is played in a
real browser. \`npm run lockdown\` plays it on your machine, against your build, your backend and your exam page.

`;

const general = `## What no extension can do

- It cannot see outside the browser: virtual machines, remote control, other devices, a phone, a person in the room, a
  camera on the screen, an overlay that hides from screen capture.
- It cannot stop other programs, the system's keys or its window manager. It notices that the exam lost the focus, and
  not to what.
- It cannot defend itself against whoever controls the machine. The policy is signed, the journal is chained and signed
  at the end, and the backend counts the signs of life: what is taken away is missed, what is changed is found.
- Page and guards share a process. Reports from there can add an event, say whether the exam is in front, and announce a
  prompt or a click on a link; nothing else. They are validated, and floods are counted. A page that lies can at most
  accuse its own candidate, hide that the focus was lost, or open a tab where the policy lets its links do so.
`;

/** The threat model as Markdown. */
export function threatModel(settings: readonly Setting[]): string {
  const legend = outcomes.map((outcome) => `| ${outcome} | ${meanings[outcome]} |`);
  const counts = outcomes.map((outcome) => {
    const all = settings.flatMap(({ groups }) => groups.flatMap(({ scenarios }) => scenarios));
    return `${all.filter((scenario) => scenario.outcome === outcome).length} ${outcome}`;
  });
  return [
    intro,
    ['| Word | What it means |', '| --- | --- |', ...legend].join('\n'),
    `\n\nOf all scenarios: ${counts.join(', ')}.\n\n`,
    general,
    ...settings.map(section),
  ].join('');
}

function section({ key, title, limits, groups }: Setting): string {
  const rows = groups.flatMap(({ level, scenarios }) =>
    scenarios.map(({ title: what, outcome, event, note, needs }) => {
      const named = event ? `\`${event.type}\`${event.cause ? ` (${event.cause})` : ''}` : '';
      const marks = [note, needs === 'display' && 'Played with a display only.'].filter(Boolean).join(' ');
      return `| ${[what, level, outcome, named, marks].join(' | ')} |`;
    }),
  );
  return [
    `\n## ${title}\n\n\`${key}\`. Out of reach: ${limits}\n`,
    '| What is tried | Level | What comes of it | Event | Note |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
