import { listExtensions, switchExtension } from '../src/browser/management.ts';
import { browser } from '../src/browser/webext.ts';
import { isAssistive } from '../src/lockdown/assistive-extensions.ts';
import type { OtherExtension, SessionFacts } from '../src/session/snapshot.ts';

/** An extension of the candidate's that is on. */
export interface FoundExtension extends OtherExtension {
  /** False where whoever manages the browser does not let it be switched off. */
  readonly mayDisable: boolean;
}

/**
 * The candidate's other extensions that are on, without those that are never asked about: assistive technology, and
 * what the accommodation names. Empty where the policy does not look at extensions.
 */
export async function surveyExtensions({ policy, accommodation }: SessionFacts): Promise<FoundExtension[]> {
  if (policy.lockdown.otherExtensions === 'allowed') return [];
  return (await listExtensions())
    .filter(({ id, enabled, isTheme }) => enabled && !isTheme && id !== browser.runtime.id)
    .filter(({ id }) => !isAssistive(id, accommodation))
    .map(({ id, name, mayDisable }) => ({ id, name, mayDisable }));
}

/** Switches extensions off. One that is gone, or off already, needs nothing. */
export async function disableExtensions(extensions: readonly OtherExtension[]): Promise<void> {
  await Promise.all(extensions.map(({ id }) => switchExtension(id, false).catch(() => undefined)));
}

/**
 * Switches extensions on again.
 * @returns those that the browser did not switch on; one that was removed is not missed
 * @throws Error when the browser's list of extensions cannot be had
 */
export async function enableExtensions(extensions: readonly OtherExtension[]): Promise<OtherExtension[]> {
  const off = (await listExtensions()).filter(({ enabled }) => !enabled).map(({ id }) => id);
  const failed: OtherExtension[] = [];
  for (const extension of extensions.filter(({ id }) => off.includes(id))) {
    await switchExtension(extension.id, true).catch(() => failed.push(extension));
  }
  return failed;
}
