import type { ComponentChildren } from 'preact';
import { send } from '../../src/browser/page-client.ts';
import { policySentences } from '../../src/policy/sentences.ts';
import type { SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { Heading } from '../../src/ui/heading.tsx';
import { Icon, type IconName } from '../../src/ui/icon.tsx';
import { Failure } from '../../src/ui/notice.tsx';
import { text, words } from '../../src/ui/text.ts';
import { Accommodation } from './accommodation.tsx';

/** The rules, what to do when something fails, and where help is. */
export function IntroductionStep({ view }: { readonly view: SessionView }) {
  const read = useAction(() => send({ type: 'introductionRead' }));
  if (!view.policy) return null;
  const { fullScreen } = view.policy.lockdown;
  const hasBudget = fullScreen !== 'severe' || view.accommodation?.fullScreenSeconds !== undefined;
  const rules = policySentences(view.policy, words()).filter(({ group }) => group === 'locked');
  return (
    <section class="card stack">
      <Heading>{text('introductionTitle')}</Heading>
      <Accommodation view={view} />
      <div class="groups">
        <Part icon="lock" title={text('introductionRules')}>
          {rules.map((rule) => (
            <li key={rule.key}>{rule.text}</li>
          ))}
        </Part>
        {fullScreen !== 'off' && (
          <Part icon="clock" title={text('introductionBudget')}>
            {hasBudget && <li>{text('introductionBudgetCounts')}</li>}
            <li>{text('introductionBudgetFree')}</li>
          </Part>
        )}
        <Part icon="warning" title={text('introductionTrouble')}>
          <li>{text('introductionNetwork')}</li>
          <li>{text('introductionCrash')}</li>
          <li>{text('introductionDevice')}</li>
        </Part>
        <Part icon="help" title={text('introductionHelp')}>
          <li>{text(fullScreen === 'off' ? 'introductionHelpWindow' : 'introductionHelpFullScreen')}</li>
          <li>{text('introductionHelpKeys', text('helpKeys'))}</li>
          <li>{text('introductionHelpFree')}</li>
        </Part>
      </div>
      <Failure message={read.error} />
      <Button kind="primary" big busy={read.busy} onClick={read.run}>
        {text('introductionRead')}
      </Button>
    </section>
  );
}

interface PartProps {
  readonly icon: IconName;
  readonly title: string;
  readonly children: ComponentChildren;
}

function Part({ icon, title, children }: PartProps) {
  return (
    <section>
      <h2 class="row">
        <Icon name={icon} />
        {title}
      </h2>
      <ul class="bullets">{children}</ul>
    </section>
  );
}
