import { plainPage } from './plain-page.ts';

/**
 * What a candidate sees who removes Vigil while something waits to be sent. The address says how much, and nothing else.
 * @param megabytes the address' text; anything but a number of up to five digits counts as unknown
 */
export function uninstalledPage(megabytes: string | undefined): Response {
  const size = megabytes !== undefined && /^\d{1,5}$/.test(megabytes) ? `About ${Number(megabytes)} MB` : 'A part';
  return plainPage(
    'Vigil was removed before everything was sent',
    `  <p>${size} of the recording of your exam had not been sent yet. It was kept by Vigil alone, and went with it.</p>
  <p>What had been sent before is with your exam provider, and so are your answers: they never depended on Vigil.</p>
  <p>Tell your exam provider what happened, before they ask. If Vigil was removed by mistake during an exam, install it
  again and go on from the exam page.</p>`,
  );
}
