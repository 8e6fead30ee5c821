"""A host in Python, with the standard library only: a page, signed grants, and the authorize webhook."""
import base64
import hashlib
import hmac
import html
import json
import os
import time
import uuid
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

PORT = int(os.environ.get("PORT", "8080"))
ORIGIN = os.environ.get("ORIGIN", f"http://127.0.0.1:{PORT}")
TOKEN_ENDPOINT = os.environ.get("TOKEN_ENDPOINT", "http://127.0.0.1:3000/api/weboffice")
ELEMENT_URL = os.environ.get("ELEMENT_URL", "https://cdn.jsdelivr.net/npm/imm-weboffice/dist/cdn/imm-weboffice.iife.js")
SDK_URL = os.environ.get("WEBOFFICE_SDK_URL", "https://g.alicdn.com/IMM/office-js/1.1.19/aliyun-web-office-sdk.min.js")
# Shared with the token service. A way whose secret is missing is switched off: an empty key would sign for everybody.
GRANT_SECRET = os.environ.get("WEBOFFICE_GRANT_SECRET", "").encode()
AUDIENCE = os.environ.get("WEBOFFICE_GRANT_AUDIENCE", "")
WEBHOOK_SECRET = os.environ.get("WEBOFFICE_WEBHOOK_SECRET", "")
MAX_BODY = 64 * 1024

# Stand-ins for your users and your documents' access rights.
USERS = {"ada": "Ada Lovelace", "grace": "Grace Hopper"}
READERS = {"oss://documents/hello.txt": {"ada", "grace"}, "oss://documents/salaries.txt": {"grace"}}
PERMISSION = {"readonly": True, "copy": True, "print": True}


class Refusal(Exception):
    def __init__(self, status, code, message):
        self.status, self.body = status, {"error": {"code": code, "message": message}}


def user_of(cookies):
    """Stand-in for your session. Anybody can write this cookie: replace it before others reach this server."""
    try:
        cookie = SimpleCookie(cookies).get("demo_user")
    except CookieError:
        cookie = None
    if cookie is None or cookie.value not in USERS:
        raise Refusal(401, "Unauthenticated", "nobody is signed in")
    return cookie.value


def check_access(user, source):
    # One answer for "not allowed" and "does not exist": nobody learns which documents there are.
    if user not in READERS.get(source, ()):
        raise Refusal(403, "AccessDenied", f"{user} may not open this document")


def sign_grant(user, source):
    """A JWT (RFC 7519), HS256. One minute is enough to open; the token service says how long the session may go on."""
    now = int(time.time())
    claims = {"sub": user, "name": USERS[user], "src": source, "permission": PERMISSION,
              "aud": AUDIENCE, "iat": now, "exp": now + 60, "jti": str(uuid.uuid4())}
    encode = lambda data: base64.urlsafe_b64encode(data).rstrip(b"=")
    signed = b".".join(encode(json.dumps(part).encode()) for part in ({"alg": "HS256", "typ": "JWT"}, claims))
    return (signed + b"." + encode(hmac.digest(GRANT_SECRET, signed, hashlib.sha256))).decode()


def check_webhook(headers, body):
    """Standard Webhooks: HMAC-SHA256 over id, timestamp and body; several signatures while a secret is being replaced."""
    message_id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not (timestamp.isascii() and timestamp.isdigit() and abs(time.time() - int(timestamp[:12])) <= 300):
        raise Refusal(400, "InvalidRequest", "webhook-timestamp is missing or more than 5 minutes off")
    key = base64.b64decode(WEBHOOK_SECRET[6:]) if WEBHOOK_SECRET.startswith("whsec_") else WEBHOOK_SECRET.encode()
    digest = hmac.digest(key, f"{message_id}.{timestamp}.".encode() + body, hashlib.sha256)
    expected = b"v1," + base64.b64encode(digest)
    if not any([hmac.compare_digest(expected, given.encode()) for given in headers.get("webhook-signature", "").split(" ")]):
        raise Refusal(400, "InvalidRequest", "webhook-signature is wrong")


