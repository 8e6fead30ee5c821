// A host in Go, with the standard library only: a page, signed grants, and the authorize webhook.
package main

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"io"
	"log"
	"math"
	"mime"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

const maxBody = 64 * 1024

var (
	port          = setting("PORT", "8080")
	origin        = setting("ORIGIN", "http://127.0.0.1:"+port)
	tokenEndpoint = setting("TOKEN_ENDPOINT", "http://127.0.0.1:3000/api/weboffice")
	elementURL    = setting("ELEMENT_URL", "https://cdn.jsdelivr.net/npm/imm-weboffice/dist/cdn/imm-weboffice.iife.js")
	sdkURL        = setting("WEBOFFICE_SDK_URL", "https://g.alicdn.com/IMM/office-js/1.1.19/aliyun-web-office-sdk.min.js")
	// Shared with the token service.
	grantSecret   = setting("WEBOFFICE_GRANT_SECRET", "")
	audience      = setting("WEBOFFICE_GRANT_AUDIENCE", "")
	webhookSecret = setting("WEBOFFICE_WEBHOOK_SECRET", "")
)

// Stand-ins for your users and your documents' access rights.
var (
	users   = map[string]string{"ada": "Ada Lovelace", "grace": "Grace Hopper"}
	readers = map[string]map[string]bool{
		"oss://documents/hello.txt":    {"ada": true, "grace": true},
		"oss://documents/salaries.txt": {"grace": true},
	}
	permission = map[string]bool{"readonly": true, "copy": true, "print": true}
)

type object = map[string]any

type refusal struct {
	status        int
	code, message string
}

func (r refusal) Error() string { return r.message }

func invalid(message string) error { return refusal{400, "InvalidRequest", message} }

// userOf stands in for your session. Anybody can write this cookie: replace it before others reach this server.
func userOf(request *http.Request) (string, error) {
	if cookie, err := request.Cookie("demo_user"); err == nil && users[cookie.Value] != "" {
		return cookie.Value, nil
	}
	return "", refusal{401, "Unauthenticated", "nobody is signed in"}
}

// checkAccess has one answer for "not allowed" and "does not exist": nobody learns which documents there are.
func checkAccess(user, source string) error {
	if readers[source][user] {
		return nil
	}
	return refusal{403, "AccessDenied", user + " may not open this document"}
}

// signGrant gives a JWT (RFC 7519), HS256. One minute is enough to open; the token service says how long the session may go on.
func signGrant(user, source string) (string, error) {
	id := make([]byte, 16)
	if _, err := rand.Read(id); err != nil {
		return "", err
	}
	now := time.Now().Unix()
	claims, err := json.Marshal(object{"sub": user, "name": users[user], "src": source, "permission": permission,
		"aud": audience, "iat": now, "exp": now + 60, "jti": hex.EncodeToString(id)})
	if err != nil {
		return "", err
	}
	encode := base64.RawURLEncoding.EncodeToString
	signed := encode([]byte(`{"alg":"HS256","typ":"JWT"}`)) + "." + encode(claims)
	return signed + "." + encode(mac([]byte(grantSecret), signed)), nil
}

func mac(key []byte, text string) []byte {
	hash := hmac.New(sha256.New, key)
	hash.Write([]byte(text))
	return hash.Sum(nil)
}

// checkWebhook follows Standard Webhooks: HMAC-SHA256 over id, timestamp and body; several signatures while a secret is being replaced.
func checkWebhook(header http.Header, body []byte) error {
	timestamp := header.Get("webhook-timestamp")
	sent, err := strconv.ParseInt(timestamp, 10, 64)
	if err != nil || math.Abs(time.Since(time.Unix(sent, 0)).Seconds()) > 300 {
		return invalid("webhook-timestamp is missing or more than 5 minutes off")
	}
	key := []byte(webhookSecret)
	if encoded := strings.TrimPrefix(webhookSecret, "whsec_"); encoded != webhookSecret {
		if key, err = base64.StdEncoding.DecodeString(encoded); err != nil {
			return err
		}
	}
	expected := "v1," + base64.StdEncoding.EncodeToString(mac(key, header.Get("webhook-id")+"."+timestamp+"."+string(body)))
	for _, given := range strings.Fields(header.Get("webhook-signature")) {
		if hmac.Equal([]byte(expected), []byte(given)) {
			return nil
		}
	}
	return invalid("webhook-signature is wrong")
}

