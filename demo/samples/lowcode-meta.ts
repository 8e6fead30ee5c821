/** The description of the component for Alibaba LowCode Engine, as in the `components` of `assets.json`. */
const text = (name: string, title: string) => ({ name, title, setter: 'StringSetter' });
const choice = (name: string, title: string, options: Record<string, string>) => ({
  ...{ name, title },
  setter: {
    componentName: 'RadioGroupSetter',
    props: { options: Object.entries(options).map(([value, label]) => ({ value, title: label })) },
  },
});

export const immWebofficeMeta = {
  componentName: 'ImmWeboffice',
  title: '在线文档',
  category: '文档',
  npm: { package: 'imm-weboffice', version: '0.1.0', exportName: 'ImmWeboffice', main: 'react', destructuring: true },
  configure: {
    props: [
      text('tokenEndpoint', 'Token 端点'),
      text('src', '文档'),
      choice('mode', '模式', { preview: '预览', edit: '编辑' }),
      text('allow', '允许的操作'),
      text('watermark', '水印'),
      choice('loading', '加载时机', { eager: '立即', lazy: '接近可视区域时' }),
      { name: 'hideToolbar', title: '隐藏工具栏', setter: 'BoolSetter' },
    ],
    supports: {
      style: true,
      events: ['onReady', 'onError', 'onUnsavedChange', 'onFileStatus'].map((name) => ({ name })),
    },
  },
  snippets: [{ title: '在线文档', schema: { componentName: 'ImmWeboffice', props: { mode: 'preview', style: { height: 600 } } } }],
};
