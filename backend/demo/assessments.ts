/** One question of an assessment; `id` is the name of its form field. */
export type Question =
  | { readonly kind: 'choice'; readonly id: string; readonly text: string; readonly options: readonly string[] }
  | { readonly kind: 'text'; readonly id: string; readonly text: string; readonly long: boolean }
  | {
      readonly kind: 'matching';
      readonly id: string;
      readonly text: string;
      readonly terms: readonly string[];
      readonly meanings: readonly string[];
    };

export interface Assessment {
  /** Its name in addresses, such as /exams/cell-biology */
  readonly id: string;
  readonly title: string;
  readonly course: string;
  readonly minutes: number;
  readonly proctored: boolean;
  /** The questions, page by page. */
  readonly pages: readonly (readonly Question[])[];
}

const cellBiology: Assessment = {
  id: 'cell-biology',
  title: 'Cell biology: midterm',
  course: 'BIO 110',
  minutes: 30,
  proctored: true,
  pages: [
    [
      {
        kind: 'choice',
        id: 'energy',
        text: 'In which part of an animal cell is most ATP made?',
        options: ['The nucleus', 'The mitochondria', 'The ribosomes', 'The Golgi apparatus'],
      },
      {
        kind: 'choice',
        id: 'membrane',
        text: 'Which of these crosses a lipid bilayer most easily, without a protein to help it?',
        options: ['A sodium ion', 'Glucose', 'Oxygen', 'An amino acid'],
      },
    ],
    [
      { kind: 'text', id: 'organelle', text: 'Name the organelle in which photosynthesis takes place.', long: false },
      {
        kind: 'text',
        id: 'osmosis',
        text: 'A red blood cell is placed in distilled water. Describe what happens to it, and why.',
        long: true,
      },
    ],
    [
      {
        kind: 'matching',
        id: 'mitosis',
        text: 'Match each phase of mitosis with what happens in it.',
        terms: ['Prophase', 'Metaphase', 'Anaphase', 'Telophase'],
        meanings: [
          'Chromosomes line up in the middle of the cell',
          'Chromosomes condense and become visible',
          'A nuclear envelope forms around each set',
          'Sister chromatids are pulled apart',
        ],
      },
    ],
  ],
};

const statistics: Assessment = {
  id: 'statistics',
  title: 'Statistics I: quiz 3',
  course: 'MATH 205',
  minutes: 20,
  proctored: true,
  pages: [
    [
      {
        kind: 'choice',
        id: 'skew',
        text: 'A distribution has a long tail to the right. How does its mean compare with its median?',
        options: ['The mean is larger', 'The mean is smaller', 'They are equal', 'It cannot be told'],
      },
      { kind: 'text', id: 'median', text: 'What is the median of 3, 9, 4, 7 and 12?', long: false },
    ],
    [
      {
        kind: 'matching',
        id: 'measures',
        text: 'Match each measure with what it describes.',
        terms: ['Mode', 'Range', 'Correlation'],
        meanings: [
          'How strongly two variables move together',
          'The value that occurs most often',
          'The distance from the smallest to the largest value',
        ],
      },
      {
        kind: 'text',
        id: 'causation',
        text: 'Ice cream sales and drowning accidents rise together. Explain why this does not show that one causes the other.',
        long: true,
      },
    ],
  ],
};

const studySkills: Assessment = {
  id: 'study-skills',
  title: 'Study skills: practice quiz',
  course: 'Getting started',
  minutes: 5,
  proctored: false,
  pages: [
    [
      {
        kind: 'choice',
        id: 'spacing',
        text: 'Which way of revising helps most people to remember longest?',
        options: ['One long evening before the exam', 'Short sessions over several weeks', 'Reading the chapter again'],
      },
    ],
    [{ kind: 'text', id: 'plan', text: 'Write down one thing you will do this week to prepare.', long: true }],
  ],
};

/** What this school offers, in the order of the dashboard. */
export const assessments: readonly Assessment[] = [cellBiology, statistics, studySkills];

export function findAssessment(id: string): Assessment | undefined {
  return assessments.find((assessment) => assessment.id === id);
}

/** The form fields of a question: one, or one for each term to match. */
export function fieldsOf(question: Question): string[] {
  return question.kind === 'matching' ? question.terms.map((_, term) => `${question.id}.${term}`) : [question.id];
}

/** The form fields of one page of questions. */
export function fieldsOfPage(questions: readonly Question[]): string[] {
  return questions.flatMap(fieldsOf);
}
