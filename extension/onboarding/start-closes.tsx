import type { StartSurvey } from '../../src/session/view.ts';
import { plural, text } from '../../src/ui/text.ts';
import { siteOf } from './site.ts';

/** How many lines of a list are in sight at first. */
const shownAtFirst = 5;

interface Line {
  readonly name: string;
  readonly place?: string;
}

/** The tabs that the start closes, by title and site; private ones by their number alone. */
export function ClosedTabs({ tabs, privateTabs }: Pick<StartSurvey, 'tabs' | 'privateTabs'>) {
  const lines = tabs.map(({ title, url }) => {
    const place = siteOf(url);
    return title && title !== place ? { name: title, place } : { name: place };
  });
  if (lines.length === 0 && privateTabs === 0)
    return <Closing title={text('startTabsNone')} advice={text('startTabsNoneText')} lines={[]} />;
  return (
    <>
      {lines.length > 0 && (
        <Closing title={plural('startTabs', lines.length)} advice={text('startTabsAdvice')} lines={lines} />
      )}
      {privateTabs > 0 && (
        <Closing title={plural('startPrivateTabs', privateTabs)} advice={text('startPrivateTabsAdvice')} lines={[]} />
      )}
    </>
  );
}

/** The extensions that the start switches off. */
export function DisabledExtensions({ names }: { readonly names: readonly string[] }) {
  return (
    <Closing
      title={names.length === 0 ? text('startExtensionsNone') : plural('startExtensions', names.length)}
      advice={text('startExtensionsAdvice')}
      lines={names.map((name) => ({ name }))}
    />
  );
}

interface ClosingProps {
  readonly title: string;
  readonly advice: string;
  readonly lines: readonly Line[];
}

function Closing({ title, advice, lines }: ClosingProps) {
  const rest = lines.slice(shownAtFirst);
  return (
    <section class="stack tight closing">
      <h2>
        <span role="status">{title}</span>
      </h2>
      <p class="soft">{advice}</p>
      <Lines lines={lines.slice(0, shownAtFirst)} />
      {rest.length > 0 && (
        <details>
          <summary>{plural('startMore', rest.length)}</summary>
          <Lines lines={rest} />
        </details>
      )}
    </section>
  );
}

function Lines({ lines }: { readonly lines: readonly Line[] }) {
  if (lines.length === 0) return null;
  return (
    <ul class="closing-lines">
      {lines.map(({ name, place }, at) => (
        // Two tabs may show the same page.
        <li key={`${at} ${name} ${place}`}>
          <span class="name">
            <bdi>{name}</bdi>
          </span>
          {place !== undefined && <bdi class="place small soft">{place}</bdi>}
        </li>
      ))}
    </ul>
  );
}
