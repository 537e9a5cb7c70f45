import type { SessionView } from '../session/view.ts';
import { text } from './text.ts';

interface ContactProps {
  readonly provider: SessionView['provider'];
  /** Draws no link: in the exam a mail program would take the candidate out of it. */
  readonly plain?: boolean;
}

/** Whom to reach outside the chat; mail addresses, telephone numbers and web addresses become links. */
export function Contact({ provider, plain = false }: ContactProps) {
  if (!provider?.contact) return null;
  const address = plain ? null : contactLink(provider.contact);
  return (
    <p class="small">
      {text('contact', provider.name)}{' '}
      <bdi>{address ? <a href={address}>{provider.contact}</a> : provider.contact}</bdi>
    </p>
  );
}

function contactLink(contact: string): string | null {
  if (/^https:\/\/\S+$/.test(contact)) return contact;
  if (/^[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+$/.test(contact)) return `mailto:${contact}`;
  return /^\+?[\d ()/-]{6,}$/.test(contact) ? `tel:${contact.replace(/[^+\d]/g, '')}` : null;
}
