package org.onestophub.operate.console;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.onestophub.complaint.contract.rights.People;
import org.onestophub.support.HubUnderTest;

/** A person who uses the console over HTTP, with cookies as a browser keeps them and the token of each form. */
final class ConsolePerson {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String address;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private String token = "";

    /** An answer. */
    record Page(int status, String body, HttpResponse<String> response) {

        String location() {
            return header("Location");
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    ConsolePerson(HubUnderTest hub) {
        this(hub.httpPort());
    }

    ConsolePerson(int port) {
        address = "http://localhost:" + port;
    }

    /** An account of that name whose password is its own, and a person who is logged in with it. */
    static ConsolePerson loggedIn(HubUnderTest hub, String name, List<String> rights, List<String> institutions) {
        String password = account(hub, name, rights, institutions);
        ConsolePerson person = new ConsolePerson(hub);
        Page entered = person.login(name, password);
        if (!entered.location().endsWith("/console")) {
            throw new AssertionError(entered.status() + " " + entered.location());
        }
        return person;
    }

    /** Makes an account, or gives it a new password and these rights if it is there; gives the password. */
    static String account(HubUnderTest hub, String name, List<String> rights, List<String> institutions) {
        hub.jdbc()
                .sql("delete from person where name = :name")
                .param("name", name)
                .update();
        String password = hub.bean(People.class).create(name, rights, institutions, "test");
        hub.jdbc()
                .sql("update person set must_change = false where name = :name")
                .param("name", name)
                .update();
        return password;
    }

    Page login(String name, String password) {
        get("/console/login");
        return post("/console/login", "name", name, "password", password);
    }

    /** Logs in with an account of the hospital's directory. */
    Page loginByDirectory(String name, String password) {
        get("/console/login");
        return post("/console/login", "source", "ldap", "name", name, "password", password);
    }

    /** Gives a reason for seeing content. */
    ConsolePerson withReason() {
        get("/console/account");
        post("/console/reason", "reason", "quality review", "to", "/console");
        return this;
    }

    Page get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    /** Opens a page wherever it is. */
    Page at(String whole, String... headers) {
        return send(requestAt(whole, headers).GET().build());
    }

    /** Sends a form with the token of the page seen last. */
    Page post(String path, String... fields) {
        List<String> all = new ArrayList<>(List.of(fields));
        all.add("_csrf");
        all.add(token);
        return postPlain(path, all.toArray(String[]::new));
    }

    /** Sends a form with nothing but these fields. */
    Page postPlain(String path, String... fields) {
        return postAt(address + path, fields);
    }

    /** The same wherever it goes. */
    Page postAt(String whole, String... fields) {
        StringBuilder form = new StringBuilder();
        for (int i = 0; i + 1 < fields.length; i += 2) {
            form.append(i == 0 ? "" : "&")
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return send(requestAt(whole)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.toString()))
                .build());
    }

    /** The value of a cookie of the hub, empty if there is none. */
    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(java.net.HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private HttpRequest.Builder request(String path, String... headers) {
        return requestAt(address + path, headers);
    }

    private static HttpRequest.Builder requestAt(String whole, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(whole)).timeout(PATIENCE);
        for (int i = 0; i + 1 < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    private Page send(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            Optional<String> seen = tokenIn(response.body());
            token = seen.orElse(token);
            return new Page(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Optional<String> tokenIn(String html) {
        Matcher found = TOKEN.matcher(html);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
