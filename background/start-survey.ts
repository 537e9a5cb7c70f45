import type { Snapshot } from '../src/session/snapshot.ts';
import type { StartSurvey } from '../src/session/view.ts';
import { surveyDisplays } from './displays.ts';
import { surveyExtensions } from './extensions.ts';
import { countPrivateTabs, surveyTabs } from './tabs.ts';

/** What a start would close and switch off, and whether the displays stand in its way: for the candidate to see before. */
export async function surveyStart({ session, examTab, onboarding }: Snapshot): Promise<StartSurvey> {
  if (!session) return { tabs: [], privateTabs: 0, extensions: [], displays: { verdict: 'unasked', names: [] } };
  const { lockdown } = session.policy;
  const kept = [examTab?.tabId ?? -1, onboarding.tabId ?? -1];
  const tabs = lockdown.closeTabs ? await surveyTabs(...kept) : [];
  const extensions = lockdown.otherExtensions === 'block' ? await surveyExtensions(session) : [];
  return {
    tabs: tabs.map(({ title, url }) => ({ title, url })),
    privateTabs: lockdown.closeTabs ? await countPrivateTabs() : 0,
    extensions: extensions.filter(({ mayDisable }) => mayDisable).map(({ name }) => name),
    displays: lockdown.oneScreen ? await surveyDisplays(session.accommodation) : { verdict: 'unasked', names: [] },
  };
}
