package org.onestophub.outlet.sink.http;

import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManager;
import org.onestophub.platform.probe.ProbeSteps;
import org.onestophub.platform.remote.ClientKey;
import org.onestophub.problem.Problem;
import org.onestophub.problem.ProblemException;

/**
 * An HTTP sink that shows the server who it is: by a bearer token, by a signature with HMAC-SHA-256 or HMAC-SM3, by a token
 * of OAuth 2 (client credentials), and beside each of these by a certificate of its own.
 */
public abstract class AuthorizedSinkStep extends HttpSinkStep {

    private String auth = "none";
    private String secretSetting = "";
    private String clientIdSetting = "";
    private String tokenUrlSetting = "";
    private String tokenLogin = "header";
    private String scope = "";
    private String signedText = "{timestamp}.{body}";
    private String signatureHeader = "X-Onestop-Signature";
    private String signaturePrefix = "v1=";
    private String signatureEncoding = "hex";
    private String timestampHeader = "X-Onestop-Timestamp";
    private String timestampUnit = "s";
    private String nonceHeader = "";
    private String keyHeader = "";
    private String clientKeyFile = "";
    private String clientKeyPasswordSetting = "";
    private RequestAuthorization authorization = RequestAuthorization.NONE;

    /** {@code none}, {@code bearer}, {@code hmac-sha256}, {@code hmac-sm3} or {@code oauth2}. */
    public final void setAuth(String auth) {
        this.auth = auth;
    }

    /** Name of the setting that holds the bearer token, the key of the signature, or the secret of the client. */
    public final void setSecretSetting(String secretSetting) {
        this.secretSetting = secretSetting;
    }

    /** Name of the setting that holds the id of the client, or the name of the key. */
    public final void setClientIdSetting(String clientIdSetting) {
        this.clientIdSetting = clientIdSetting;
    }

    /** Name of the setting that holds the address of the token server. */
    public final void setTokenUrlSetting(String tokenUrlSetting) {
        this.tokenUrlSetting = tokenUrlSetting;
    }

    /** Where the token server wants id and secret: {@code header} (Basic) or {@code body}. */
    public final void setTokenLogin(String tokenLogin) {
        this.tokenLogin = oneOf("tokenLogin", tokenLogin, "header", "body");
    }

    /** The scope asked for; empty: none. */
    public final void setScope(String scope) {
        this.scope = scope;
    }

    /** What is signed; see {@link RequestSignature.Form}. */
    public final void setSignedText(String signedText) {
        this.signedText = signedText;
    }

    /** Header that carries the signature. */
    public final void setSignatureHeader(String signatureHeader) {
        this.signatureHeader = signatureHeader;
    }

    /** Text in front of the signature. */
    public final void setSignaturePrefix(String signaturePrefix) {
        this.signaturePrefix = signaturePrefix;
    }

    /** {@code hex} or {@code base64}. */
    public final void setSignatureEncoding(String signatureEncoding) {
        this.signatureEncoding = oneOf("signatureEncoding", signatureEncoding, "hex", "base64");
    }

    /** Header that carries the time since 1970; empty: none. */
    public final void setTimestampHeader(String timestampHeader) {
        this.timestampHeader = timestampHeader;
    }

    /** {@code s} or {@code ms}. */
    public final void setTimestampUnit(String timestampUnit) {
        this.timestampUnit = oneOf("timestampUnit", timestampUnit, "s", "ms");
    }

    /** Header that carries a number used once; empty: none. */
    public final void setNonceHeader(String nonceHeader) {
        this.nonceHeader = nonceHeader;
    }

    /** Header that carries the name of the key; empty: none. */
    public final void setKeyHeader(String keyHeader) {
        this.keyHeader = keyHeader;
    }

    /** PKCS12 file with the hub's key and certificate; empty: it has none. */
    public final void setClientKeyFile(String clientKeyFile) {
        this.clientKeyFile = clientKeyFile;
    }

    /** Name of the setting that holds the password of that file. */
    public final void setClientKeyPasswordSetting(String clientKeyPasswordSetting) {
        this.clientKeyPasswordSetting = clientKeyPasswordSetting;
    }

    @Override
    protected void doStart() {
        super.doStart();
        authorization = switch (auth) {
            case "none" -> RequestAuthorization.NONE;
            case "bearer" -> bearer();
            case "hmac-sha256" -> signature(RequestSignature.Seal.SHA_256);
            case "hmac-sm3" -> signature(RequestSignature.Seal.SM3);
            case "oauth2" -> tokens();
            default -> throw new ProblemException(Problem.SETTING_INVALID, "auth");
        };
    }

    @Override
    final KeyManager[] clientKeys() {
        return clientKeyFile.isBlank()
                ? super.clientKeys()
                : ClientKey.of(
                        clientKeyFile, clientKeyPasswordSetting.isBlank() ? "" : settingOf(clientKeyPasswordSetting));
    }

    final RequestAuthorization authorization() {
        return authorization;
    }

    @Override
    public void probe(ProbeSteps steps) {
        List<String> settings =
                List.of(urlSetting(), secretSetting, clientIdSetting, tokenUrlSetting, clientKeyPasswordSetting);
        probeSettings(steps, settings.toArray(String[]::new));
        probeLine(steps);
        if (authorization instanceof AccessTokens tokens) {
            steps.step("token", Problem.LOGIN_REFUSED, () -> {
                tokens.renew();
                return Map.of();
            });
        }
        steps.skip("hand-over", "whatever is sent would be taken for a complaint");
    }

    private RequestAuthorization bearer() {
        String setting = required("secretSetting", secretSetting);
        return request -> Map.of("Authorization", "Bearer " + secretOf(setting));
    }

    private RequestAuthorization signature(RequestSignature.Seal seal) {
        String setting = required("secretSetting", secretSetting);
        RequestSignature.Form form = new RequestSignature.Form(
                seal,
                signedText,
                signatureHeader,
                signaturePrefix,
                signatureEncoding.equals("base64"),
                timestampHeader,
                timestampUnit.equals("ms"),
                nonceHeader,
                keyHeader);
        if (form.namesKey()) {
            required("clientIdSetting", clientIdSetting);
        }
        return new RequestSignature(form, () -> secretOf(clientIdSetting), () -> secretOf(setting), clock());
    }

    private RequestAuthorization tokens() {
        String id = required("clientIdSetting", clientIdSetting);
        String secret = required("secretSetting", secretSetting);
        AccessTokens.Client client = new AccessTokens.Client(
                addressIn(required("tokenUrlSetting", tokenUrlSetting)),
                () -> secretOf(id),
                () -> secretOf(secret),
                scope,
                tokenLogin.equals("body"),
                timeout());
        return new AccessTokens(client, this::send, clock());
    }

    private static String oneOf(String name, String value, String... words) {
        if (!List.of(words).contains(value)) {
            throw new ProblemException(Problem.SETTING_INVALID, name);
        }
        return value;
    }
}
