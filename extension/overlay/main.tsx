import { hasManagement, offerManagement, onExtensionAppeared } from '../../src/browser/management.ts';
import { send } from '../../src/browser/page-client.ts';
import { mountPage } from '../../src/ui/page.tsx';
import { Overlay } from './overlay.tsx';
import './overlay.css';

void mountPage(Overlay);
offerManagement();
// The worker may lack this API, and then could not look when the exam began.
const tell = () => void send({ type: 'extensionAppeared' }).catch(() => undefined);
onExtensionAppeared(tell);
if (hasManagement()) tell();
