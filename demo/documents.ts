/** The documents of the demo: where they are, and what people read about them. */
export interface DemoDocument {
  src: string;
  /** Short name of the kind, shown as a badge. */
  kind: 'docx' | 'xlsx' | 'pptx' | 'pdf' | 'txt' | 'csv';
  title: { en: string; zh: string };
}

export const documents: readonly DemoDocument[] = [
  { src: 'oss://demo/annual-report.docx', kind: 'docx', title: { en: 'Annual Report 2025', zh: '2025 年度报告' } },
  { src: 'oss://demo/budget.xlsx', kind: 'xlsx', title: { en: 'Budget 2026', zh: '2026 年度预算' } },
  { src: 'oss://demo/programme.pptx', kind: 'pptx', title: { en: 'Winter Nights', zh: '冬夜观星' } },
  { src: 'oss://demo/field-guide.pdf', kind: 'pdf', title: { en: 'The Winter Sky', zh: '冬季星空观测手册' } },
  { src: 'oss://demo/visitor-notes.txt', kind: 'txt', title: { en: 'Notes for Visitors', zh: '游客须知' } },
  { src: 'oss://demo/opening-hours.csv', kind: 'csv', title: { en: 'Opening Hours', zh: '开放时间表' } },
];
