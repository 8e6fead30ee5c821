import type { Rule } from 'eslint';

declare const plugin: { rules: { 'exports-documented': Rule.RuleModule } };
export default plugin;
