import { mountPage } from '../../src/ui/page.tsx';
import { loadGuards } from './guards.ts';
import { MockExam } from './mock-exam.tsx';
import './rehearsal.css';

void mountPage(MockExam);
void loadGuards();
