package org.onestophub.operate.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.onestophub.complaint.contract.rights.People;
import org.onestophub.complaint.contract.rights.Right;
import org.onestophub.simulator.MailServer;

/** A person who connects systems in the console, by its pages alone. Pictures of them lie in target/screenshots. */
final class DraftWalk {

    private static final String LIST = "/console/drafts";
    private static final String APPLY = "#files form[action$='/apply'] button";
    /** What a person reads, and where it is in the order. */
    private static final Map<String, String> FIELDS = Map.of(
            "Number of the order", "/gdbh",
            "What the citizen says", "/sqnr",
            "Kind of matter (code list)", "/sqlx",
            "When the platform took it", "/slsj",
            "Name of the citizen", "/sqr/xm",
            "Phone of the citizen", "/sqr/lxdh",
            "Asks for confidentiality", "/sfbm");

    private final Chromium browser;

    DraftWalk(Chromium browser) {
        this.browser = browser;
    }

    /** An account with every right; gives its password. */
    static String account(People people, String name) {
        String own = "a password of my own 7";
        List<String> rights = Arrays.stream(Right.values()).map(Right::word).toList();
        people.change(name, people.create(name, rights, List.of(), "test"), own);
        return own;
    }

    /** Sends a mail to a mailbox of the hospital. */
    static void mailed(MailServer mails, String to) throws IOException {
        String mail = "Subject: box\r\nFrom: someone@example.com\r\nMessage-ID: <" + to
                + "@example.com>\r\n\r\nwaited three hours\r\n";
        mails.deliver("someone@example.com", to + "@hospital.example.org", mail.getBytes(StandardCharsets.US_ASCII));
    }

    /** A mailbox; a wrong password is tried first. */
    void mailbox(String name, String host, int port, String user, String password) {
        begin("imap-mailbox-source", name);
        browser.choose("v.protocol", "imap");
        browser.choose("v.start-tls-required", "false");
        browser.field("v.host", host);
        browser.field("v.port", Integer.toString(port));
        browser.field("v.username", user);
        browser.field("v.password", "not the password");
        browser.field("v.delay", "500");
        browser.press("#connection form button.second");
        browser.shows("log in: failed");
        assertThat(browser.text()).doesNotContain("not the password");
        browser.picture(Path.of("target/screenshots", "en-1280-draft-refused.png"));
        browser.field("v.password", password);
        browser.press("#connection form button.second");
        browser.shows("log in: ok");
        assertThat(browser.text()).doesNotContain("failed", password);
        assertThat(browser.valueOf("v.password")).isEmpty();
        browser.field("v.fetch-size", "5");
        browser.press("#connection form button:not(.second)");
        browser.arrives("#connection");
        assertThat(browser.valueOf("v.host")).isEqualTo(host);
        assertThat(browser.valueOf("v.fetch-size")).isEqualTo("5");
        browser.field("text", "Subject: box\nFrom: someone@example.com\n\nwaited two hours\n");
        browser.press("#input button");
        browser.shows("/matter/facts", "waited two hours");
        seen("draft-mailbox", LIST + "/" + name);
        browser.go(LIST + "/" + name);
        browser.press("#files form[action$='/check'] button");
        browser.shows("Nothing is wrong.");
        browser.press(APPLY);
        browser.shows("Channel " + name + " runs.");
    }

    /** Sends a message over MLLP, and gives the answer. */
    static String answered(int port, String message) throws IOException {
        return answered(new Socket(InetAddress.getLoopbackAddress(), port), message);
    }

    /** The same over a connection that is there, which is closed then. */
    static String answered(Socket connection, String message) throws IOException {
        try (Socket line = connection) {
            line.setSoTimeout(30_000);
            line.getOutputStream().write(("\u000b" + message + "\u001c\r").getBytes(StandardCharsets.UTF_8));
            StringBuilder answer = new StringBuilder();
            for (int next = line.getInputStream().read();
                    next >= 0 && next != 0x1c;
                    next = line.getInputStream().read()) {
                answer.append((char) next);
            }
            return answer.toString();
        }
    }

