import type { ComponentChildren } from 'preact';
import type { Saying } from '../words/saying.ts';
import { Icon, type IconName } from './icon.tsx';
import { Said } from './said.tsx';
import './notice.css';

const icons: Record<Tone, IconName> = { info: 'info', good: 'check', warn: 'warning', danger: 'error' };
type Tone = 'info' | 'good' | 'warn' | 'danger';

interface NoticeProps {
  readonly tone: Tone;
  /** Read out at once when it appears. */
  readonly alert?: boolean;
  readonly children: ComponentChildren;
}

/** A framed remark. The tone shows by icon and edge, not by colour alone. */
export function Notice({ tone, alert, children }: NoticeProps) {
  return (
    <div class={`notice ${tone}`} role={alert ? 'alert' : undefined}>
      <Icon name={icons[tone]} />
      <div>{children}</div>
    </div>
  );
}

/** What went wrong, read out; nothing when nothing did. */
export function Failure({ message }: { readonly message: Saying }) {
  if (!message) return null;
  return (
    <Notice tone="danger" alert>
      <Said saying={message} />
    </Notice>
  );
}
