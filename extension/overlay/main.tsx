import { mountPage } from '../../src/ui/page.tsx';
import { Overlay } from './overlay.tsx';
import './overlay.css';

mountPage(Overlay);
