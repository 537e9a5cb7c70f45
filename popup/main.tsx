import { mountPage } from '../src/ui/page.tsx';
import { Popup } from './popup.tsx';
import './popup.css';

void mountPage(Popup);
