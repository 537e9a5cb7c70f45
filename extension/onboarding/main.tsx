import { offerManagement } from '../../src/browser/management.ts';
import { mountPage } from '../../src/ui/page.tsx';
import { openFromQuery } from './launch.ts';
import { Onboarding } from './onboarding.tsx';
import './onboarding.css';
import './taken.css';
import './checks.css';
import './device-check.css';

openFromQuery();
void mountPage(Onboarding);
offerManagement();