class Host(BaseHTTPRequestHandler):
    timeout = 10  # seconds for a client that sends nothing

    def do_GET(self):
        url = urlsplit(self.path)
        if url.path != "/":
            return self.send(404, "text/plain", b"not found")
        source = parse_qs(url.query).get("src", ["oss://documents/hello.txt"])[0]
        by_grant = 'grant-endpoint="/grant"' if GRANT_SECRET else 'request-credentials="include"'
        page = f"""<!doctype html><html lang="en"><meta charset="utf-8"><title>Document</title>
<style>body {{ margin: 0 }} imm-weboffice {{ display: block; height: 100vh }}</style>
<script defer src="{html.escape(ELEMENT_URL)}"></script>
<imm-weboffice src="{html.escape(source)}" token-endpoint="{html.escape(TOKEN_ENDPOINT)}" {by_grant}
  sdk-url="{html.escape(SDK_URL)}" allow="copy print"></imm-weboffice></html>"""
        # Stand-in for your login.
        self.send(200, "text/html; charset=utf-8", page.encode(), {"Set-Cookie": "demo_user=ada; Path=/; HttpOnly; SameSite=Lax"})

    def do_POST(self):
        try:
            if self.path == "/grant" and GRANT_SECRET:
                status, answer = 200, self.grant()
            elif self.path == "/authorize" and WEBHOOK_SECRET:
                status, answer = 200, self.authorize()
            else:
                raise Refusal(404, "ResourceNotFound", "not found")
        except Refusal as refusal:
            status, answer = refusal.status, refusal.body
        self.send(status, "application/json", json.dumps(answer).encode(), {"Cache-Control": "no-store"})

    def grant(self):
        # No form of another site can send JSON, and no script of another site has this Origin.
        if self.headers.get("Origin") != ORIGIN:
            raise Refusal(403, "AccessDenied", "this origin may not ask for grants")
        user = user_of(self.headers.get("Cookie"))
        asked = self.read_json()
        check_access(user, text_of(asked, "sourceURI"))
        return {"grant": sign_grant(user, asked["sourceURI"])}

    def authorize(self):
        asked = self.read_json(check_webhook)
        headers = asked.get("headers")
        user = user_of(text_of(headers if isinstance(headers, dict) else {}, "cookie", ""))
        check_access(user, text_of(asked, "sourceURI"))
        return {"user": {"id": user, "name": USERS[user]}, "permission": PERMISSION}

    def read_json(self, check=lambda headers, body: None):
        if self.headers.get_content_type() != "application/json":
            raise Refusal(400, "InvalidRequest", "the body has to be JSON, with content-type: application/json")
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 12 and int(length) <= MAX_BODY):
            raise Refusal(400, "InvalidRequest", f"the body needs a Content-Length of {MAX_BODY} bytes at most")
        body = self.rfile.read(int(length))
        check(self.headers, body)
        try:
            asked = json.loads(body)
        except (ValueError, RecursionError):
            asked = None
        if not isinstance(asked, dict):
            raise Refusal(400, "InvalidRequest", "the body is no JSON object")
        return asked

    def send(self, status, content_type, body, headers={}):
        self.send_response(status)
        for name, value in {"Content-Type": content_type, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def text_of(fields, name, default=None):
    value = fields.get(name, default)
    if not isinstance(value, str):
        raise Refusal(400, "InvalidRequest", f"{name} has to be a text")
    return value


if not GRANT_SECRET and not WEBHOOK_SECRET:
    raise SystemExit("set WEBOFFICE_GRANT_SECRET and WEBOFFICE_GRANT_AUDIENCE, or WEBOFFICE_WEBHOOK_SECRET")
if GRANT_SECRET and not AUDIENCE:
    raise SystemExit("set WEBOFFICE_GRANT_AUDIENCE to what the token service has")
print(f"http://127.0.0.1:{PORT}/", flush=True)
ThreadingHTTPServer(("127.0.0.1", PORT), Host).serve_forever()
