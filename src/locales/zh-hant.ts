import type { Messages } from './messages.js';
import { register } from './registry.js';

const later = '請稍後再試。';
const administrator = '請聯絡網站管理員。';
const notRequested = { title: '無法要求此文件', hint: administrator };

/** Traditional Chinese: zh-Hant, zh-TW, zh-HK, zh-MO. Importing this module is enough. */
export const zhHant: Messages = {
  locale: 'zh-Hant',
  document: (filename) => `文件：${filename}`,
  empty: '尚未選取文件',
  loading: (filename) => `正在開啟 ${filename}`,
  steps: { credentials: '取得授權', sdk: '載入元件', document: '開啟文件' },
  ready: (filename) => `${filename} 已開啟`,
  reconnecting: '正在重新連線…',
  retry: '重試',
  errors: {
    InvalidConfiguration: { title: '文件元件設定有誤', hint: administrator },
    InvalidRequest: notRequested,
    InvalidSourceURI: notRequested,
    InvalidFilename: notRequested,
    InvalidPermission: notRequested,
    InvalidPreviewPages: notRequested,
    InvalidHidecmb: notRequested,
    InvalidUserData: notRequested,
    InvalidExternalUploaded: { title: '文件在編輯期間遭取代', hint: '請在無人編輯時重新開啟。' },
    Unauthenticated: { title: '請先登入', hint: '登入後才能檢視此文件。' },
    GrantExpired: { title: '存取授權已過期', hint: '請重新整理頁面後再試。' },
    AccessDenied: { title: '您沒有存取此文件的權限', hint: '請向文件擁有者要求權限。' },
    ResourceNotFound: { title: '找不到文件', hint: '文件可能已移動或刪除。' },
    SessionExpired: { title: '工作階段已結束', hint: '請重新開啟文件。' },
    FileTooLarge: { title: '文件過大', hint: '可顯示不超過 200 MB 的文件。' },
    UnsupportedFormat: { title: '不支援此檔案格式', hint: '支援 Word、Excel、PowerPoint、PDF、純文字和 CSV 檔案。' },
    Throttling: { title: '要求過於頻繁', hint: later },
    InternalError: { title: '伺服器發生錯誤', hint: later },
    ServiceUnavailable: { title: '文件服務暫時無法使用', hint: later },
    EndpointUnreachable: { title: '無法連線', hint: '請檢查網路後再試一次。' },
    EndpointNotFound: { title: '文件元件設定有誤', hint: administrator },
    EndpointFailed: { title: '伺服器發生錯誤', hint: later },
    InvalidResponse: { title: '無法辨識伺服器傳回的內容', hint: administrator },
    UntrustedURL: { title: '文件來源不受信任', hint: administrator },
    BlockedByPolicy: { title: '遭此頁面的安全性原則封鎖', hint: administrator },
    SdkLoadFailed: { title: '無法載入文件元件', hint: '可能遭廣告攔截器或網路原則封鎖。' },
    SdkInvalid: { title: '無法啟動文件元件', hint: administrator },
    OpenFailed: { title: '無法開啟文件', hint: '文件可能已損毀或受密碼保護。' },
    OfficePageLeft: { title: '文件頁面已跳轉至其他頁面', hint: '可能需要重新登入，登入後請再試一次。' },
    SessionFull: { title: '開啟此文件的人數過多', hint: later },
    SaveFailed: { title: '無法儲存文件', hint: later },
    Timeout: { title: '等候逾時', hint: '請檢查網路後再試一次。' },
    Aborted: { title: '文件已關閉', hint: later },
  },
};

register('zh-Hant', zhHant);
