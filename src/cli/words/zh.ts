/** Every word of `imm-weboffice check` in Simplified Chinese. */
import type { Words } from './types.js';

/** As in `en.ts`. */
export const zh: Words = {
  locale: 'zh',
  help: `imm-weboffice check <Token 端点> --src <文档> [选项]
  检查 Token 端点（不限实现语言）是否符合 <imm-weboffice> 的要求。
  --src                 该用户可以打开的文档，例如 oss://my-bucket/report.docx
  --header              用户的身份凭据，随每个请求发送，例如 'Cookie: session=…'，可多次使用；
                        还会发送不带身份凭据和带伪造身份凭据的请求，这些请求必须被拒绝
  --other-header        另一用户的身份凭据，该用户不得使用前一用户的刷新凭证，可多次使用
  --public              文档对所有人公开：不检查不带身份凭据的请求
  --origin              页面的来源，例如 https://app.example.com；与端点同源时无需指定
  --json                输出一个 JSON 对象：ok、counts，以及每项检查的 id、level、name、why 和 fix
  --lang en|zh          输出语言；默认取自 LC_ALL、LC_MESSAGES 或 LANG
  退出码 0：没有错误（可以有警告）；1：有错误，或该地址没有端点；2：命令行有误。

--help、--version
查看文件夹中的文档：npx imm-weboffice-local <文件夹>`,

  usage: {
    noCommand: '缺少命令',
    unknownCommand: (name) => `没有“${name}”这个命令`,
    useCheck: (why) => `${why}：请使用 imm-weboffice check <Token 端点> …；要查看文档，请使用 npx imm-weboffice-local <文件夹>`,
    tooMany: (word) => `只能有一个 Token 端点：“${word}”多余`,
    noSource: '缺少 --src：请指定端点可以打开的文档，例如 --src oss://my-bucket/report.docx',
    sourceFormat: (uri) => `--src “${uri}” 不是 IMM 能打开的文档：需要 Bucket、对象名以及 .docx、.pdf 等扩展名`,
    noEndpoint: '缺少 Token 端点：imm-weboffice check https://app.example.com/api/weboffice --src …',
    notHTTP: 'Token 端点必须是 http 或 https URL',
    passwordInURL: "URL 中不能有用户名和密码：请使用 --header 'Authorization: …'",
    header: (option) => `${option} 的格式必须是 'Name: value'，且只含 ASCII 字符`,
    publicAndUsers: '--public 与 --other-header 不能同时使用',
    origin: (origin) => `--origin “${origin}” 无效：请使用 https://app.example.com 这样的来源`,
    language: (tag) => `--lang “${tag}” 无效：请使用 en 或 zh`,
    option: (message) => `无法识别命令行：${message}`,
  },

  checks: {
    answers: { name: '端点有应答', fix: '检查地址和证书，并确认服务已启动' },
    'endpoint-there': {
      name: '该地址是 Token 端点',
      fix: '填写元素的 token-endpoint 所用的完整 URL；路径不存在时，往往由单页应用返回页面',
    },
    https: { name: 'Token 经 HTTPS 传输，或不离开本机', fix: '通过 HTTPS 提供服务' },
    'no-redirect': {
      name: '端点直接应答，不重定向',
      fix: '不要跳转到登录页，应返回 401，错误码 Unauthenticated；token-endpoint 填写最终 URL',
    },
    size: { name: '响应大小在元素的读取上限之内', fix: '只返回约定中的字段' },
    json: { name: '响应为 JSON', fix: '返回 JSON 对象，content-type 为 application/json；错误响应也一样' },
    'no-cache': { name: 'Token 不会被缓存', fix: '返回 cache-control: no-store' },
    open: { name: '端点能打开 --src', fix: '返回 200，并带上 webofficeURL、accessToken、refreshToken 以及两个过期时间' },
    'no-keys': { name: '响应中没有密钥', fix: '只返回约定中的字段，不要把后端掌握的内容全部返回' },
    'server-time': { name: '页面能获知服务器时间', fix: '在 Token 旁返回 serverTime，格式为 ISO 8601' },
    clock: { name: '服务器时钟准确', fix: '校准两台机器中的一台：有效期按服务器时间与 IMM 给出的时间之差计算' },
    'access-token-life': {
      name: '访问凭证的有效期与 IMM 一致',
      fix: '原样返回 IMM 给出的 accessTokenExpiredTime（含时区），并返回正确的 serverTime',
    },
    'refresh-token-life': { name: '刷新凭证的有效期与 IMM 一致', fix: '原样返回 IMM 给出的 refreshTokenExpiredTime（含时区）' },
    'weboffice-url': {
      name: '元素信任 webofficeURL',
      fix: '原样返回 IMM 的 WebofficeURL；页面在其他域名时，请在元素上设置 office-origins',
    },
    refresh: {
      name: 'refresh 返回新的一对凭证',
      fix: 'refresh 时返回 RefreshWebofficeToken 给出的 accessToken、refreshToken 以及两个过期时间',
    },
    rotation: { name: '两个凭证都会轮换', fix: '返回 RefreshWebofficeToken 给出的两个凭证，而不是请求中带来的凭证' },
    'next-access-token-life': {
      name: '新访问凭证的有效期与 IMM 一致',
      fix: '返回 RefreshWebofficeToken 给出的 accessTokenExpiredTime，而不是第一对凭证的',
    },
    'used-refresh-token': { name: '用过的刷新凭证会被拒绝', fix: '返回 410，错误码 SessionExpired；元素随后会重新打开文档' },
    'unknown-refresh-token': { name: '无效的刷新凭证会被拒绝', fix: '凡无法解析或不认识的凭证，都返回 410，错误码 SessionExpired' },
    nobody: {
      name: '不带身份凭据的请求会被拒绝',
      fix: '先确认请求者身份再应答，否则返回 401 Unauthenticated；如果文档确实对所有人公开，请加 --public',
    },
    forged: { name: '伪造的身份凭据会被拒绝', fix: '要验证会话或签名，而不只是检查是否存在；返回 401 Unauthenticated' },
    'nobody-refresh': {
      name: '不带身份凭据的刷新会被拒绝',
      fix: 'refresh 时同样要确认请求者身份；返回 401 Unauthenticated 或 410 SessionExpired',
    },
    'other-user': {
      name: '他人的刷新凭证会被拒绝',
      fix: '把刷新凭证与其所属用户绑定（我们的 Node 处理程序会将其加密封装）；返回 410 SessionExpired',
    },
    'missing-document': { name: '不存在的文档会被拒绝', fix: '返回 404 ResourceNotFound；不应让对方知道是否存在时，返回 403 AccessDenied' },
    'foreign-bucket': { name: '不属于您的 Bucket 会被拒绝', fix: '由您的后端决定访问者可以打开哪些文档，不要直接转发浏览器的请求' },
    'missing-field': { name: '缺少字段的请求会被拒绝', fix: '返回 400 InvalidRequest' },
    'unknown-action': { name: '未知的 action 会被拒绝', fix: '除 open 和 refresh 以外，一律返回 400 InvalidRequest' },
    'broken-body': { name: '非 JSON 的请求体会被拒绝', fix: '返回 400 InvalidRequest' },
    get: { name: 'GET 请求会被拒绝', fix: '只接受 POST：URL 会留在日志和缓存中' },
    'foreign-origin': { name: '其他网站的请求会被拒绝', fix: '将 Origin 与自己的来源比对；open 和 refresh 都返回 403 AccessDenied' },
    'foreign-form': { name: '其他网站的表单提交会被拒绝', fix: '只接受 content-type: application/json，否则返回 400 InvalidRequest' },
    'discreet-errors': { name: '错误信息中不含凭证', fix: '只用字段名说明问题，不要带上字段的值' },
    'cors-preflight': {
      name: '页面所在的来源可以发起请求',
      fix: '对 OPTIONS 返回 204，access-control-allow-origin 为页面来源，access-control-allow-headers 为 content-type',
    },
    'cors-credentials': { name: '页面可以读取凭证', fix: '响应中同样要返回 access-control-allow-origin，值为页面来源' },
    'cors-errors': { name: '页面可以读取错误信息', fix: '错误响应也要返回 access-control-allow-origin，否则页面无法得知原因' },
    'cors-strangers': { name: '其他来源不能读取响应', fix: '将 Origin 与名单比对，不要把收到的值原样返回' },
  },

  level: { ok: '通过', warning: '警告', wrong: '错误' },
  heading: (endpoint, origin) => `Token 端点 ${endpoint}，请求页面的来源为 ${origin}`,
  summary: (ok, warnings, wrong, skipped) =>
    `通过 ${ok} 项，警告 ${warnings} 项，错误 ${wrong} 项${skipped ? `，跳过 ${skipped} 项（前置检查未通过）` : ''}`,
  noOtherUser: "未检查：他人的刷新凭证是否会被拒绝；请用 --other-header 'Cookie: …' 提供另一用户的身份凭据",
  isPublic: '未检查：谁可以打开文档，因为指定了 --public',
  because: (why) => `：${why}`,
  hidden: '（含有凭证，不显示）',
  quoted: (text) => `“${text}”`,
  seconds: (count) => `${count} 秒`,
  minutes: (count) => `${count} 分钟`,
  hint: (text) => `；${text}`,

  noAnswerWithin: (seconds) => `${seconds} 秒内没有应答`,
  noAnswer: (code) => `没有应答（${code}）`,
  noEndpoint: (status, type) => `此处没有端点：POST 请求得到 ${status}，类型为 ${type}`,
  status: (status, code = '') => `返回 ${status}${code && ` ${code}`}`,
  error: (status, code, message) => `返回 ${status} ${code}：${message}`,
  signIn: "请用 --header 'Cookie: …' 说明请求者身份",
  otherSource: '请用 --src 指定该用户可以打开的文档',
  fields: (fields) => `以下字段缺失或不符合约定：${fields.join('、')}`,
  redirected: (status) => `返回 ${status}；元素不会跟随重定向`,
  tooLarge: (bytes) => `响应超过 ${bytes} 字节，元素不会继续读取`,
  notJSON: (status, type) => `返回 ${status}，类型为 ${type}`,
  contentType: (type) => `content-type 为 ${type}`,
  noContentType: '未声明 content-type',
  cacheControl: (value) => `cache-control 为 ${value}`,
  noCacheControl: '没有 cache-control',
  overHTTP: (host) => `正通过 HTTP 访问 ${host}`,
  keyField: (name) => `响应中有字段 ${name}`,
  noServerTime: '缺少它时，读者的时钟不准会使凭证过早或过晚失效',
  skew: (duration) => `与本机时钟相差 ${duration}`,
  expired: '下发时就已过期',
  inSeconds: '单位是秒吗？数字应为自纪元起的毫秒数',
  life: (life, usual) => `有效期为 ${life}，IMM 为 ${usual}`,
  noHTTPS: '不是 HTTPS URL，或其中含有用户名或密码',
  untrusted: (origin, trusted) => `其来源 ${origin} 不在 ${trusted} 之列`,
  newPair: '得到了新的一对凭证',
  tokens: '得到了凭证',
  tokensFor: (action) => `${action} 得到了凭证`,
  noContractError: (status) => `返回 ${status}，但没有约定的 {"error": {"code", "message"}}`,
  wrongStatus: (code, status, right) => `${code} 的状态码是 ${status}，应为 ${right}`,
  sameToken: (name) => `${name} 与之前相同`,
  textPlain: 'text/plain 被当作 JSON 处理',
  indiscreet: '错误信息中出现了凭证或请求头的值',
  noAllowedOrigin: '没有 access-control-allow-origin',
  otherAllowedOrigin: 'access-control-allow-origin 是其他来源',
  starWithCredentials: '* 不能与 credentials 同时使用，浏览器会拒绝',
  star: '* 使任何网站都能读取凭证',
  preflightStatus: (status) => `预检请求得到 ${status}`,
  noAllowedHeader: '预检响应不允许请求头 content-type',
  strangerReads: (origin) => `${origin} 可以读取响应`,
};
