import 'imm-weboffice';
import '../../src/locales/ja.js';
import '../../src/locales/zh-hant.js';
