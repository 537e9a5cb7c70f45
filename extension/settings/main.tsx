import { mountPage } from '../../src/ui/page.tsx';
import { Settings } from './settings.tsx';

void mountPage(Settings);
