import { offerManagement } from '../../src/browser/management.ts';
import { mountPage } from '../../src/ui/page.tsx';
import { openFromQuery } from './launch.ts';
import { Onboarding } from './onboarding.tsx';
import './onboarding.css';

openFromQuery();
void mountPage(Onboarding);
offerManagement();
