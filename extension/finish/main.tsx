import { offerManagement } from '../../src/browser/management.ts';
import { mountPage } from '../../src/ui/page.tsx';
import { Finish } from './finish.tsx';
import './finish.css';

void mountPage(Finish);
offerManagement();
