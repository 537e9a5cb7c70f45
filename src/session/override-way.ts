import type { CheckName, OverrideWay } from '../protocol/check-help.ts';
import type { SessionFacts } from './snapshot.ts';
import { stepsNeeded } from './view.ts';

/** Steps that take pictures or a film, with the devices that they cannot do without. */
const users = {
  camera: ['identity', 'desk-scan'],
  microphone: ['desk-scan'],
} as const;

/**
 * What the help desk can do about a check that failed.
 * @param hasDevice whether there is a device, or a screen, to go on with as it is
 */
export function overrideWay(
  check: CheckName,
  hasDevice: boolean,
  { policy, accommodation }: Pick<SessionFacts, 'policy' | 'accommodation'>,
): OverrideWay {
  if (hasDevice || check === 'browser' || check === 'connection') return 'check';
  if (check === 'screen') return 'without';
  const steps = stepsNeeded(policy, false, accommodation);
  return users[check].some((step) => steps.includes(step)) ? 'none' : 'without';
}
