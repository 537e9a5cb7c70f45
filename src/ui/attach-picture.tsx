import { useEffect, useRef, useState } from 'preact/hooks';
import { send } from '../browser/page-client.ts';
import { pictureType } from '../protocol/chat.ts';
import { Button } from './button.tsx';
import { pictureWords } from './chat-picture.ts';
import { Icon } from './icon.tsx';
import { text } from './text.ts';

interface AttachProps {
  readonly busy: boolean;
  readonly choose: (file: Blob) => void;
}

/** The way to a picture on this device, through the browser's own picker. */
export function AttachPicture({ busy, choose }: AttachProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        busy={busy}
        label={text('chatAttach')}
        onClick={() => {
          // The picker takes the focus: in an exam that costs nothing, if the worker knows of it.
          send({ type: 'expectPicker' }).catch(() => undefined);
          input.current?.click();
        }}
      >
        {!busy && <Icon name="picture" />}
      </Button>
      <input
        type="file"
        hidden
        ref={input}
        accept={pictureType.options.join()}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) choose(file);
          currentTarget.value = ''; // the same file may be chosen again
        }}
      />
    </>
  );
}

interface AttachedProps {
  readonly picture: Blob;
  readonly remove: () => void;
}

/** The picture that goes with the next message. */
export function AttachedPicture({ picture, remove }: AttachedProps) {
  const address = useAddress(picture);
  return (
    <div class="row">
      {address && <img class="chat-picture" src={address} alt={pictureWords(picture.type)} />}
      <Button kind="quiet" onClick={remove}>
        {text('remove')}
      </Button>
    </div>
  );
}

/** An address for a picture as long as it is shown; empty without one. */
export function useAddress(picture: Blob | undefined): string {
  const [address, setAddress] = useState('');
  useEffect(() => {
    const made = picture ? URL.createObjectURL(picture) : '';
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return address;
}
