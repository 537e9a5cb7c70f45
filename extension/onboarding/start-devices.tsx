import type { SessionView, StartSurvey } from '../../src/session/view.ts';
import { Button } from '../../src/ui/button.tsx';
import { listText } from '../../src/ui/format.ts';
import { Icon, type IconName } from '../../src/ui/icon.tsx';
import { type MessageKey, plural, text } from '../../src/ui/text.ts';
import { revisited } from './revisit.ts';

interface Row {
  readonly icon: IconName;
  readonly name: MessageKey;
  readonly state: string;
  readonly isWrong?: boolean;
  /** The step in which it was chosen and can be changed. */
  readonly step?: 'camera' | 'microphone' | 'screen';
}

interface DevicesProps {
  readonly view: SessionView;
  readonly displays: StartSurvey['displays'];
  readonly screenGone: boolean;
  /** Nothing can be changed any more. */
  readonly fixed: boolean;
}

/** What was chosen for the exam, and what is connected. */
export function StartDevices({ view, displays, screenGone, fixed }: DevicesProps) {
  const rows = [...chosen(view, screenGone), ...connected(displays)];
  if (rows.length === 0) return null;
  return (
    <ul class="devices chosen-devices">
      {rows.map(({ icon, name, state, isWrong, step }) => (
        <li key={name}>
          <Icon name={icon} />
          <span>
            <strong>{text(name)}</strong>
            <span class={isWrong ? 'state lost' : 'soft'}>
              <bdi>{state}</bdi>
            </span>
          </span>
          {step && !fixed && (
            <Button
              label={text('changeDevice', text(name))}
              onClick={() => {
                revisited.value = step;
              }}
            >
              {text('change')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

function chosen(view: SessionView, screenGone: boolean): Row[] {
  const { policy, camera, microphone, without } = view;
  const { recording } = policy ?? {};
  const rows: Row[] = [];
  if (recording?.camera) {
    rows.push({ icon: 'camera', name: 'deviceCamera', state: camera?.label ?? '', step: 'camera' });
  }
  if (recording?.microphone) {
    rows.push({ icon: 'microphone', name: 'deviceMicrophone', state: microphone?.label ?? '', step: 'microphone' });
  }
  if (recording?.screen) {
    const state = text(screenGone ? 'startScreenGone' : 'startScreenWhole');
    rows.push({ icon: 'screen', name: 'deviceScreen', state, isWrong: screenGone, step: 'screen' });
  }
  return rows.map((row) =>
    without.some((device) => device === row.step) ? { ...row, state: text('startWithout') } : row,
  );
}

function connected({ verdict, names }: StartSurvey['displays']): Row[] {
  const row = { icon: 'displays', name: 'deviceDisplays' } as const;
  switch (verdict) {
    case 'unasked':
      return [];
    case 'unknown':
      return [{ ...row, state: text('startDisplaysUnknown') }];
    case 'one':
      return [{ ...row, state: listText(names) }];
    case 'several':
      return [{ ...row, state: plural('startDisplaysCount', names.length), isWrong: true }];
  }
}
