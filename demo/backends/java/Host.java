import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A host in Java, with the JDK only: a page, signed grants, and the authorize webhook. {@code java Host.java} runs it. */
public class Host {
    static final String PORT = setting("PORT", "8080");
    static final String ORIGIN = setting("ORIGIN", "http://127.0.0.1:" + PORT);
    static final String TOKEN_ENDPOINT = setting("TOKEN_ENDPOINT", "http://127.0.0.1:3000/api/weboffice");
    static final String ELEMENT_URL = setting("ELEMENT_URL", "https://cdn.jsdelivr.net/npm/imm-weboffice/dist/cdn/imm-weboffice.iife.js");
    static final String SDK_URL = setting("WEBOFFICE_SDK_URL", "https://g.alicdn.com/IMM/office-js/1.1.19/aliyun-web-office-sdk.min.js");
    // Shared with the token service. A way whose secret is missing is switched off: an empty key would sign for everybody.
    static final String GRANT_SECRET = setting("WEBOFFICE_GRANT_SECRET", "");
    static final String AUDIENCE = setting("WEBOFFICE_GRANT_AUDIENCE", "");
    static final String WEBHOOK_SECRET = setting("WEBOFFICE_WEBHOOK_SECRET", "");
    static final int MAX_BODY = 64 * 1024;

    // Stand-ins for your users and your documents' access rights.
    static final Map<String, String> USERS = Map.of("ada", "Ada Lovelace", "grace", "Grace Hopper");
    static final Map<String, Set<String>> READERS =
        Map.of("oss://documents/hello.txt", Set.of("ada", "grace"), "oss://documents/salaries.txt", Set.of("grace"));
    static final Map<String, Object> PERMISSION = Map.of("readonly", true, "copy", true, "print", true);

    static class Refusal extends Exception {
        final int status;
        final String code;

        Refusal(int status, String code, String message) {
            super(message);
            this.status = status;
            this.code = code;
        }
    }

    static Refusal invalid(String message) {
        return new Refusal(400, "InvalidRequest", message);
    }

    /** Stand-in for your session. Anybody can write this cookie: replace it before others reach this server. */
    static String userOf(String cookies) throws Refusal {
        for (String cookie : cookies.split(";\\s*")) {
            String[] parts = cookie.split("=", 2);
            if (parts[0].equals("demo_user") && parts.length == 2 && USERS.containsKey(parts[1])) return parts[1];
        }
        throw new Refusal(401, "Unauthenticated", "nobody is signed in");
    }

    static void checkAccess(String user, String source) throws Refusal {
        // One answer for "not allowed" and "does not exist": nobody learns which documents there are.
        if (!READERS.getOrDefault(source, Set.of()).contains(user)) {
            throw new Refusal(403, "AccessDenied", user + " may not open this document");
        }
    }

