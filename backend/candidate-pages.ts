import type { Language } from '../src/words/languages.ts';

/** A page of words for a candidate: its heading, and its paragraphs and steps. */
export interface PageText {
  readonly title: string;
  readonly before: readonly string[];
  readonly steps: readonly string[];
  readonly after: readonly string[];
}

/** Who opens a launch address without the extension. */
export const launchTexts: Readonly<Record<Language, PageText>> = {
  en: {
    title: 'Open this exam with Vigil',
    before: [
      'This address starts a proctored exam. It is meant for the Vigil extension of your browser, which has not taken it over. Nothing has started, and nothing is recorded.',
    ],
    steps: [
      'Use Chrome or Edge on a computer.',
      'Install the Vigil extension from the place that your exam provider names. If Vigil is installed, see that it is switched on in your browser’s list of extensions.',
      'Go back to the exam page and start the exam again from there.',
    ],
    after: ['Does it still not start? Ask the help desk of your exam provider.'],
  },
  nl: {
    title: 'Open dit examen met Vigil',
    before: [
      'Dit adres start een examen met toezicht. Het is bedoeld voor de extensie Vigil van uw browser, die het niet heeft overgenomen. Er is niets gestart en er wordt niets opgenomen.',
    ],
    steps: [
      'Gebruik Chrome of Edge op een computer.',
      'Installeer de extensie Vigil vanaf de plek die uw examenaanbieder noemt. Is Vigil al geïnstalleerd, kijk dan of het is ingeschakeld in de lijst van extensies van uw browser.',
      'Ga terug naar de examenpagina en start het examen daar opnieuw.',
    ],
    after: ['Start het nog steeds niet? Vraag het de helpdesk van uw examenaanbieder.'],
  },
  de: {
    title: 'Öffnen Sie diese Prüfung mit Vigil',
    before: [
      'Diese Adresse startet eine beaufsichtigte Prüfung. Sie ist für die Erweiterung Vigil Ihres Browsers gedacht, die sie nicht übernommen hat. Es wurde nichts gestartet, und es wird nichts aufgezeichnet.',
    ],
    steps: [
      'Verwenden Sie Chrome oder Edge auf einem Computer.',
      'Installieren Sie die Erweiterung Vigil von dort, wo Ihr Prüfungsanbieter sie nennt. Ist Vigil schon installiert, sehen Sie nach, ob es in der Liste der Erweiterungen Ihres Browsers eingeschaltet ist.',
      'Gehen Sie zurück zur Prüfungsseite und starten Sie die Prüfung dort erneut.',
    ],
    after: ['Startet sie noch immer nicht? Fragen Sie den Helpdesk Ihres Prüfungsanbieters.'],
  },
  fr: {
    title: 'Ouvrez cet examen avec Vigil',
    before: [
      'Cette adresse lance un examen surveillé. Elle est destinée à l’extension Vigil de votre navigateur, qui ne l’a pas reprise. Rien n’a été lancé et rien n’est enregistré.',
    ],
    steps: [
      'Utilisez Chrome ou Edge sur un ordinateur.',
      'Installez l’extension Vigil depuis l’endroit que votre organisme d’examen indique. Si Vigil est installé, vérifiez qu’il est activé dans la liste des extensions de votre navigateur.',
      'Retournez à la page de l’examen et relancez l’examen depuis là.',
    ],
    after: ['Il ne démarre toujours pas ? Demandez à l’assistance de votre organisme d’examen.'],
  },
  es: {
    title: 'Abra este examen con Vigil',
    before: [
      'Esta dirección inicia un examen supervisado. Está pensada para la extensión Vigil de su navegador, que no se ha hecho cargo de ella. No se ha iniciado nada y no se graba nada.',
    ],
    steps: [
      'Use Chrome o Edge en un ordenador.',
      'Instale la extensión Vigil desde el lugar que indica su proveedor del examen. Si Vigil está instalado, compruebe que esté activado en la lista de extensiones de su navegador.',
      'Vuelva a la página del examen e inícielo de nuevo desde allí.',
    ],
    after: ['¿Sigue sin iniciarse? Pregunte al servicio de ayuda de su proveedor del examen.'],
  },
  ar: {
    title: 'افتح هذا الاختبار باستخدام Vigil',
    before: [
      'يبدأ هذا العنوان اختبارًا مراقَبًا. وهو مخصَّص لإضافة Vigil في متصفحك، ولم تتولَّه الإضافة. لم يبدأ شيء ولا يُسجَّل شيء.',
    ],
    steps: [
      'استخدم Chrome أو Edge على حاسوب.',
      'ثبّت إضافة Vigil من المكان الذي تحدده الجهة المنظِّمة للاختبار. وإذا كانت Vigil مثبَّتة فتأكد من أنها مفعَّلة في قائمة إضافات متصفحك.',
      'عد إلى صفحة الاختبار وابدأ الاختبار من هناك مرة أخرى.',
    ],
    after: ['ألا يزال لا يبدأ؟ اسأل مكتب المساعدة لدى الجهة المنظِّمة للاختبار.'],
  },
};

