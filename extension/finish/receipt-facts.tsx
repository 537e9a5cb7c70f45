import type { ComponentChildren } from 'preact';
import { isPictureStream, type Receipt } from '../../src/protocol/journal.ts';
import { durationText, instantText, sizeText } from '../../src/ui/format.ts';
import { plural, text } from '../../src/ui/text.ts';
import { endingWords, gapWords, streamWords } from '../../src/ui/wording.ts';

interface ReceiptProps {
  readonly receipt: Receipt;
  /** Whether the camera's recording carries the microphone's sound. */
  readonly sound: boolean;
}

/** What the backend confirms that it holds. */
export function ReceiptFacts({ receipt, sound }: ReceiptProps) {
  return (
    <dl class="facts">
      <Fact name={text('factExam')}>
        <bdi>{receipt.exam}</bdi>
      </Fact>
      <Fact name={text('factProvider')}>
        <bdi>{receipt.provider}</bdi>
      </Fact>
      <Fact name={text('factEnd')}>{text(endingWords({ reason: receipt.reason, cause: '' }).title)}</Fact>
      <Fact name={text('factTime')}>
        {text('factFromTo', instantText(receipt.startedAt), instantText(receipt.endedAt))}
      </Fact>
      <Fact name={text('factReceived')}>{instantText(receipt.receivedAt)}</Fact>
      {receipt.streams.map(({ stream, duration, bytes, parts, segments }) => (
        <Fact key={stream} name={text(sound && stream === 'camera' ? 'deviceCameraSound' : streamWords(stream))}>
          {isPictureStream(stream)
            ? text('factPictures', plural('pictures', segments), sizeText(bytes))
            : text('factStream', durationText(duration), sizeText(bytes), plural('parts', parts))}
        </Fact>
      ))}
      {receipt.agreement && (
        <Fact name={text('factAgreement')}>
          {text(
            receipt.agreement.way === 'drawn' ? 'agreementWasDrawn' : 'agreementWasTyped',
            instantText(receipt.agreement.at),
          )}
        </Fact>
      )}
      <Fact name={text('factEntries')}>{plural('entries', receipt.entries)}</Fact>
      <Fact name={text('factGaps')}>
        <Gaps gaps={receipt.gaps} />
      </Fact>
    </dl>
  );
}

interface FactProps {
  readonly name: string;
  readonly children: ComponentChildren;
}

/** One line of a receipt. */
export function Fact({ name, children }: FactProps) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Gaps({ gaps }: { readonly gaps: Receipt['gaps'] }) {
  if (gaps.length === 0) return <>{text('gapsNone')}</>;
  return (
    <ul class="bullets">
      {gaps.map((gap, at) => (
        // Two gaps may be alike.
        <li key={`${at} ${gap.cause}`}>
          {text('gap', text(streamWords(gap.stream)), durationText(gap.duration), text(gapWords(gap.cause)))}
        </li>
      ))}
    </ul>
  );
}
