import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../../../src/ui/icon.tsx';
import { Mark } from '../../../../src/ui/mark.tsx';
import { reachable, signOut } from '../api.ts';
import { AttemptsPage } from '../attempts/attempts-page.tsx';
import { AdmissionPage } from '../desk/admission-page.tsx';
import { waitingForAdmission } from '../desk/admission-queue.ts';
import { HelpPage } from '../desk/help-page.tsx';
import { ReadinessPage } from '../desk/readiness-page.tsx';
import { reasonOf } from '../desk/urgency.ts';
import { type LiveAttempts, useAttempts } from '../live.ts';
import { route } from '../navigation.ts';
import { Empty } from '../parts/states.tsx';
import { AttemptPage } from '../review/attempt-page.tsx';
import { type Route, routeTo } from '../route.ts';
import { SchedulesPage } from '../schedules/schedules-page.tsx';
import { TemplatePage } from '../templates/template-page.tsx';
import { TemplatesPage } from '../templates/templates-page.tsx';

const titles = {
  attempts: 'Attempts',
  admission: 'Admission',
  help: 'Help desk',
  readiness: 'Readiness code',
  templates: 'Templates',
  schedules: 'Schedules',
  nowhere: 'Not found',
} as const;

/** The frame around every page once an operator is signed in. */
export function Shell() {
  const attempts = useAttempts();
  const unread = attempts.value?.attempts.reduce((sum, attempt) => sum + attempt.unread, 0) ?? 0;
  const waiting = waitingForAdmission(attempts.value?.attempts ?? []).length;
  const held = attempts.value?.attempts.filter((attempt) => reasonOf(attempt, null).urgency === 'held').length ?? 0;
  const main = useRef<HTMLElement>(null);
  const here = route.value;
  // The help desk stays in place while its conversations change.
  const address = routeTo(here.page === 'help' ? { page: 'help' } : here);
  const first = useRef(address);

  useEffect(() => {
    const calls = unread + waiting + held;
    document.title = `${calls > 0 ? `(${calls}) ` : ''}${titles[here.page]} – Vigil console`;
  }, [unread, waiting, held, here.page]);
  useEffect(() => {
    if (first.current === address) return;
    first.current = '';
    main.current?.focus();
    window.scrollTo(0, 0);
  }, [address]);

  return (
    <>
      <Head page={here.page} unread={unread} waiting={waiting} held={held} skip={() => main.current?.focus()} />
      {reachable.value === false && <Gone />}
      <main ref={main} tabIndex={-1} key={address}>
        <Page route={here} attempts={attempts} />
      </main>
    </>
  );
}

interface HeadProps {
  readonly page: Route['page'];
  readonly unread: number;
  readonly waiting: number;
  /** Candidates who cannot go on. */
  readonly held: number;
  readonly skip: () => void;
}

function Head({ page, unread, waiting, held, skip }: HeadProps) {
  return (
    <header class="head">
      <button type="button" class="skip" onClick={skip}>
        Skip to content
      </button>
      <div class="brand">
        <Mark size={26} />
        <span>Vigil console</span>
      </div>
      <nav aria-label="Console">
        {(['attempts', 'admission', 'help', 'readiness', 'templates', 'schedules'] as const).map((name) => (
          <a
            key={name}
            class="head-link"
            href={routeTo({ page: name })}
            aria-current={page === name ? 'page' : undefined}
          >
            {titles[name]}
            {name === 'admission' && waiting > 0 && <span class="count">{waiting} waiting</span>}
            {name === 'help' && held > 0 && <span class="count">{held} held up</span>}
            {name === 'help' && unread > 0 && <span class="count">{unread} unread</span>}
          </a>
        ))}
      </nav>
      <button type="button" class="plain-button" onClick={() => void signOut()}>
        Sign out
      </button>
    </header>
  );
}

function Gone() {
  return (
    <div class="banner" role="alert">
      <Icon name="offline" />
      <p>
        <strong>The backend does not answer.</strong> What you see is what was last known; the console keeps trying.
      </p>
    </div>
  );
}

interface PageProps {
  readonly route: Route;
  readonly attempts: LiveAttempts;
}

function Page({ route: { page, id, copy }, attempts }: PageProps) {
  if (page === 'attempts') return id ? <AttemptPage id={id} /> : <AttemptsPage attempts={attempts} />;
  if (page === 'admission') return <AdmissionPage attempts={attempts} />;
  if (page === 'help') return <HelpPage attempts={attempts} selected={id} />;
  if (page === 'readiness') return <ReadinessPage />;
  if (page === 'templates') return id ? <TemplatePage id={id} copy={copy === true} /> : <TemplatesPage />;
  if (page === 'schedules') return <SchedulesPage />;
  return (
    <>
      <h1>Not found</h1>
      <Empty title="There is no such page.">
        <p>
          <a href={routeTo({ page: 'attempts' })}>Go to the attempts</a>
        </p>
      </Empty>
    </>
  );
}
