import type { Rule } from 'eslint';

declare const plugin: { rules: { 'no-browser': Rule.RuleModule } };
export default plugin;
