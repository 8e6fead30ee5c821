# pip install alibabacloud-imm20200930 alibabacloud-credentials
import os

from alibabacloud_credentials.client import Client as Credentials
from alibabacloud_imm20200930 import models
from alibabacloud_imm20200930.client import Client
from alibabacloud_tea_openapi.models import Config

PROJECT = os.environ["IMM_PROJECT_NAME"]
imm = Client(Config(credential=Credentials(), region_id="cn-shanghai", endpoint="imm.cn-shanghai.aliyuncs.com"))


def open_document(user, source):
    """`user` comes from your session, and you have checked that they may open `source`."""
    answer = imm.generate_weboffice_token(models.GenerateWebofficeTokenRequest(
        project_name=PROJECT,
        source_uri=source,
        user=models.WebofficeUser(id=user.short_id, name=user.name),
        permission=models.WebofficePermission(readonly=True, copy=True, print=True),
    )).body.to_map()
    issued.put(answer["RefreshToken"], (user.id, source))  # your store, for one day
    return answer


def refresh(user, access_token, refresh_token):
    """None: answer 410 SessionExpired. Check again that the user may open the document."""
    owner, source = issued.take(refresh_token) or (None, None)
    if owner != user.id or not user.may_open(source):
        return None
    answer = imm.refresh_weboffice_token(models.RefreshWebofficeTokenRequest(
        project_name=PROJECT, access_token=access_token, refresh_token=refresh_token,
    )).body.to_map()
    issued.put(answer["RefreshToken"], (owner, source))
    return answer
