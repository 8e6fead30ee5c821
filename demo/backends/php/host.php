<?php
// A host in PHP, with the standard library only: a page, signed grants, and the authorize webhook.
declare(strict_types=1);
ini_set('display_errors', 'stderr');

const MAX_BODY = 64 * 1024;
// Stand-ins for your users and your documents' access rights.
const USERS = ['ada' => 'Ada Lovelace', 'grace' => 'Grace Hopper'];
const READERS = ['oss://documents/hello.txt' => ['ada', 'grace'], 'oss://documents/salaries.txt' => ['grace']];
const PERMISSION = ['readonly' => true, 'copy' => true, 'print' => true];

class Refusal extends Exception
{
    public function __construct(public readonly int $status, public readonly string $error, string $message)
    {
        parent::__construct($message);
    }
}

function setting(string $name, string $default = ''): string
{
    return getenv($name) ?: $default;
}

/** Stand-in for your session. Anybody can write this cookie: replace it before others reach this server. */
function userOf(?string $user): string
{
    return isset(USERS[$user ?? '']) ? $user : throw new Refusal(401, 'Unauthenticated', 'nobody is signed in');
}

function checkAccess(string $user, string $source): void
{
    // One answer for "not allowed" and "does not exist": nobody learns which documents there are.
    if (!in_array($user, READERS[$source] ?? [], true)) {
        throw new Refusal(403, 'AccessDenied', "$user may not open this document");
    }
}

/** A JWT (RFC 7519), HS256. One minute is enough to open; the token service says how long the session may go on. */
function signGrant(string $user, string $source): string
{
    $claims = ['sub' => $user, 'name' => USERS[$user], 'src' => $source, 'permission' => PERMISSION,
        'aud' => setting('WEBOFFICE_GRANT_AUDIENCE'), 'iat' => time(), 'exp' => time() + 60, 'jti' => bin2hex(random_bytes(16))];
    $encode = fn (string $data) => rtrim(strtr(base64_encode($data), '+/', '-_'), '=');
    $json = fn (array $part) => $encode(json_encode($part, JSON_THROW_ON_ERROR));
    $signed = $json(['alg' => 'HS256', 'typ' => 'JWT']) . '.' . $json($claims);
    return $signed . '.' . $encode(hash_hmac('sha256', $signed, setting('WEBOFFICE_GRANT_SECRET'), true));
}

/** Standard Webhooks: HMAC-SHA256 over id, timestamp and body; several signatures while a secret is being replaced. */
function checkWebhook(string $body): void
{
    [$id, $timestamp, $signatures] = array_map(fn ($name) => $_SERVER["HTTP_WEBHOOK_$name"] ?? '', ['ID', 'TIMESTAMP', 'SIGNATURE']);
    if (!ctype_digit($timestamp) || abs(time() - (int) $timestamp) > 300) {
        throw new Refusal(400, 'InvalidRequest', 'webhook-timestamp is missing or more than 5 minutes off');
    }
    $secret = setting('WEBOFFICE_WEBHOOK_SECRET');
    $key = str_starts_with($secret, 'whsec_') ? base64_decode(substr($secret, 6)) : $secret;
    $expected = 'v1,' . base64_encode(hash_hmac('sha256', "$id.$timestamp.$body", $key, true));
    if (!array_filter(explode(' ', $signatures), fn ($given) => hash_equals($expected, $given))) {
        throw new Refusal(400, 'InvalidRequest', 'webhook-signature is wrong');
    }
}

function readJson(?callable $check = null): array
{
    if (!preg_match('#^application/json\s*(;|$)#i', $_SERVER['CONTENT_TYPE'] ?? '')) {
        throw new Refusal(400, 'InvalidRequest', 'the body has to be JSON, with content-type: application/json');
    }
    $body = file_get_contents('php://input', length: MAX_BODY + 1);
    if (strlen($body) > MAX_BODY) {
        throw new Refusal(400, 'InvalidRequest', 'the body may have ' . MAX_BODY . ' bytes at most');
    }
    if ($check) {
        $check($body);
    }
    $asked = json_decode($body, true, 32);
    return is_array($asked) ? $asked : throw new Refusal(400, 'InvalidRequest', 'the body is no JSON object');
}

