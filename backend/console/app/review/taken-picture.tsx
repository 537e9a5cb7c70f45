import { useEffect, useState } from 'preact/hooks';
import { isPictureStream } from '../../../../src/protocol/journal.ts';
import { segmentAddress } from '../api.ts';
import type { SealedRecording } from './sealed-recording.ts';
import type { Segment } from './span.ts';

interface TakenPictureProps {
  /** What it shows. */
  readonly name: string;
  readonly note?: string;
  readonly attempt: string;
  /** Undefined while it is not known to the backend. */
  readonly segment: Segment | undefined;
  readonly sealed: SealedRecording;
}

/** A picture or a film that the candidate took, with what it shows under it. */
export function TakenPicture({ name, note, attempt, segment, sealed }: TakenPictureProps) {
  const address = useAddress(attempt, segment, sealed);
  return (
    <figure class="taken-picture">
      <Shown address={segment ? address : ''} isFilm={!isPictureStream(segment?.stream ?? '')} name={name} />
      <figcaption>
        {name}
        {note && <span class="soft small">{note}</span>}
      </figcaption>
    </figure>
  );
}

interface ShownProps {
  readonly address: string;
  readonly isFilm: boolean;
  readonly name: string;
}

function Shown({ address, isFilm, name }: ShownProps) {
  if (address === '') return <p class="no-picture">Still on its way</p>;
  // biome-ignore lint/a11y/useMediaCaption: nobody can caption a film of a desk
  if (isFilm) return <video src={address} controls preload="metadata" aria-label={name} />;
  return (
    <a href={address} target="_blank" rel="noreferrer" title="Open in its full size">
      <img src={address} alt={name} />
    </a>
  );
}

/** Where the bytes are shown from; empty as long as they are not all here. */
function useAddress(attempt: string, segment: Segment | undefined, sealed: SealedRecording): string {
  const [opened, setOpened] = useState('');
  const isOpen = sealed.isOpen.value;
  const isSealed = segment?.cipher !== undefined;
  const key = segment ? `${segment.stream}/${segment.segment} ${segment.complete} ${isOpen}` : '';
  useEffect(() => {
    let isCurrent = true;
    setOpened('');
    if (segment?.complete && isSealed && isOpen) {
      void Promise.resolve(sealed.open(segment)).then((url) => isCurrent && setOpened(url));
    }
    return () => {
      isCurrent = false;
    };
  }, [key, sealed]);
  if (!segment?.complete) return '';
  return isSealed ? opened : segmentAddress(attempt, segment);
}
