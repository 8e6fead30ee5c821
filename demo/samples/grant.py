def sign_grant(user, source):
    now = int(time.time())
    claims = {"sub": user.id, "name": user.name, "src": source, "permission": {"copy": True, "print": True},
              "aud": "my-app", "iat": now, "exp": now + 60, "jti": str(uuid.uuid4())}
    encode = lambda data: base64.urlsafe_b64encode(data).rstrip(b"=")
    signed = b".".join(encode(json.dumps(part).encode()) for part in ({"alg": "HS256", "typ": "JWT"}, claims))
    return (signed + b"." + encode(hmac.digest(SECRET, signed, "sha256"))).decode()