/** Who removes Vigil while something waits to be sent. $1: how many megabytes. */
export const uninstalledTexts: Readonly<
  Record<
    Language,
    { readonly title: string; readonly known: string; readonly unknown: string; readonly rest: readonly string[] }
  >
> = {
  en: {
    title: 'Vigil was removed before everything was sent',
    known:
      'About $1 MB of the recording of your exam had not been sent yet. It was kept by Vigil alone, and went with it.',
    unknown:
      'A part of the recording of your exam had not been sent yet. It was kept by Vigil alone, and went with it.',
    rest: [
      'What had been sent before is with your exam provider, and so are your answers: they never depended on Vigil.',
      'Tell your exam provider what happened, before they ask. If Vigil was removed by mistake during an exam, install it again and go on from the exam page.',
    ],
  },
  nl: {
    title: 'Vigil is verwijderd voordat alles was verzonden',
    known:
      'Ongeveer $1 MB van de opname van uw examen was nog niet verzonden. Alleen Vigil bewaarde die, en met Vigil is ze verdwenen.',
    unknown:
      'Een deel van de opname van uw examen was nog niet verzonden. Alleen Vigil bewaarde dat, en met Vigil is het verdwenen.',
    rest: [
      'Wat al was verzonden, is bij uw examenaanbieder, net als uw antwoorden: die hingen nooit van Vigil af.',
      'Vertel uw examenaanbieder wat er is gebeurd, nog voor ze ernaar vragen. Is Vigil tijdens een examen per ongeluk verwijderd, installeer het dan opnieuw en ga verder vanaf de examenpagina.',
    ],
  },
  de: {
    title: 'Vigil wurde entfernt, bevor alles gesendet war',
    known:
      'Etwa $1 MB der Aufzeichnung Ihrer Prüfung waren noch nicht gesendet. Sie lagen allein bei Vigil und sind damit verschwunden.',
    unknown:
      'Ein Teil der Aufzeichnung Ihrer Prüfung war noch nicht gesendet. Er lag allein bei Vigil und ist damit verschwunden.',
    rest: [
      'Was vorher gesendet wurde, ist bei Ihrem Prüfungsanbieter, ebenso Ihre Antworten: Sie hingen nie von Vigil ab.',
      'Sagen Sie Ihrem Prüfungsanbieter, was geschehen ist, bevor er fragt. Wurde Vigil während einer Prüfung versehentlich entfernt, installieren Sie es erneut und machen Sie auf der Prüfungsseite weiter.',
    ],
  },
  fr: {
    title: 'Vigil a été supprimé avant que tout soit envoyé',
    known:
      'Environ $1 Mo de l’enregistrement de votre examen n’avaient pas encore été envoyés. Vigil seul les gardait ; ils sont partis avec lui.',
    unknown:
      'Une partie de l’enregistrement de votre examen n’avait pas encore été envoyée. Vigil seul la gardait ; elle est partie avec lui.',
    rest: [
      'Ce qui avait été envoyé avant est chez votre organisme d’examen, tout comme vos réponses : elles n’ont jamais dépendu de Vigil.',
      'Dites à votre organisme d’examen ce qui s’est passé, avant qu’il ne le demande. Si Vigil a été supprimé par erreur pendant un examen, réinstallez-le et reprenez depuis la page de l’examen.',
    ],
  },
  es: {
    title: 'Vigil se quitó antes de que todo estuviera enviado',
    known:
      'Unos $1 MB de la grabación de su examen aún no se habían enviado. Solo Vigil los guardaba, y se fueron con él.',
    unknown: 'Una parte de la grabación de su examen aún no se había enviado. Solo Vigil la guardaba, y se fue con él.',
    rest: [
      'Lo que se había enviado antes está en manos de su proveedor del examen, y también sus respuestas: nunca dependieron de Vigil.',
      'Cuente a su proveedor del examen lo que pasó, antes de que pregunte. Si Vigil se quitó por error durante un examen, instálelo de nuevo y continúe desde la página del examen.',
    ],
  },
  ar: {
    title: 'أُزيلت إضافة Vigil قبل إرسال كل شيء',
    known: 'لم يكن نحو $1 ميغابايت من تسجيل اختبارك قد أُرسل بعد. كانت Vigil وحدها تحتفظ به، وقد ذهب معها.',
    unknown: 'لم يكن جزء من تسجيل اختبارك قد أُرسل بعد. كانت Vigil وحدها تحتفظ به، وقد ذهب معها.',
    rest: [
      'ما أُرسل قبل ذلك لدى الجهة المنظِّمة للاختبار، وكذلك إجاباتك: فهي لم تعتمد على Vigil قط.',
      'أخبر الجهة المنظِّمة للاختبار بما حدث قبل أن تسأل. وإذا أُزيلت Vigil خطأً أثناء اختبار فثبّتها من جديد وتابع من صفحة الاختبار.',
    ],
  },
};