    /** A folder of scans; nobody trusts its server at first. A file is chosen on the person's machine, then one of the folder. */
    void sftp(String name, int port, String user, String password) throws IOException {
        begin("sftp-files-source", name);
        browser.field("v.host", "127.0.0.1");
        browser.field("v.port", Integer.toString(port));
        browser.field("v.username", user);
        browser.field("v.password", password);
        browser.field("v.directory", "letters");
        browser.field("v.observations", "1");
        browser.field("v.quiet-seconds", "0");
        browser.press("#connection form button.second");
        browser.shows("host key: failed", "Compare it");
        for (String language : List.of("zh", "en")) {
            browser.language(language, LIST + "/" + name);
            browser.press("#connection form button.second");
            browser.shows("SHA256:");
            browser.picture(Path.of("target/screenshots", language + "-1280-draft-stranger.png"));
            assertThat(browser.text()).doesNotContain("??", "draft.");
            assertThat(browser.barriers()).as(language).isEmpty();
        }
        browser.press("#stranger button");
        browser.arrives("#connection");
        assertThat(browser.valueOf("v.known-hosts-file")).endsWith("secrets/" + name + ".known-hosts-file");
        browser.upload("file", Path.of("mappings/letter/samples/truncated.pdf"));
        browser.shows("truncated.pdf");
        browser.press("#try button");
        browser.shows("RD-103");
        browser.press("#take button");
        browser.shows("log in: ok", "take a file: ok", "scan-1.pdf");
        browser.press("#try button");
        browser.shows("/matter/facts");
        browser.picture(Path.of("target/screenshots", "en-1280-draft-letters.png"));
        assertThat(browser.text()).doesNotContain(password);
        browser.press("#files form[action$='/check'] button");
        browser.shows("Nothing is wrong.");
        browser.press(APPLY);
        browser.shows("Channel " + name + " runs.");
    }

    /** A platform with field names of its own; the session is lost on the way. */
    void hotline(String name, String order, Runnable login) {
        begin("http-door-source", name);
        browser.field("text", order);
        browser.press("#input button");
        browser.arrives("#input");
        browser.loseSession();
        login.run();
        browser.go(LIST + "/" + name);
        FIELDS.forEach(browser::chooseAt);
        browser.press("#fields button");
        browser.shows("/complainant/name", "王小明", "/sqr/xm", "copied");
        seen("draft-hotline", LIST + "/" + name);
        browser.go(LIST + "/" + name);
        browser.press("#files form[action$='/check'] button");
        browser.shows("Nothing is wrong.");
        browser.press("#files details:last-of-type summary");
        browser.press(APPLY);
        browser.shows("Channel " + name + " runs.", "--role push-" + name);
        seen("drafts-log", "/console/system/access-log");
    }

    private void begin(String kind, String name) {
        browser.go(LIST);
        seen("drafts-" + kind, LIST);
        browser.press("input[value='" + kind + "']");
        browser.field("id", name);
        browser.press("main form button");
        browser.arrives(LIST + "/" + name);
    }

    /** The page in both languages, wide and narrow, light and dark; then as it was. */
    private void seen(String picture, String path) {
        for (String language : List.of("zh", "en")) {
            browser.language(language, path);
            for (int width : new int[] {1280, 390}) {
                browser.screen(width, 900, width == 390);
                browser.picture(Path.of("target/screenshots", language + "-" + width + "-" + picture + ".png"));
                String where = picture + " " + language + " " + width;
                assertThat(browser.text()).as(where).doesNotContain("??");
                assertThat(browser.barriers()).as(where).isEmpty();
                assertThat(browser.scrollsSideways()).as(where).isFalse();
            }
        }
        browser.screen(1280, 900, false);
    }
}
