import type { Messages } from './messages.js';
import { register } from './registry.js';

const later = 'しばらくしてからもう一度お試しください。';
const administrator = 'サイトの管理者にお問い合わせください。';
const notRequested = { title: 'この文書を要求できません', hint: administrator };

/** Japanese. Importing this module is enough. */
export const ja: Messages = {
  locale: 'ja',
  document: (filename) => `文書：${filename}`,
  empty: '文書が選択されていません',
  loading: (filename) => `${filename} を開いています`,
  steps: { credentials: '権限の確認', sdk: 'ビューアー', document: '文書' },
  ready: (filename) => `${filename} を開きました`,
  reconnecting: '再接続しています…',
  retry: '再試行',
  errors: {
    InvalidConfiguration: { title: 'ビューアーの設定に誤りがあります', hint: administrator },
    InvalidRequest: notRequested,
    InvalidSourceURI: notRequested,
    InvalidFilename: notRequested,
    InvalidPermission: notRequested,
    InvalidPreviewPages: notRequested,
    InvalidHidecmb: notRequested,
    InvalidUserData: notRequested,
    InvalidExternalUploaded: {
      title: '編集中に文書が置き換えられました',
      hint: '編集している人がいなくなってから、もう一度開いてください。',
    },
    Unauthenticated: { title: 'サインインしてください', hint: 'この文書を表示するにはサインインが必要です。' },
    GrantExpired: { title: 'アクセス許可の有効期限が切れました', hint: '続けるにはページを再読み込みしてください。' },
    AccessDenied: { title: 'この文書へのアクセス権がありません', hint: '文書の所有者に共有を依頼してください。' },
    ResourceNotFound: { title: '文書が見つかりません', hint: '移動または削除された可能性があります。' },
    SessionExpired: { title: 'セッションが終了しました', hint: '続けるには文書を開き直してください。' },
    FileTooLarge: { title: '文書のサイズが大きすぎます', hint: '200 MB までの文書を表示できます。' },
    UnsupportedFormat: {
      title: 'この形式のファイルは表示できません',
      hint: 'Word、Excel、PowerPoint、PDF、テキスト、CSV のファイルに対応しています。',
    },
    Throttling: { title: 'リクエストが多すぎます', hint: later },
    InternalError: { title: 'サーバーで問題が発生しました', hint: later },
    ServiceUnavailable: { title: '文書サービスを利用できません', hint: later },
    EndpointUnreachable: { title: '接続できません', hint: 'ネットワークを確認して、もう一度お試しください。' },
    EndpointNotFound: { title: 'ビューアーの設定に誤りがあります', hint: administrator },
    EndpointFailed: { title: 'サーバーで問題が発生しました', hint: later },
    InvalidResponse: { title: 'サーバーの応答を解釈できません', hint: administrator },
    UntrustedURL: { title: '信頼されていない場所にある文書です', hint: administrator },
    BlockedByPolicy: { title: 'このページの設定により遮断されています', hint: administrator },
    SdkLoadFailed: {
      title: 'ビューアーを読み込めませんでした',
      hint: '広告ブロッカーまたはネットワークのフィルターによって遮断されている可能性があります。',
    },
    SdkInvalid: { title: 'ビューアーを起動できませんでした', hint: administrator },
    OpenFailed: { title: '文書を開けませんでした', hint: '破損しているか、パスワードで保護されている可能性があります。' },
    OfficePageLeft: { title: '文書の表示枠が別のページに切り替わりました', hint: 'もう一度サインインしてから、再試行してください。' },
    SessionFull: { title: 'この文書を開いている人が多すぎます', hint: later },
    SaveFailed: { title: '文書を保存できませんでした', hint: later },
    Timeout: { title: '応答に時間がかかりすぎています', hint: 'ネットワークを確認して、もう一度お試しください。' },
    Aborted: { title: '文書は閉じられました', hint: later },
  },
};

register('ja', ja);
