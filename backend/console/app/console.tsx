import { useEffect, useState } from 'preact/hooks';
import { call, reachable, signedIn, signIn, wordsOf } from './api.ts';
import { Shell } from './frame/shell.tsx';
import { SignIn } from './frame/sign-in.tsx';
import { takeKey } from './navigation.ts';
import { Failure, Loading } from './parts/states.tsx';

/** The whole console: the sign-in, or the pages behind it. */
export function Console() {
  const [refused, setRefused] = useState('');
  useEffect(() => {
    void enter(setRefused);
  }, []);
  if (signedIn.value === true) return <Shell />;
  if (signedIn.value === false) return <SignIn problem={refused} />;
  return (
    <main class="alone">
      <h1>Vigil console</h1>
      {reachable.value === false ? (
        <Failure error={new Error('The backend does not answer.')} retry={() => void enter(setRefused)} />
      ) : (
        <Loading what="the console" />
      )}
    </main>
  );
}

/** With a key in the address signs in with it; otherwise the first call tells whether a cookie still holds. */
async function enter(refuse: (why: string) => void): Promise<void> {
  const key = takeKey();
  try {
    if (key === null) await call('listAttempts');
    else await signIn(key);
  } catch (error) {
    // `signedIn` and `reachable` say what happened; only a key that came with the address needs words.
    if (key !== null) refuse(wordsOf(error));
  }
}