func readBody(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("content-type")); err != nil || kind != "application/json" {
		return nil, invalid("the body has to be JSON, with content-type: application/json")
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		return nil, invalid(fmt.Sprintf("the body may have %d bytes at most", maxBody))
	}
	return body, nil
}

func grant(w http.ResponseWriter, r *http.Request) (any, error) {
	// No form of another site can send JSON, and no script of another site has this Origin.
	if r.Header.Get("origin") != origin {
		return nil, refusal{403, "AccessDenied", "this origin may not ask for grants"}
	}
	user, err := userOf(r)
	if err != nil {
		return nil, err
	}
	body, err := readBody(w, r)
	if err != nil {
		return nil, err
	}
	var asked struct {
		SourceURI string `json:"sourceURI"`
	}
	if json.Unmarshal(body, &asked) != nil {
		return nil, invalid("the body is no JSON object with a sourceURI")
	}
	if err := checkAccess(user, asked.SourceURI); err != nil {
		return nil, err
	}
	token, err := signGrant(user, asked.SourceURI)
	return object{"grant": token}, err
}

func authorize(w http.ResponseWriter, r *http.Request) (any, error) {
	body, err := readBody(w, r)
	if err != nil {
		return nil, err
	}
	if err := checkWebhook(r.Header, body); err != nil {
		return nil, err
	}
	var asked struct {
		SourceURI string            `json:"sourceURI"`
		Headers   map[string]string `json:"headers"`
	}
	if json.Unmarshal(body, &asked) != nil {
		return nil, invalid("the body is no JSON object with sourceURI and headers")
	}
	user, err := userOf(&http.Request{Header: http.Header{"Cookie": {asked.Headers["cookie"]}}})
	if err != nil {
		return nil, err
	}
	if err := checkAccess(user, asked.SourceURI); err != nil {
		return nil, err
	}
	return object{"user": object{"id": user, "name": users[user]}, "permission": permission}, nil
}

// answering makes JSON of what a route gives. A way whose secret is missing is switched off: an empty key would sign for everybody.
func answering(secret string, route func(http.ResponseWriter, *http.Request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var answer any
		var err error = refusal{404, "ResourceNotFound", "not found"}
		if r.Method == http.MethodPost && secret != "" {
			answer, err = route(w, r)
		}
		w.Header().Set("content-type", "application/json")
		w.Header().Set("cache-control", "no-store")
		if err != nil {
			refused, known := err.(refusal)
			if !known {
				log.Print(err)
				refused = refusal{500, "InternalError", "this went wrong here"}
			}
			w.WriteHeader(refused.status)
			answer = object{"error": object{"code": refused.code, "message": refused.message}}
		}
		json.NewEncoder(w).Encode(answer)
	}
}

// Not html/template: it takes src for the address of a picture, and refuses oss: there.
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Document</title>
<style>body { margin: 0 } imm-weboffice { display: block; height: 100vh }</style>
<script defer src="%s"></script>
<imm-weboffice src="%s" token-endpoint="%s" %s
  sdk-url="%s" allow="copy print"></imm-weboffice></html>`

func show(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/" {
		http.NotFound(w, r)
		return
	}
	source := r.URL.Query().Get("src")
	if source == "" {
		source = "oss://documents/hello.txt"
	}
	// Stand-in for your login.
	http.SetCookie(w, &http.Cookie{Name: "demo_user", Value: "ada", Path: "/", HttpOnly: true, SameSite: http.SameSiteLaxMode})
	w.Header().Set("content-type", "text/html; charset=utf-8")
	way := `grant-endpoint="/grant"`
	if grantSecret == "" {
		way = `request-credentials="include"`
	}
	escape := html.EscapeString
	fmt.Fprintf(w, page, escape(elementURL), escape(source), escape(tokenEndpoint), way, escape(sdkURL))
}

func setting(name, otherwise string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return otherwise
}

func main() {
	if grantSecret == "" && webhookSecret == "" || grantSecret != "" && audience == "" {
		log.Fatal("set WEBOFFICE_GRANT_SECRET and WEBOFFICE_GRANT_AUDIENCE, or WEBOFFICE_WEBHOOK_SECRET")
	}
	http.HandleFunc("/", show)
	http.HandleFunc("/grant", answering(grantSecret, grant))
	http.HandleFunc("/authorize", answering(webhookSecret, authorize))
	fmt.Printf("http://127.0.0.1:%s/\n", port)
	server := http.Server{Addr: "127.0.0.1:" + port, ReadTimeout: 10 * time.Second}
	log.Fatal(server.ListenAndServe())
}
