import type { AddressFault } from '../protocol/launch-address.ts';
import type { MessageKey } from './text-key.ts';

/** What is wrong with a launch address, and what to do. */
export const addressWords: Readonly<Record<AddressFault, MessageKey>> = {
  none: 'launchAddressNone',
  insecure: 'launchAddressInsecure',
  incomplete: 'launchAddressIncomplete',
};