    /** A JWT (RFC 7519), HS256. One minute is enough to open; the token service says how long the session may go on. */
    static String signGrant(String user, String source) throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        String claims = Json.write(Map.of("sub", user, "name", USERS.get(user), "src", source, "permission", PERMISSION,
            "aud", AUDIENCE, "iat", now, "exp", now + 60, "jti", UUID.randomUUID().toString()));
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String signed = encoder.encodeToString(bytes("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")) + "." + encoder.encodeToString(bytes(claims));
        return signed + "." + encoder.encodeToString(mac(bytes(GRANT_SECRET), bytes(signed)));
    }

    static byte[] mac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    /** Standard Webhooks: HMAC-SHA256 over id, timestamp and body; several signatures while a secret is being replaced. */
    static void checkWebhook(HttpExchange exchange, byte[] body) throws Refusal, GeneralSecurityException {
        String timestamp = header(exchange, "webhook-timestamp");
        if (!timestamp.matches("[0-9]{1,12}") || Math.abs(Instant.now().getEpochSecond() - Long.parseLong(timestamp)) > 300) {
            throw invalid("webhook-timestamp is missing or more than 5 minutes off");
        }
        byte[] key = WEBHOOK_SECRET.startsWith("whsec_") ? Base64.getDecoder().decode(WEBHOOK_SECRET.substring(6)) : bytes(WEBHOOK_SECRET);
        byte[] start = bytes(header(exchange, "webhook-id") + "." + timestamp + ".");
        byte[] signed = new byte[start.length + body.length];
        System.arraycopy(start, 0, signed, 0, start.length);
        System.arraycopy(body, 0, signed, start.length, body.length);
        byte[] expected = bytes("v1," + Base64.getEncoder().encodeToString(mac(key, signed)));
        for (String given : header(exchange, "webhook-signature").split(" ")) {
            if (MessageDigest.isEqual(expected, bytes(given))) return;
        }
        throw invalid("webhook-signature is wrong");
    }

    static Map<String, Object> grant(HttpExchange exchange) throws Exception {
        // No form of another site can send JSON, and no script of another site has this Origin.
        if (!header(exchange, "origin").equals(ORIGIN)) throw new Refusal(403, "AccessDenied", "this origin may not ask for grants");
        String user = userOf(header(exchange, "cookie"));
        String source = text(Json.read(readBody(exchange)), "sourceURI");
        checkAccess(user, source);
        return Map.of("grant", signGrant(user, source));
    }

    static Map<String, Object> authorize(HttpExchange exchange) throws Exception {
        byte[] body = readBody(exchange);
        checkWebhook(exchange, body);
        Object asked = Json.read(body);
        Object headers = asked instanceof Map<?, ?> fields ? fields.get("headers") : null;
        String user = userOf(headers instanceof Map<?, ?> fields && fields.get("cookie") instanceof String cookies ? cookies : "");
        checkAccess(user, text(asked, "sourceURI"));
        return Map.of("user", Map.of("id", user, "name", USERS.get(user)), "permission", PERMISSION);
    }

    static byte[] readBody(HttpExchange exchange) throws IOException, Refusal {
        if (!header(exchange, "content-type").matches("(?i)application/json\\s*(;.*)?")) {
            throw invalid("the body has to be JSON, with content-type: application/json");
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) throw invalid("the body may have " + MAX_BODY + " bytes at most");
        return body;
    }

    static String text(Object asked, String name) throws Refusal {
        if (asked instanceof Map<?, ?> fields && fields.get(name) instanceof String value) return value;
        throw invalid(name + " has to be a text");
    }

    static String page(String query) {
        String source = "oss://documents/hello.txt";
        for (String part : Optional.ofNullable(query).orElse("").split("&")) {
            if (part.startsWith("src=")) source = URLDecoder.decode(part.substring(4), StandardCharsets.UTF_8);
        }
        String way = GRANT_SECRET.isEmpty() ? "request-credentials=\"include\"" : "grant-endpoint=\"/grant\"";
        return """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Document</title>
            <style>body { margin: 0 } imm-weboffice { display: block; height: 100vh }</style>
            <script defer src="%s"></script>
            <imm-weboffice src="%s" token-endpoint="%s" %s
              sdk-url="%s" allow="copy print"></imm-weboffice></html>
            """.formatted(escape(ELEMENT_URL), escape(source), escape(TOKEN_ENDPOINT), way, escape(SDK_URL));
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    static void handle(HttpExchange exchange) throws IOException {
        int status = 200;
        Map<String, Object> answer;
        try {
            String route = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            if (route.equals("GET /")) {
                // Stand-in for your login.
                exchange.getResponseHeaders().add("Set-Cookie", "demo_user=ada; Path=/; HttpOnly; SameSite=Lax");
                send(exchange, 200, "text/html; charset=utf-8", page(exchange.getRequestURI().getRawQuery()));
                return;
            } else if (route.equals("POST /grant") && !GRANT_SECRET.isEmpty()) {
                answer = grant(exchange);
            } else if (route.equals("POST /authorize") && !WEBHOOK_SECRET.isEmpty()) {
                answer = authorize(exchange);
            } else {
                throw new Refusal(404, "ResourceNotFound", "not found");
            }
        } catch (Refusal refusal) {
            status = refusal.status;
            answer = Map.of("error", Map.of("code", refusal.code, "message", refusal.getMessage()));
        } catch (Exception error) {
            error.printStackTrace();
            status = 500;
            answer = Map.of("error", Map.of("code", "InternalError", "message", "this went wrong here"));
        }
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        send(exchange, status, "application/json", Json.write(answer));
    }

    static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        byte[] body = bytes(text);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String setting(String name, String otherwise) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty()).orElse(otherwise);
    }

    /** The JDK has no JSON: this reads and writes what the two routes need. With Jackson or Gson at hand, use that. */
    static class Json {
        private final String text;
        private int at;

        private Json(String text) {
            this.text = text;
        }

        static Object read(byte[] body) throws Refusal {
            Json json = new Json(new String(body, StandardCharsets.UTF_8));
            Object value = json.value(0);
            json.space();
            if (json.at < json.text.length()) throw json.wrong();
            return value;
        }

        static String write(Object value) {
            if (value instanceof Map<?, ?> fields) {
                List<String> parts = new ArrayList<>();
                fields.forEach((name, field) -> parts.add(write(name) + ":" + write(field)));
                return "{" + String.join(",", parts) + "}";
            }
            if (!(value instanceof String)) return String.valueOf(value);
            StringBuilder written = new StringBuilder("\"");
            for (char c : ((String) value).toCharArray()) {
                if (c == '"' || c == '\\') written.append('\\').append(c);
                else if (c < ' ' || Character.isSurrogate(c)) written.append(String.format("\\u%04x", (int) c));
                else written.append(c);
            }
            return written.append('"').toString();
        }

        private Object value(int depth) throws Refusal {
            if (depth > 32) throw wrong();
            space();
            if (take("{")) {
                Map<String, Object> fields = new HashMap<>();
                if (skip("}")) return fields;
                do {
                    space();
                    if (!take("\"")) throw wrong();
                    String name = string();
                    if (!skip(":")) throw wrong();
                    fields.put(name, value(depth + 1));
                } while (skip(","));
                if (!skip("}")) throw wrong();
                return fields;
            }
            if (take("[")) {
                List<Object> members = new ArrayList<>();
                if (skip("]")) return members;
                do members.add(value(depth + 1)); while (skip(","));
                if (!skip("]")) throw wrong();
                return members;
            }
            if (take("\"")) return string();
            if (take("true")) return true;
            if (take("false")) return false;
            if (take("null")) return null;
            int start = at;
            while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) at++;
            try {
                return Double.valueOf(text.substring(start, at));
            } catch (NumberFormatException error) {
                throw wrong();
            }
        }

        private String string() throws Refusal {
            StringBuilder read = new StringBuilder();
            try {
                for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
                    if (c < ' ') throw wrong();
                    if (c != '\\') {
                        read.append(c);
                        continue;
                    }
                    char escaped = text.charAt(at++);
                    int known = "\"\\/bfnrt".indexOf(escaped);
                    if (known >= 0) read.append("\"\\/\b\f\n\r\t".charAt(known));
                    else if (escaped == 'u') read.append((char) Integer.parseInt(text, at, at += 4, 16));
                    else throw wrong();
                }
            } catch (IndexOutOfBoundsException | NumberFormatException error) {
                throw wrong();
            }
            return read.toString();
        }

        private boolean skip(String token) {
            space();
            return take(token);
        }

        private boolean take(String token) {
            if (!text.startsWith(token, at)) return false;
            at += token.length();
            return true;
        }

        private void space() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
        }

        private Refusal wrong() {
            return invalid("the body is no JSON object");
        }
    }

    public static void main(String[] words) throws IOException {
        if (GRANT_SECRET.isEmpty() ? WEBHOOK_SECRET.isEmpty() : AUDIENCE.isEmpty()) {
            System.err.println("set WEBOFFICE_GRANT_SECRET and WEBOFFICE_GRANT_AUDIENCE, or WEBOFFICE_WEBHOOK_SECRET");
            System.exit(2);
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(PORT)), 0);
        server.createContext("/", Host::handle);
        server.setExecutor(Executors.newFixedThreadPool(16));
        server.start();
        System.out.println("http://127.0.0.1:" + PORT + "/");
    }
}
