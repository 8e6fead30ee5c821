import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Signed grants and the authorize webhook for Spring Boot: put it beside your controllers, and keep the route that you need.
 * The project's tests compile it, against Spring 4.3; it was not run in Spring Boot. With Spring Security, exempt both routes from its CSRF
 * tokens, as one compares Origin and the other a signature, and take the user from its Authentication.
 */
@RestController
public class WebOfficeController {
    // Stand-ins for your users and your documents' access rights.
    private static final Map<String, String> USERS = Map.of("ada", "Ada Lovelace", "grace", "Grace Hopper");
    private static final Map<String, Set<String>> READERS =
        Map.of("oss://documents/hello.txt", Set.of("ada", "grace"), "oss://documents/salaries.txt", Set.of("grace"));
    private static final Map<String, Boolean> PERMISSION = Map.of("readonly", true, "copy", true, "print", true);
    private static final int MAX_BODY = 64 * 1024;

    private final ObjectMapper mapper = new ObjectMapper();
    // Without a default: an application without its secret does not start, as an empty key would sign for everybody.
    @Value("${weboffice.origin}") private String origin;
    @Value("${weboffice.grant-secret}") private String grantSecret;
    @Value("${weboffice.grant-audience}") private String audience;
    @Value("${weboffice.webhook-secret}") private String webhookSecret;

    @PostMapping(path = "/grant", consumes = "application/json")
    public ResponseEntity<?> grant(@RequestHeader(name = "Origin", required = false) String from,
            @CookieValue(name = "demo_user", required = false) String cookie, @RequestBody byte[] body) throws Exception {
        // No form of another site can send JSON, and no script of another site has this Origin.
        if (!origin.equals(from)) throw new Refusal(403, "AccessDenied", "this origin may not ask for grants");
        String user = userOf(cookie);
        String source = read(body).path("sourceURI").asText();
        checkAccess(user, source);
        return answer(200, Map.of("grant", sign(user, source)));
    }

    /** Standard Webhooks: HMAC-SHA256 over id, timestamp and body; several signatures while a secret is being replaced. */
    @PostMapping(path = "/authorize", consumes = "application/json")
    public ResponseEntity<?> authorize(@RequestHeader("webhook-id") String id, @RequestHeader("webhook-timestamp") String timestamp,
            @RequestHeader("webhook-signature") String signatures, @RequestBody byte[] body) throws Exception {
        if (!timestamp.matches("[0-9]{1,12}") || Math.abs(Instant.now().getEpochSecond() - Long.parseLong(timestamp)) > 300) {
            throw new Refusal(400, "InvalidRequest", "webhook-timestamp is more than 5 minutes off");
        }
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.write(bytes(id + "." + timestamp + "."));
        signed.write(body);
        byte[] key = webhookSecret.startsWith("whsec_") ? Base64.getDecoder().decode(webhookSecret.substring(6)) : bytes(webhookSecret);
        byte[] expected = bytes("v1," + Base64.getEncoder().encodeToString(mac(key, signed.toByteArray())));
        boolean isSigned = false;
        for (String given : signatures.split(" ")) isSigned |= MessageDigest.isEqual(expected, bytes(given));
        if (!isSigned) throw new Refusal(400, "InvalidRequest", "webhook-signature is wrong");

        JsonNode asked = read(body);
        String user = null;
        for (String cookie : asked.path("headers").path("cookie").asText().split(";\\s*")) {
            if (cookie.startsWith("demo_user=")) user = cookie.substring("demo_user=".length());
        }
        checkAccess(userOf(user), asked.path("sourceURI").asText());
        return answer(200, Map.of("user", Map.of("id", user, "name", USERS.get(user)), "permission", PERMISSION));
    }

    /** Stand-in for your session. Anybody can write this cookie: replace it before others reach this server. */
    private static String userOf(String cookie) {
        if (cookie == null || !USERS.containsKey(cookie)) throw new Refusal(401, "Unauthenticated", "nobody is signed in");
        return cookie;
    }

    private static void checkAccess(String user, String source) {
        // One answer for "not allowed" and "does not exist": nobody learns which documents there are.
        if (!READERS.getOrDefault(source, Set.of()).contains(user)) {
            throw new Refusal(403, "AccessDenied", user + " may not open this document");
        }
    }

    /** A JWT (RFC 7519), HS256. One minute is enough to open; the token service says how long the session may go on. */
    private String sign(String user, String source) throws JsonProcessingException, GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        byte[] claims = mapper.writeValueAsBytes(Map.of("sub", user, "name", USERS.get(user), "src", source, "permission", PERMISSION,
            "aud", audience, "iat", now, "exp", now + 60, "jti", UUID.randomUUID().toString()));
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String signed = encoder.encodeToString(bytes("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")) + "." + encoder.encodeToString(claims);
        return signed + "." + encoder.encodeToString(mac(bytes(grantSecret), bytes(signed)));
    }

    private JsonNode read(byte[] body) {
        try {
            if (body.length <= MAX_BODY) return mapper.readTree(body);
        } catch (IOException error) {
            // The same answer as for a body that is too large.
        }
        throw new Refusal(400, "InvalidRequest", "the body has to be JSON of " + MAX_BODY + " bytes at most");
    }

    private static byte[] mac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ResponseEntity<?> answer(int status, Object body) {
        return ResponseEntity.status(status).cacheControl(CacheControl.noStore()).body(body);
    }

    @ExceptionHandler(Refusal.class)
    public ResponseEntity<?> refused(Refusal refusal) {
        return answer(refusal.status, Map.of("error", Map.of("code", refusal.code, "message", refusal.getMessage())));
    }

    @SuppressWarnings("serial")
    static class Refusal extends RuntimeException {
        final int status;
        final String code;

        Refusal(int status, String code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }
    }
}
