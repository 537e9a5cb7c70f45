import type { SessionView } from '../../src/session/view.ts';
import { Notice } from '../../src/ui/notice.tsx';
import { text } from '../../src/ui/text.ts';

/** That the candidate's tabs and extensions are back; those that are not, by name. */
export function GivenBack({ view }: { readonly view: SessionView }) {
  const { startedAt, closedTabs, unopened, unrestored } = view;
  if (startedAt === null) return null;
  if (closedTabs > unopened.length) return <p role="status">{text('tabsComingBack')}</p>;
  if (unopened.length === 0 && unrestored.length === 0) return <p>{text('givenBack')}</p>;
  return (
    <>
      {unopened.length > 0 && <LeftOver title={text('tabsUnopened')} lines={unopened} />}
      {unrestored.length > 0 && <LeftOver title={text('extensionsUnrestored')} lines={unrestored} />}
      <p>{text('givenBackRest')}</p>
    </>
  );
}

interface LeftOverProps {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What the candidate has to do by hand. */
function LeftOver({ title, lines }: LeftOverProps) {
  return (
    <Notice tone="warn">
      <p>{title}</p>
      <ul class="bullets">
        {lines.map((line, at) => (
          // The same page may have been open twice.
          <li key={`${at} ${line}`} class="left-over">
            <bdi>{line}</bdi>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