function textOf(array $fields, string $name): string
{
    $value = $fields[$name] ?? null;
    return is_string($value) ? $value : throw new Refusal(400, 'InvalidRequest', "$name has to be a text");
}

function grant(): array
{
    // No form of another site can send JSON, and no script of another site has this Origin.
    if (($_SERVER['HTTP_ORIGIN'] ?? '') !== setting('ORIGIN', 'http://127.0.0.1:8080')) {
        throw new Refusal(403, 'AccessDenied', 'this origin may not ask for grants');
    }
    $user = userOf(is_string($_COOKIE['demo_user'] ?? null) ? $_COOKIE['demo_user'] : null);
    $source = textOf(readJson(), 'sourceURI');
    checkAccess($user, $source);
    return ['grant' => signGrant($user, $source)];
}

function authorize(): array
{
    $asked = readJson(checkWebhook(...));
    $cookies = is_array($asked['headers'] ?? null) ? $asked['headers']['cookie'] ?? '' : '';
    $found = is_string($cookies) && preg_match('/(?:^|;\s*)demo_user=([^;]*)/', $cookies, $match);
    $user = userOf($found ? $match[1] : null);
    checkAccess($user, textOf($asked, 'sourceURI'));
    return ['user' => ['id' => $user, 'name' => USERS[$user]], 'permission' => PERMISSION];
}

function page(): void
{
    // Stand-in for your login.
    setcookie('demo_user', 'ada', ['path' => '/', 'httponly' => true, 'samesite' => 'Lax']);
    $source = is_string($_GET['src'] ?? null) ? $_GET['src'] : 'oss://documents/hello.txt';
    $byGrant = setting('WEBOFFICE_GRANT_SECRET') ? 'grant-endpoint="/grant"' : 'request-credentials="include"';
    [$element, $sdk, $endpoint, $source] = array_map('htmlspecialchars', [
        setting('ELEMENT_URL', 'https://cdn.jsdelivr.net/npm/imm-weboffice/dist/cdn/imm-weboffice.iife.js'),
        setting('WEBOFFICE_SDK_URL', 'https://g.alicdn.com/IMM/office-js/1.1.19/aliyun-web-office-sdk.min.js'),
        setting('TOKEN_ENDPOINT', 'http://127.0.0.1:3000/api/weboffice'),
        $source,
    ]);
    echo <<<HTML
    <!doctype html><html lang="en"><meta charset="utf-8"><title>Document</title>
    <style>body { margin: 0 } imm-weboffice { display: block; height: 100vh }</style>
    <script defer src="$element"></script>
    <imm-weboffice src="$source" token-endpoint="$endpoint" $byGrant
      sdk-url="$sdk" allow="copy print"></imm-weboffice></html>
    HTML;
}

// A way whose secret is missing is switched off: an empty key would sign for everybody.
$route = $_SERVER['REQUEST_METHOD'] . ' ' . parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if ($route === 'GET /') {
    page();
    return;
}
try {
    $answer = match (true) {
        $route === 'POST /grant' && setting('WEBOFFICE_GRANT_SECRET') && setting('WEBOFFICE_GRANT_AUDIENCE') => grant(),
        $route === 'POST /authorize' && setting('WEBOFFICE_WEBHOOK_SECRET') !== '' => authorize(),
        default => throw new Refusal(404, 'ResourceNotFound', 'not found'),
    };
} catch (Refusal $refusal) {
    http_response_code($refusal->status);
    $answer = ['error' => ['code' => $refusal->error, 'message' => $refusal->getMessage()]];
}
header('Content-Type: application/json');
header('Cache-Control: no-store');
echo json_encode($answer, JSON_THROW_ON_ERROR);
