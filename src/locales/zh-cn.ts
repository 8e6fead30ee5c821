import type { Messages } from './messages.js';

const later = '请稍后重试。';
const administrator = '请联系网站管理员。';
const notRequested = { title: '无法请求该文档', hint: administrator };

/** Simplified Chinese. */
export const zhCN: Messages = {
  locale: 'zh-CN',
  document: (filename) => `文档：${filename}`,
  empty: '未选择文档',
  loading: (filename) => `正在打开 ${filename}`,
  steps: { credentials: '获取授权', sdk: '加载组件', document: '打开文档' },
  ready: (filename) => `${filename} 已打开`,
  reconnecting: '正在重新连接…',
  retry: '重试',
  errors: {
    InvalidConfiguration: { title: '文档组件配置有误', hint: administrator },
    InvalidRequest: notRequested,
    InvalidSourceURI: notRequested,
    InvalidFilename: notRequested,
    InvalidPermission: notRequested,
    InvalidPreviewPages: notRequested,
    InvalidHidecmb: notRequested,
    InvalidUserData: notRequested,
    InvalidExternalUploaded: { title: '文档在编辑期间被替换', hint: '请在无人编辑时重新打开。' },
    Unauthenticated: { title: '请先登录', hint: '登录后才能查看此文档。' },
    GrantExpired: { title: '访问授权已过期', hint: '请刷新页面后重试。' },
    AccessDenied: { title: '您没有访问此文档的权限', hint: '请向文档所有者申请权限。' },
    ResourceNotFound: { title: '文档不存在', hint: '文档可能已被移动或删除。' },
    SessionExpired: { title: '会话已过期', hint: '请重新打开文档。' },
    FileTooLarge: { title: '文档过大', hint: '支持不超过 200 MB 的文档。' },
    UnsupportedFormat: { title: '不支持该文件格式', hint: '支持 Word、Excel、PowerPoint、PDF、文本和 CSV 文件。' },
    Throttling: { title: '请求过于频繁', hint: later },
    InternalError: { title: '服务器出错', hint: later },
    ServiceUnavailable: { title: '文档服务暂不可用', hint: later },
    EndpointUnreachable: { title: '网络连接失败', hint: '请检查网络后重试。' },
    EndpointNotFound: { title: '文档组件配置有误', hint: administrator },
    EndpointFailed: { title: '服务器出错', hint: later },
    InvalidResponse: { title: '服务器返回的内容无法识别', hint: administrator },
    UntrustedURL: { title: '文档来源不受信任', hint: administrator },
    BlockedByPolicy: { title: '此网站不允许使用文档查看器', hint: administrator },
    SdkLoadFailed: { title: '文档组件加载失败', hint: '可能被广告拦截插件或网络策略拦截。' },
    SdkInvalid: { title: '文档组件无法启动', hint: administrator },
    OpenFailed: { title: '文档打开失败', hint: '文档可能已损坏或受密码保护。' },
    OfficePageLeft: { title: '文档页面已跳转到其他页面', hint: '可能需要重新登录，登录后请重试。' },
    SessionFull: { title: '打开此文档的人数过多', hint: later },
    SaveFailed: { title: '文档保存失败', hint: later },
    Timeout: { title: '等待超时', hint: '请检查网络后重试。' },
    Aborted: { title: '文档已关闭', hint: later },
  },
};
