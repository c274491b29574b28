import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A person at a browser, as far as letting a program act needs one. */
final class Person {
    private final String root;
    private final HttpClient client = HttpClient.newBuilder()
        .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
        .followRedirects(HttpClient.Redirect.NORMAL)
        .build();
    private HttpResponse<String> page;

    /** Signs in with password and authenticator. */
    Person(String root, String name, String password, String secret) throws Exception {
        this.root = root;
        open("/signin");
        send("/signin", Map.of("sign_in_name", name, "password", password, "next", ""));
        for (int tries = 0; !page.uri().getPath().equals("/dashboard/overview"); tries++) {
            if (tries == 3) {
                throw new AssertionError("the sign-in ends at " + page.uri());
            }
            // A code works once; the next one is taken a little early.
            long at = System.currentTimeMillis() / 1000 + (tries == 1 ? 30 : 0);
            if (tries == 2) {
                Thread.sleep(30_000);
            }
            send("/signin/mfa", Map.of("code", code(secret, at), "next", ""));
        }
    }

    /** The code of an authenticator (RFC 6238). */
    private static String code(String secret, long at) throws Exception {
        int bits = 0;
        int held = 0;
        ByteBuffer key = ByteBuffer.allocate(secret.length() * 5 / 8);
        for (char letter : secret.toCharArray()) {
            held = held << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                key.put((byte) (held >> bits));
            }
        }
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(key.array(), "HmacSHA1"));
        byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(at / 30).array());
        int number = ByteBuffer.wrap(hash, hash[hash.length - 1] & 15, 4).getInt() & Integer.MAX_VALUE;
        return String.format("%06d", number % 1_000_000);
    }

    /** Opens a page. */
    void open(String path) throws Exception {
        page = client.send(HttpRequest.newBuilder(URI.create(root + path)).build(), HttpResponse.BodyHandlers.ofString());
        if (page.statusCode() != 200) {
            throw new AssertionError(path + " answers " + page.statusCode());
        }
    }

    /** Sends a form of the page in front. */
    void send(String action, Map<String, String> fields) throws Exception {
        String body = fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", "csrf=" + URLEncoder.encode(hidden("csrf"), StandardCharsets.UTF_8) + "&", ""));
        page = client.send(
            HttpRequest.newBuilder(URI.create(root + action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    }

    /** The first hidden field of a name on the page in front. */
    String hidden(String name) {
        Matcher found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]+)\"").matcher(page.body());
        if (!found.find()) {
            throw new AssertionError("no " + name + " at " + page.uri());
        }
        return found.group(1);
    }

    /** Says that a program of the company runs on people's own machines. */
    void makePublic(String program) throws Exception {
        open("/account/apps/" + program);
        send("/account/apps/" + program + "/public", Map.of("public", "yes", "version", hidden("version")));
        where("/account/apps/" + program);
    }

    /** Lets the device act that shows a code. */
    void allow(String code) throws Exception {
        open("/devicelogin");
        send("/devicelogin", Map.of("user_code", code));
        send("/devicelogin/decide", Map.of("user_code", code, "decision", "allow"));
        where("/devicelogin");
    }

    /** Takes it back. */
    void takeBack(String program) throws Exception {
        open("/account/me/apps");
        send("/account/me/apps/" + program + "/revoke", Map.of());
        where("/account/me/apps");
    }

    private void where(String path) {
        if (page.statusCode() != 200 || !page.uri().getPath().equals(path)) {
            throw new AssertionError(page.statusCode() + " at " + page.uri() + " instead of " + path);
        }
    }
}
