package org.onestophub.intake.source.web;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.onestophub.intake.source.CamelAwareBean;
import org.onestophub.platform.connector.ConnectorSetting;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/** How the hub shows a platform who it is: a token in a header or in the address, or one that a login gives. */
public final class PullToken extends CamelAwareBean {

    /** A longer token is none. */
    private static final int MOST_CHARS = 8_000;

    private String auth = "none";
    private String secretSetting = "";
    private String name = "Authorization";
    private String scheme = "Bearer";
    private String loginUrl = "";
    private String loginForm = "json";
    private String username = "";
    private String usernameField = "username";
    private String passwordField = "password";
    private String loginFields = "";
    private JsonPointer tokenField = JsonPointer.compile("/access_token");
    private String given = "";

    /** {@code none}, {@code header}, {@code query} or {@code login}. */
    public void setAuth(String auth) {
        this.auth = auth;
    }

    /** Name of the setting that holds the token, or the password of a login. */
    public void setSecretSetting(String secretSetting) {
        this.secretSetting = secretSetting;
    }

    /** Header, or parameter of the address, that carries the token. */
    public void setName(String name) {
        this.name = name;
    }

    /** Word before the token in a header; empty for none. */
    public void setScheme(String scheme) {
        this.scheme = scheme;
    }

    /** Where a token is asked for. */
    public void setLoginUrl(String loginUrl) {
        this.loginUrl = loginUrl;
    }

    /** {@code json} or {@code form}. */
    public void setLoginForm(String loginForm) {
        this.loginForm = loginForm;
    }

    /** User of the login. */
    public void setUsername(String username) {
        this.username = username;
    }

    /** Name of the login's field for the user. */
    public void setUsernameField(String usernameField) {
        this.usernameField = usernameField;
    }

    /** Name of the login's field for the password. */
    public void setPasswordField(String passwordField) {
        this.passwordField = passwordField;
    }

    /** More fields of the login, {@code name=value} separated by commas. */
    public void setLoginFields(String loginFields) {
        this.loginFields = loginFields;
    }

    /** JSON Pointer to the token in the answer of the login. */
    public void setTokenField(String tokenField) {
        this.tokenField = JsonPointer.compile(tokenField);
    }

    boolean isLogin() {
        return auth.equals("login");
    }

    /** The token of the login is used no more; true if there was one. */
    boolean forget() {
        boolean had = !given.isEmpty();
        given = "";
        return had && isLogin();
    }

    /**
     * Asks for a token, unless there is one or none is needed.
     * @throws ProblemException CH-320 if the platform gives none
     */
    void login(PullServer server, PullLine line) {
        if (!isLogin() || !given.isEmpty()) {
            return;
        }
        Map<String, String> fields = new LinkedHashMap<>(PullRequests.pairs(loginFields));
        fields.put(usernameField, username);
        fields.put(passwordField, secret());
        HttpRequest request = PullRequests.post(server.checked(loginUrl, "loginUrl"), loginForm, fields)
                .build();
        JsonNode answer = PullAnswers.tree(line.answer(request).body());
        String token = answer.at(tokenField).asText("");
        if (token.isBlank() || token.length() > MOST_CHARS || token.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new ProblemException(Problem.LOGIN_REFUSED, "tokenField");
        }
        given = token;
    }

    /** Parameters of the address that carry the token. */
    Map<String, String> parameters() {
        return auth.equals("query") ? Map.of(name, secret()) : Map.of();
    }

    /** Adds the header that carries the token. */
    void sign(HttpRequest.Builder request) {
        if (auth.equals("header") || isLogin()) {
            String token = isLogin() ? given : secret();
            request.setHeader(name, scheme.isBlank() ? token : scheme + " " + token);
        }
    }

    private String secret() {
        return ConnectorSetting.needed(getCamelContext(), secretSetting);
    }
}
