import * as v from 'valibot';
import { managementCall } from '../protocol/messages.ts';
import { CandidateError, say } from '../words/saying.ts';
import { answer, request } from './bus.ts';
import { chromeApi } from './webext.ts';

/**
 * The browser's list of extensions. A context that lives already when the permission is granted never gets this API
 * whole, and the service worker cannot be started again at will. So whoever has it does it for whoever lacks it: the
 * worker does it itself after its next start, until then one of our pages that was opened since the grant.
 */

export interface KnownExtension {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly isTheme: boolean;
  /** False where whoever manages the browser does not let it be switched off. */
  readonly mayDisable: boolean;
}

/** Whether this context has the API whole. */
export function hasManagement(): boolean {
  return typeof (chromeApi.management as Partial<typeof chromeApi.management> | undefined)?.getAll === 'function';
}

/** All extensions, apps and themes of this browser. @throws Error when no context of ours can ask */
export async function listExtensions(): Promise<KnownExtension[]> {
  if (!hasManagement()) {
    return request<KnownExtension[]>({ to: 'management', type: 'list' }).catch(() => {
      throw new CandidateError(say('extensionsUnknown'));
    });
  }
  const all = await chromeApi.management.getAll();
  return all.map(({ id, name, enabled, type, mayDisable }) => ({
    id,
    name,
    enabled,
    isTheme: type === 'theme',
    mayDisable,
  }));
}

/** Switches an extension on or off. @throws Error when the browser refuses, or no context of ours can ask */
export async function switchExtension(id: string, on: boolean): Promise<void> {
  if (!hasManagement()) {
    const call: v.InferOutput<typeof managementCall> = { to: 'management', type: 'switch', id, on };
    return request(call);
  }
  await chromeApi.management.setEnabled(id, on);
}

/** Hears of extensions that were installed or switched on. */
export function onExtensionAppeared(heard: () => void): void {
  if (!hasManagement()) return;
  chromeApi.management.onEnabled.addListener(heard);
  chromeApi.management.onInstalled.addListener(heard);
}

/** For a page: does for the worker what the worker cannot do itself. A page that cannot either stays silent. */
export function offerManagement(): void {
  if (!hasManagement()) return;
  answer((message, sender) => {
    if (!sender.ours || !sender.page || !v.is(managementCall, message)) return undefined;
    return message.type === 'list' ? listExtensions() : switchExtension(message.id, message.on);
  });
}
