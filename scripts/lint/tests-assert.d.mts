import type { Rule } from 'eslint';

declare const plugin: { rules: { 'tests-assert': Rule.RuleModule } };
export default plugin;
