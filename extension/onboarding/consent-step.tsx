import { hasManagement } from '../../src/browser/management.ts';
import { requestAccess, send } from '../../src/browser/page-client.ts';
import { type OptionalPermission, originsNeeded, permissionsNeeded } from '../../src/policy/needs.ts';
import type { Policy } from '../../src/policy/schema.ts';
import { policySentences, type Sentence } from '../../src/policy/sentences.ts';
import { isRehearsal } from '../../src/rehearsal/address.ts';
import type { SessionView } from '../../src/session/view.ts';
import { useAction } from '../../src/ui/action.ts';
import { Button } from '../../src/ui/button.tsx';
import { Heading } from '../../src/ui/heading.tsx';
import { Icon, type IconName } from '../../src/ui/icon.tsx';
import { Failure } from '../../src/ui/notice.tsx';
import { PolicyHash } from '../../src/ui/policy-hash.tsx';
import { type MessageKey, text, words } from '../../src/ui/text.ts';
import { CandidateError, say } from '../../src/words/saying.ts';
import { Accommodation } from './accommodation.tsx';

const groups: readonly { readonly group: Sentence['group']; readonly title: MessageKey; readonly icon: IconName }[] = [
  { group: 'recorded', title: 'groupRecorded', icon: 'record' },
  { group: 'checked', title: 'groupChecked', icon: 'badge' },
  { group: 'kept', title: 'groupKept', icon: 'clock' },
  { group: 'locked', title: 'groupLocked', icon: 'lock' },
];

/** Who asks for what, where it goes, and the candidate's answer. */
export function ConsentStep({ view }: { readonly view: SessionView }) {
  const { policy, provider, exam } = view;
  if (!policy || !provider || !exam) return null;
  return (
    <section class="card stack">
      <Heading>{text('consentTitle')}</Heading>
      <p>{text('consentIntro', provider.name, exam.title, view.candidate)}</p>
      <p>
        <strong>{text('consentNothingYet')}</strong>
      </p>
      <Accommodation view={view} />
      <Groups policy={policy} backend={view.backend} />
      <Permissions policy={policy} backend={view.backend} />
      <Limits />
      <PolicyHash hash={view.policyHash} />
      <Agreement policy={policy} backend={view.backend} />
    </section>
  );
}

interface PolicyProps {
  readonly policy: Policy;
  readonly backend: string;
}

function Groups({ policy, backend }: PolicyProps) {
  const sentences = policySentences(policy, words());
  return (
    <div class="groups">
      {groups.map(({ group, title, icon }) => {
        const own = sentences.filter((sentence) => sentence.group === group);
        // A rehearsal keeps nothing.
        if (own.length === 0 || (group === 'kept' && isRehearsal(backend))) return null;
        return (
          <section key={group}>
            <h2 class="row">
              <Icon name={icon} />
              {text(title)}
            </h2>
            <ul class="bullets">
              {own.map((sentence) => (
                <li key={sentence.key}>{sentence.text}</li>
              ))}
              {group === 'kept' && <li>{text('consentWhere', backend)}</li>}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

const reasons: Record<OptionalPermission, readonly [MessageKey, MessageKey]> = {
  tabs: ['permissionTabs', 'permissionTabsWhy'],
  tabGroups: ['permissionTabGroups', 'permissionTabGroupsWhy'],
  downloads: ['permissionDownloads', 'permissionDownloadsWhy'],
  clipboardWrite: ['permissionClipboard', 'permissionClipboardWhy'],
  'system.display': ['permissionDisplays', 'permissionDisplaysWhy'],
  management: ['permissionExtensions', 'permissionExtensionsWhy'],
  browsingData: ['permissionCache', 'permissionCacheWhy'],
};

/** What the browser will ask, and why, to be looked up: it asks in words of its own. */
function Permissions({ policy, backend }: PolicyProps) {
  const sites = originsNeeded(policy, backend).map((pattern) => pattern.replace(/\/\*$/, ''));
  return (
    <details>
      <summary>{text('permissionsTitle')}</summary>
      <p>{text('permissionsIntro')}</p>
      <ul class="groups reasons">
        {sites.length > 0 && (
          <li>
            <strong>{text('permissionSites')}</strong>
            <p>{text('permissionSitesWhy')}</p>
            <ul class="bullets">
              {sites.map((site) => (
                <li key={site}>
                  <code>{site}</code>
                </li>
              ))}
            </ul>
          </li>
        )}
        {permissionsNeeded(policy).map((permission) => {
          const [title, why] = reasons[permission];
          return (
            <li key={permission}>
              <strong>{text(title)}</strong>
              <p>{text(why)}</p>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

function Limits() {
  return (
    <details>
      <summary>{text('limitsTitle')}</summary>
      <ul class="bullets">
        <li>{text('limitsMachine')}</li>
        <li>{text('limitsFiles')}</li>
        <li>{text('limitsOutside')}</li>
        <li>{text('limitsJudge')}</li>
      </ul>
    </details>
  );
}

function Agreement({ policy, backend }: PolicyProps) {
  const agree = useAction((granted: Promise<boolean>, asked: Policy) => agreeWith(granted, asked));
  return (
    <div class="stack tight">
      <Failure message={agree.error} />
      <p class="small soft">{text('agreeMeaning')}</p>
      {/* The browser answers only a request that a click makes before anything is awaited. */}
      <Button kind="primary" big busy={agree.busy} onClick={() => agree.run(requestAccess(policy, backend), policy)}>
        {text('agree')}
      </Button>
    </div>
  );
}

async function agreeWith(granted: Promise<boolean>, policy: Policy): Promise<void> {
  if (!(await granted)) throw new CandidateError(say('accessRefused'));
  await send({ type: 'consent' });
  // A page that was open before the grant never gets this API; opened anew it does, and shows the next step.
  if (permissionsNeeded(policy).includes('management') && !hasManagement()) location.reload();
}
