<?php
// composer require alibabacloud/imm-20200930
use AlibabaCloud\SDK\Imm\V20200930\Imm;
use AlibabaCloud\SDK\Imm\V20200930\Models\GenerateWebofficeTokenRequest;
use AlibabaCloud\SDK\Imm\V20200930\Models\RefreshWebofficeTokenRequest;
use AlibabaCloud\SDK\Imm\V20200930\Models\WebofficePermission;
use AlibabaCloud\SDK\Imm\V20200930\Models\WebofficeUser;
use Darabonba\OpenApi\Models\Config;

$imm = new Imm(new Config([
    'accessKeyId' => getenv('ALIBABA_CLOUD_ACCESS_KEY_ID'),
    'accessKeySecret' => getenv('ALIBABA_CLOUD_ACCESS_KEY_SECRET'),
    'endpoint' => 'imm.cn-shanghai.aliyuncs.com',
]));

/** $user comes from your session, and you have checked that they may open $source. */
function openDocument(Imm $imm, User $user, string $source): array
{
    $answer = $imm->generateWebofficeToken(new GenerateWebofficeTokenRequest([
        'projectName' => getenv('IMM_PROJECT_NAME'),
        'sourceURI' => $source,
        'user' => new WebofficeUser(['id' => $user->shortId, 'name' => $user->name]),
        'permission' => new WebofficePermission(['readonly' => true, 'copy' => true, 'print' => true]),
    ]))->body->toMap();
    $_SESSION['issued'][$answer['RefreshToken']] = $source;
    return $answer;
}

/** Null: answer 410 SessionExpired. Check again that the user may open the document. */
function refresh(Imm $imm, User $user, string $accessToken, string $refreshToken): ?array
{
    $source = $_SESSION['issued'][$refreshToken] ?? null;
    unset($_SESSION['issued'][$refreshToken]);
    if ($source === null || !$user->mayOpen($source)) {
        return null;
    }
    $answer = $imm->refreshWebofficeToken(new RefreshWebofficeTokenRequest([
        'projectName' => getenv('IMM_PROJECT_NAME'),
        'accessToken' => $accessToken,
        'refreshToken' => $refreshToken,
    ]))->body->toMap();
    $_SESSION['issued'][$answer['RefreshToken']] = $source;
    return $answer;
}
