import { render } from 'preact';
import { Console } from './console.tsx';
import './styles/base.css';
import './styles/frame.css';
import './styles/parts.css';
import './styles/desk.css';
import './styles/readiness.css';
import './styles/review.css';
import './styles/players.css';
import './styles/taken.css';

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no element #app');
render(<Console />, root);
