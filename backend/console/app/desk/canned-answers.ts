import type { Language } from '../../../../src/words/languages.ts';
import type { AttemptState, AttemptSummary } from '../parts/attempt-state.tsx';

/** When an answer fits. */
export const stages = ['before', 'failed-check', 'in', 'after'] as const;
export type Stage = (typeof stages)[number];

/** One answer in each language that candidates may speak. */
export type CannedAnswer = Readonly<Record<Language, string>>;

/** Answers that are given often, to be changed before they are sent. They promise nothing and decide nothing. */
export const cannedAnswers: Readonly<Record<Stage, readonly CannedAnswer[]>> = {
  before: [
    {
      en: 'Hello, I am here to help. What do you see on your screen now?',
      nl: 'Hallo, ik help u graag. Wat ziet u nu op uw scherm?',
      de: 'Guten Tag, ich helfe Ihnen gern. Was sehen Sie gerade auf dem Bildschirm?',
      fr: 'Bonjour, je suis là pour vous aider. Que voyez-vous à l’écran en ce moment ?',
      es: 'Hola, estoy aquí para ayudarle. ¿Qué ve ahora en la pantalla?',
      ar: 'مرحبًا، أنا هنا لمساعدتكم. ماذا ترون على شاشتكم الآن؟',
    },
    {
      en: 'There is time: nothing is recorded before you press ‘Start exam’.',
      nl: 'Er is tijd: er wordt niets opgenomen voordat u op ‘Examen starten’ drukt.',
      de: 'Es ist Zeit: Es wird nichts aufgezeichnet, bevor Sie die Prüfung starten.',
      fr: 'Vous avez le temps : rien n’est enregistré avant que vous ne commenciez l’examen.',
      es: 'Hay tiempo: no se graba nada antes de que usted inicie el examen.',
      ar: 'لديكم وقت: لا يُسجَّل أي شيء قبل أن تبدؤوا الامتحان.',
    },
    {
      en: 'Please hold the document closer to the camera, out of reflections, and take the photo again.',
      nl: 'Houd het document dichter bij de camera, zonder weerspiegeling, en maak de foto opnieuw.',
      de: 'Bitte halten Sie das Dokument näher an die Kamera, ohne Spiegelungen, und machen Sie das Foto noch einmal.',
      fr: 'Veuillez tenir le document plus près de la caméra, sans reflets, et reprendre la photo.',
      es: 'Acerque el documento a la cámara, sin reflejos, y vuelva a hacer la foto.',
      ar: 'يرجى تقريب الوثيقة من الكاميرا من دون انعكاسات، والتقاط الصورة مرة أخرى.',
    },
  ],
  'failed-check': [
    {
      en: 'I see which check fails. Please follow the advice on your page once, and tell me what it says then.',
      nl: 'Ik zie welke controle mislukt. Volg het advies op uw pagina één keer en vertel me wat er dan staat.',
      de: 'Ich sehe, welche Prüfung fehlschlägt. Bitte folgen Sie einmal dem Rat auf Ihrer Seite und sagen Sie mir, was dann dort steht.',
      fr: 'Je vois quelle vérification échoue. Suivez une fois le conseil affiché, puis dites-moi ce qui s’affiche.',
      es: 'Veo qué comprobación falla. Siga una vez el consejo de la página y dígame qué pone después.',
      ar: 'أرى الفحص الذي لم ينجح. يرجى اتباع النصيحة في صفحتكم مرة واحدة، ثم أخبروني بما يظهر بعدها.',
    },
    {
      en: 'Please close other programs that use the camera or the microphone, such as video calls, and check again.',
      nl: 'Sluit andere programma’s die de camera of de microfoon gebruiken, zoals videogesprekken, en controleer opnieuw.',
      de: 'Bitte schließen Sie andere Programme, die Kamera oder Mikrofon benutzen, etwa Videogespräche, und prüfen Sie erneut.',
      fr: 'Fermez les autres programmes qui utilisent la caméra ou le microphone, comme les appels vidéo, puis vérifiez de nouveau.',
      es: 'Cierre otros programas que usen la cámara o el micrófono, como videollamadas, y vuelva a comprobar.',
      ar: 'يرجى إغلاق البرامج الأخرى التي تستخدم الكاميرا أو الميكروفون، مثل مكالمات الفيديو، ثم إعادة الفحص.',
    },
    {
      en: 'You may go on without this check. The step on your page is open now.',
      nl: 'U mag verdergaan zonder deze controle. De stap op uw pagina is nu open.',
      de: 'Sie dürfen ohne diese Prüfung fortfahren. Der Schritt auf Ihrer Seite ist jetzt offen.',
      fr: 'Vous pouvez continuer sans cette vérification. L’étape est maintenant ouverte sur votre page.',
      es: 'Puede continuar sin esta comprobación. El paso ya está abierto en su página.',
      ar: 'يمكنكم المتابعة من دون هذا الفحص. الخطوة مفتوحة الآن في صفحتكم.',
    },
    {
      en: 'Please use another device or another computer, if you can. Your exam waits for you.',
      nl: 'Gebruik zo mogelijk een ander apparaat of een andere computer. Uw examen wacht op u.',
      de: 'Bitte benutzen Sie, wenn möglich, ein anderes Gerät oder einen anderen Computer. Ihre Prüfung wartet auf Sie.',
      fr: 'Utilisez si possible un autre appareil ou un autre ordinateur. Votre examen vous attend.',
      es: 'Si puede, use otro dispositivo u otro ordenador. Su examen le espera.',
      ar: 'يرجى استخدام جهاز آخر أو حاسوب آخر إن أمكن. امتحانكم في انتظاركم.',
    },
  ],
  in: [
    {
      en: 'I have read your message. Please go on with the exam; I answer here as soon as I know more.',
      nl: 'Ik heb uw bericht gelezen. Ga verder met het examen; ik antwoord hier zodra ik meer weet.',
      de: 'Ich habe Ihre Nachricht gelesen. Bitte machen Sie mit der Prüfung weiter; ich antworte hier, sobald ich mehr weiß.',
      fr: 'J’ai lu votre message. Continuez l’examen ; je réponds ici dès que j’en sais plus.',
      es: 'He leído su mensaje. Siga con el examen; le respondo aquí en cuanto sepa más.',
      ar: 'قرأت رسالتكم. يرجى متابعة الامتحان، وسأجيب هنا فور معرفة المزيد.',
    },
    {
      en: 'We cannot answer questions about the content of the exam. Please answer as you understand it.',
      nl: 'Vragen over de inhoud van het examen kunnen wij niet beantwoorden. Antwoord zoals u de vraag begrijpt.',
      de: 'Fragen zum Inhalt der Prüfung können wir nicht beantworten. Bitte antworten Sie so, wie Sie die Frage verstehen.',
      fr: 'Nous ne pouvons pas répondre aux questions sur le contenu de l’examen. Répondez selon votre compréhension.',
      es: 'No podemos responder preguntas sobre el contenido del examen. Responda según lo entienda.',
      ar: 'لا يمكننا الإجابة عن أسئلة حول محتوى الامتحان. يرجى الإجابة بحسب فهمكم.',
    },
    {
      en: 'Your exam is recorded on your computer while the connection is away. You can go on; nothing is lost.',
      nl: 'Uw examen wordt op uw computer opgenomen zolang de verbinding weg is. U kunt verdergaan; er gaat niets verloren.',
      de: 'Solange die Verbindung fehlt, wird auf Ihrem Computer aufgezeichnet. Sie können weitermachen; es geht nichts verloren.',
      fr: 'Pendant la coupure, l’enregistrement reste sur votre ordinateur. Vous pouvez continuer ; rien n’est perdu.',
      es: 'Mientras falta la conexión se graba en su ordenador. Puede continuar; no se pierde nada.',
      ar: 'يستمر التسجيل على حاسوبكم أثناء انقطاع الاتصال. يمكنكم المتابعة، ولن يضيع شيء.',
    },
    {
      en: 'Your note is recorded with its time. You need not do anything more.',
      nl: 'Uw opmerking is met de tijd vastgelegd. U hoeft verder niets te doen.',
      de: 'Ihr Hinweis ist mit der Uhrzeit festgehalten. Sie müssen nichts weiter tun.',
      fr: 'Votre remarque est enregistrée avec son heure. Vous n’avez rien d’autre à faire.',
      es: 'Su nota ha quedado registrada con su hora. No tiene que hacer nada más.',
      ar: 'سُجّلت ملاحظتكم مع وقتها. لا يلزمكم فعل أي شيء آخر.',
    },
  ],
  after: [
    {
      en: 'Please leave the browser open until the page says that everything was received.',
      nl: 'Laat de browser open tot de pagina meldt dat alles is ontvangen.',
      de: 'Bitte lassen Sie den Browser geöffnet, bis die Seite meldet, dass alles empfangen wurde.',
      fr: 'Laissez le navigateur ouvert jusqu’à ce que la page indique que tout a été reçu.',
      es: 'Deje abierto el navegador hasta que la página diga que se ha recibido todo.',
      ar: 'يرجى إبقاء المتصفح مفتوحًا إلى أن تذكر الصفحة أن كل شيء قد وصل.',
    },
    {
      en: 'Everything was received. You can save your receipt and close the page.',
      nl: 'Alles is ontvangen. U kunt uw ontvangstbewijs opslaan en de pagina sluiten.',
      de: 'Alles wurde empfangen. Sie können Ihre Quittung speichern und die Seite schließen.',
      fr: 'Tout a été reçu. Vous pouvez enregistrer votre reçu et fermer la page.',
      es: 'Se ha recibido todo. Puede guardar su justificante y cerrar la página.',
      ar: 'وصل كل شيء. يمكنكم حفظ إيصالكم وإغلاق الصفحة.',
    },
    {
      en: 'Your exam provider decides about results and complaints. Please write to the contact for your exam.',
      nl: 'Uw examenaanbieder beslist over resultaten en klachten. Schrijf naar het contact voor uw examen.',
      de: 'Über Ergebnisse und Beschwerden entscheidet Ihr Prüfungsanbieter. Bitte schreiben Sie an die Kontaktadresse Ihrer Prüfung.',
      fr: 'Votre organisateur décide des résultats et des réclamations. Écrivez au contact indiqué pour votre examen.',
      es: 'Su proveedor de exámenes decide sobre resultados y reclamaciones. Escriba al contacto indicado para su examen.',
      ar: 'تقرر الجهة المنظِّمة لامتحانكم بشأن النتائج والشكاوى. يرجى الكتابة إلى جهة الاتصال الخاصة بامتحانكم.',
    },
  ],
};

const stageOfState: Readonly<Record<AttemptState, Stage>> = {
  created: 'before',
  opened: 'before',
  running: 'in',
  ended: 'after',
  complete: 'after',
};

/** The stage that a candidate is in. */
export function stageOf({ barred, state }: Pick<AttemptSummary, 'barred' | 'state'>): Stage {
  return barred ? 'failed-check' : stageOfState[state];
}
